import type { LocalizedText } from '@comptoir/contracts/common'
import { ancestorsOf, type CategoryTree } from '../categories/category-tree.ts'
import type { Product } from '../products/product.ts'
import { toSummary, totalAvailable } from '../products/product-view.ts'
import type { SearchEntry } from '../search/entry-terms.ts'
import { createSearch, type Search } from '../search/search.ts'
import type { SynonymGroups } from '../search/synonyms.ts'
import { categoryDimension } from './facet-values.ts'
import { type Filter, facetsView, listSlots } from './listing.ts'
import { createProductColumns, type ProductColumns, type SortKey } from './product-columns.ts'

export type PageRequest = {
  readonly query?: string | undefined
  readonly filters: readonly Filter[]
  readonly sort?: SortKey | undefined
  readonly offset: number
  readonly limit: number
  readonly facets: boolean
}

const compactAfter = 1000

/** What is on sale, with the columns and the index that lists and search are answered from. */
export function createActiveProducts(available: (sku: string) => number, groups: SynonymGroups) {
  const columns = createProductColumns()
  const search = createSearch(groups)
  const slotOf = new Map<string, number>()
  const summaries: (string | undefined)[] = []

  function show(product: Product, tree: CategoryTree): void {
    const slot = columns.size()
    const categories = new Set(product.categoryIds.flatMap((id) => ancestorsOf(tree, id)))
    const ids = [...categories].map(({ categoryId }) => categoryId)
    const names = [...categories].map(({ name }) => name)
    columns.put(slot, product, ids)
    columns.setAvailable(slot, totalAvailable(product, available))
    search.add(slot, entryOf(product, names))
    slotOf.set(product.productId, slot)
  }

  function hide(productId: string): void {
    const slot = slotOf.get(productId)
    if (slot === undefined) return
    columns.remove(slot)
    search.remove(slot)
    summaries[slot] = undefined
    slotOf.delete(productId)
  }

  /** Shows the level of stock that a product has now. */
  function restock(product: Product): void {
    const slot = slotOf.get(product.productId)
    if (slot === undefined) return
    columns.setAvailable(slot, totalAvailable(product, available))
    summaries[slot] = undefined
  }

  function summaryAt(slot: number): string {
    const product = columns.productAt(slot)
    const text = summaries[slot] ?? (product ? JSON.stringify(toSummary(product, available)) : '{}')
    summaries[slot] = text
    return text
  }

  return {
    show,
    hide,
    restock,
    /** Whether so many slots were left that building anew is worth it. */
    isSparse: () => columns.size() > compactAfter + 2 * columns.alive(),
    list: (request: PageRequest, tree: CategoryTree) =>
      listPage({ columns, search, summaryAt }, request, tree),
    find: (query: string) =>
      search.find(query).slots.flatMap((slot) => columns.productAt(slot) ?? []),
    replaceSynonyms: search.replaceSynonyms,
    facets: () => columns.facets,
    /** Active products in a category and below. */
    countIn: (id: string) => columns.count(columns.facets.find(categoryDimension, id)),
  }
}

type ListSource = { columns: ProductColumns; search: Search; summaryAt: (slot: number) => string }

/** One page of a list, ready to send: items as JSON text. */
function listPage(
  { columns, search, summaryAt }: ListSource,
  request: PageRequest,
  tree: CategoryTree,
) {
  const hits = request.query ? search.find(request.query) : undefined
  const candidates = inOrder(columns, hits?.slots, request.sort)
  const { slots, tally } = listSlots(columns, candidates, request.filters)
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
