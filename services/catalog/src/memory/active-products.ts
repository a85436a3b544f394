import type { LocalizedText } from '@comptoir/contracts/common'
import { lookUp } from '@comptoir/contracts/look-up'
import { type CategoryTree, withAncestors } from '../categories/category-tree.ts'
import type { Product } from '../products/product.ts'
import { toSummary, totalAvailable } from '../products/product-view.ts'
import type { SearchEntry } from '../search/entry-terms.ts'
import { createSearch, type Search } from '../search/search.ts'
import type { SynonymGroups } from '../search/synonyms.ts'
import { categoryDimension } from './facet-values.ts'
import { type Filter, facetsView, listSlots } from './listing.ts'
import { createProductColumns, type ProductColumns, type SortKey } from './product-columns.ts'
import { relatedSlots } from './related.ts'
import type { PublicPriceOf } from './shown-prices.ts'

export type PageRequest = {
  readonly query?: string | undefined
  readonly filters: readonly Filter[]
  readonly sort?: SortKey | undefined
  readonly offset: number
  readonly limit: number
  readonly facets: boolean
}

type Shown = {
  readonly available: (sku: string) => number
  readonly publicPriceOf: PublicPriceOf
  /** Units of the last days, by product. */
  readonly soldOf: (productId: string) => number
}

const compactAfter = 1000

export type ActiveProducts = ReturnType<typeof createActiveProducts>

/** What is on sale, with the columns and the index that lists and search are answered from. */
export function createActiveProducts(shown: Shown, groups: SynonymGroups) {
  const columns = createProductColumns(shown.soldOf)
  const search = createSearch(groups)
  const slotOf = new Map<string, number>()
  const summaries = createSummaries(columns, shown)

  function show(product: Product, tree: CategoryTree): void {
    const slot = columns.size()
    const ids = withAncestors(product.categoryIds, tree)
    columns.put(slot, product, ids, amountsOf(product, shown))
    columns.setAvailable(slot, totalAvailable(product, shown.available))
    search.add(slot, entryOf(product, namesOf(ids, tree)))
    slotOf.set(product.productId, slot)
  }

  function hide(productId: string): void {
    const slot = slotOf.get(productId)
    if (slot === undefined) return
    columns.remove(slot)
    search.remove(slot)
    summaries.forget(slot)
    slotOf.delete(productId)
  }

  /** Shows the level of stock that a product has now. */
  function restock(product: Product): void {
    const slot = slotOf.get(product.productId)
    if (slot === undefined) return
    columns.setAvailable(slot, totalAvailable(product, shown.available))
    summaries.forget(slot)
  }

  function reprice(products: readonly Product[]): void {
    const slots = products.flatMap((product) => {
      const slot = slotOf.get(product.productId)
      return slot === undefined ? [] : [{ slot, amounts: amountsOf(product, shown) }]
    })
    columns.reprice(slots)
    for (const { slot } of slots) summaries.forget(slot)
  }

  return {
    ...{ show, hide, restock, reprice, resell: columns.resell },
    /** Whether so many slots were left that building anew is worth it. */
    isSparse: () => columns.size() > compactAfter + 2 * columns.alive(),
    list: (request: PageRequest, tree: CategoryTree) =>
      listPage({ columns, search, summaryAt: summaries.at }, request, tree),
    /** What has most in common with a product, as JSON text; nothing of a product that is in no list. */
    related: (productId: string, limit: number) =>
      relatedSlots(columns, slotOf.get(productId), limit).map(summaries.at),
    find: (query: string) =>
      search.find(query).slots.flatMap((slot) => columns.productAt(slot) ?? []),
    replaceSynonyms: search.replaceSynonyms,
    facets: () => columns.facets,
    /** Active products in a category and below. */
    countIn: (id: string) => columns.count(columns.facets.find(categoryDimension, id)),
  }
}

/** Products in lists, as JSON text, until something of them changes. */
function createSummaries(columns: ProductColumns, shown: Shown) {
  const texts: (string | undefined)[] = []
  return {
    at(slot: number): string {
      const product = columns.productAt(slot)
      const text = texts[slot] ?? (product ? JSON.stringify(toSummary(product, shown)) : '{}')
      texts[slot] = text
      return text
    },
    forget(slot: number): void {
      texts[slot] = undefined
    },
  }
}

const namesOf = (categoryIds: readonly string[], tree: CategoryTree): LocalizedText[] =>
  categoryIds.flatMap((id) => lookUp(tree, id)?.name ?? [])

/** What the variants of a product cost now. */
const amountsOf = (product: Product, { publicPriceOf }: Shown): number[] =>
  product.variants.map((variant) => publicPriceOf(product, variant).price.amount)

type ListSource = { columns: ProductColumns; search: Search; summaryAt: (slot: number) => string }

/** One page of a list, ready to send: items as JSON text. */
function listPage(
  { columns, search, summaryAt }: ListSource,
  request: PageRequest,
  tree: CategoryTree,
) {
  const hits = request.query ? search.find(request.query) : undefined
  const candidates = inOrder(columns, hits?.slots, request.sort)
  const { slots, tally } = listSlots(columns, candidates, request.filters, request.facets)
  const page = slots.slice(request.offset, request.offset + request.limit)
  return {
    items: page.map(summaryAt),
    total: slots.length,
    facets: request.facets ? facetsView(columns.facets, tally, tree) : undefined,
    didYouMean: hits?.didYouMean,
  }
}

/** The slots to look at, in the order asked for: by relevance when there are hits and no other order. */
function inOrder(columns: ProductColumns, hits?: readonly number[], sort?: SortKey) {
  if (!hits) return columns.sorted(sort ?? 'newest')
  if (!sort) return hits
  const wanted = new Set(hits)
  return columns.sorted(sort).filter((slot) => wanted.has(slot))
}

function entryOf(product: Product, categories: readonly LocalizedText[]): SearchEntry {
  const { title, description, brand, variants } = product
  const apart = variants.flatMap(({ name = {}, options }) => [
    ...Object.values(name),
    ...Object.values(options),
  ])
  const facts = Object.values(product.attributes).filter((value) => typeof value === 'string')
  const skus = variants.map(({ sku }) => sku)
  return { title, description, brand, skus, categories, attributes: [...facts, ...apart] }
}
