import type { ProductInput, ProductView } from '@comptoir/contracts/catalog/schemas'

export type VariantView = ProductView['variants'][number]
type VariantInput = ProductInput['variants'][number]

/** A variant as it is sent: what only the shop says of it is left out. */
export function variantInputOf(variant: VariantView): VariantInput {
  const { sku, gtin, name, options, price, compareAtPrice, weightGrams, dimensions } = variant
  return { sku, gtin, name, options, price, compareAtPrice, weightGrams, dimensions }
}

/**
 * A product as it is sent when one thing of it changes: the service empties what is left out of these. What is not here (external
 * id, vendor, texts for search engines, safety, pictures) stays as it is.
 */
export function productInputOf(product: ProductView): ProductInput {
  const { slug, status, visibility, title, description, brand, taxClass } = product
  const { categoryIds, attributes, options, variants } = product
  return {
    ...{ slug, status, visibility, title, description, brand, taxClass },
    ...{ categoryIds, attributes, options },
    variants: variants.map(variantInputOf),
  }
}
