import type { ProductSummary } from '@comptoir/contracts/catalog/schemas'

/** What a card can add by one click: the one variant of a product, when it is in stock. */
export function quickSkuOf({ skus, inStock }: Pick<ProductSummary, 'skus' | 'inStock'>) {
  return inStock && skus.length === 1 ? skus[0] : undefined
}
