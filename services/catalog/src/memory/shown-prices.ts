import type { Document } from '@comptoir/dapr/documents/documents'
import { type CategoryTree, withAncestors } from '../categories/category-tree.ts'
import { type Customer, isForEveryone, type PriceList } from '../price-lists/price-list.ts'
import { type PublicPrice, publicPriceOf } from '../price-lists/public-price.ts'
import { tiersOf, type VariantPrice, variantPriceOf } from '../price-lists/variant-price.ts'
import type { Product, Variant } from '../products/product.ts'
import { createPriceBook, type Priced } from './price-book.ts'

export type PublicPriceOf = (product: Product, variant: Variant) => PublicPrice

/** Who asks for how many pieces in which currency. */
export type Buyer = {
  readonly currency: string
  readonly quantity: number
  readonly customer: Customer
}

/** The prices of this moment, by the price lists in memory: a list starts and ends by the clock, without an event. */
export function createShownPrices(tree: () => CategoryTree, now: () => number) {
  const book = createPriceBook()
  let seen = new Date(now()).toISOString()
  let nextChangeMs = Number.POSITIVE_INFINITY
  const at = createInstants(now)

  function schedule(after: string): void {
    const next = book.nextChange(after)
    nextChangeMs = next === undefined ? Number.POSITIVE_INFINITY : Date.parse(next)
  }

  const priced = ({ productId, categoryIds }: Product, { sku }: Variant): Priced => ({
    ...{ sku, productId, categoryIds: book.isEmpty() ? [] : withAncestors(categoryIds, tree()) },
  })
  const historyOf = (product: Product, variant: Variant) => ({
    ...{ variant, history: product.priceHistory, publishedAt: product.publishedAt },
  })

  const offersFor = (product: Product, variant: Variant) => {
    const target = priced(product, variant)
    return { current: book.offersOf(target), inTime: book.offersInTimeOf(target) }
  }

  return {
    versionOf: book.versionOf,
    /** Takes a version of a list unless a newer one is held. Answers what it prices or priced, when it was news. */
    put(document: Document<PriceList>): readonly PriceList[] {
      const before = book.get(document.id)
      if (!book.take(document)) return []
      if (now() < nextChangeMs) schedule(at())
      return [...(before ? [before] : []), document.data].filter(concernsEveryone)
    },
    /** The lists for everyone that have started or ended since it was last asked. */
    turned(): readonly PriceList[] {
      if (now() < nextChangeMs) return []
      const until = at()
      const lists = book.changedBetween(seen, until)
      seen = until
      schedule(seen)
      return lists.filter(concernsEveryone)
    },
    publicPriceOf: (product: Product, variant: Variant): PublicPrice =>
      publicPriceOf(
        historyOf(product, variant),
        book.offersInTimeOf(priced(product, variant)),
        at(),
      ),
    /** What somebody pays, and why; nothing without a price in their currency. */
    priceFor: (product: Product, variant: Variant, buyer: Buyer): VariantPrice | undefined =>
      variantPriceOf(historyOf(product, variant), offersFor(product, variant), {
        ...buyer,
        at: at(),
      }),
    /** What somebody pays for more pieces. */
    tiersFor: (product: Product, variant: Variant, buyer: Omit<Buyer, 'quantity'>) =>
      tiersOf(historyOf(product, variant), offersFor(product, variant), { ...buyer, at: at() }),
  }
}

/** The instant of a clock as text, written once a millisecond: a sale of everything asks for it per variant. */
function createInstants(now: () => number): () => string {
  let ms = Number.NaN
  let text = ''
  return () => {
    const current = now()
    if (current !== ms) text = new Date(current).toISOString()
    ms = current
    return text
  }
}

/** Whether everyone pays, or paid until it was changed, by a list. */
const concernsEveryone = (list: PriceList): boolean => isForEveryone(list) || list.past.length > 0

/** The products that any of these lists has, or had, an entry for. */
export function pricedBy(
  lists: readonly PriceList[],
  products: readonly Product[],
  tree: CategoryTree,
): Product[] {
  const entries = lists.flatMap((list) => [...list.entries, ...list.past])
  const skus = new Set(entries.flatMap(({ sku }) => sku?.toLowerCase() ?? []))
  const productIds = new Set(entries.flatMap(({ productId }) => productId ?? []))
  const categoryIds = new Set(entries.flatMap(({ categoryId }) => categoryId ?? []))
  return products.filter(
    (product) =>
      productIds.has(product.productId) ||
      product.variants.some(({ sku }) => skus.has(sku.toLowerCase())) ||
      withAncestors(product.categoryIds, tree).some((id) => categoryIds.has(id)),
  )
}
