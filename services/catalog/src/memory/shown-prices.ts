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
  const at = () => new Date(now()).toISOString()

  function schedule(): void {
    const next = book.nextChange(seen)
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
      schedule()
      return [...(before ? [before] : []), document.data].filter(isForEveryone)
    },
    /** The lists for everyone that have started or ended since it was last asked. */
    turned(): readonly PriceList[] {
      if (now() < nextChangeMs) return []
      const until = at()
      const lists = book.changedBetween(seen, until)
      seen = until
      schedule()
      return lists.filter(isForEveryone)
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

/** Whether a list has an entry for a product or one of its variants. */
export function prices(list: PriceList, product: Product, tree: CategoryTree): boolean {
  const skus = new Set(product.variants.map(({ sku }) => sku.toLowerCase()))
  const categories = new Set(withAncestors(product.categoryIds, tree))
  return list.entries.some(
    ({ sku, productId, categoryId }) =>
      (sku !== undefined && skus.has(sku.toLowerCase())) ||
      (productId !== undefined && productId === product.productId) ||
      (categoryId !== undefined && categories.has(categoryId)),
  )
}
