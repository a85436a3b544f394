import type { ProductStatus } from '@comptoir/contracts/catalog/schemas'
import type { Document } from '@comptoir/dapr/documents/documents'
import type { Product, Variant } from './product.ts'

/** Every product that a replica holds, in any state, by each of its names. */
export type ProductDirectory = {
  /** Takes a version unless a newer one is held; true when it was news. */
  take(document: Document<Product>): boolean
  lookUp(idOrSlug: string): Document<Product> | undefined
  byExternalId(externalId: string): Document<Product> | undefined
  variantOf(sku: string): { product: Product; variant: Variant } | undefined
  versionOf(productId: string): number
  all(): Product[]
  /** Products in the given states, last changed first. */
  inStates(states: readonly ProductStatus[]): Product[]
  /** As inventory writes them: other names are folded to lower case, these are not. */
  skus(): string[]
}

type Names = {
  readonly slugs: Map<string, string>
  readonly skus: Map<string, string>
  readonly externalIds: Map<string, string>
}

export function createProductDirectory(): ProductDirectory {
  const documents = new Map<string, Document<Product>>()
  const names: Names = { slugs: new Map(), skus: new Map(), externalIds: new Map() }
  const byName = (map: Map<string, string>, name: string) =>
    documents.get(map.get(name.toLowerCase()) ?? '')
  const all = () => [...documents.values()].map(({ data }) => data)

  function take(document: Document<Product>): boolean {
    const known = documents.get(document.id)
    if (known && known.version >= document.version) return false
    if (known) unname(names, known.data)
    documents.set(document.id, document)
    name(names, document.data)
    return true
  }

  function variantOf(sku: string) {
    const product = byName(names.skus, sku)?.data
    const variant = product?.variants.find((one) => one.sku.toLowerCase() === sku.toLowerCase())
    return product && variant && { product, variant }
  }

  return {
    take,
    lookUp: (idOrSlug) => documents.get(idOrSlug) ?? byName(names.slugs, idOrSlug),
    byExternalId: (externalId) => byName(names.externalIds, externalId),
    variantOf,
    versionOf: (productId) => documents.get(productId)?.version ?? 0,
    all,
    inStates: (states) =>
      all()
        .filter(({ status }) => states.includes(status))
        .sort((a, b) => (a.updatedAt < b.updatedAt ? 1 : -1)),
    skus: () => all().flatMap(({ variants }) => variants.map(({ sku }) => sku)),
  }
}

function name({ slugs, skus, externalIds }: Names, product: Product): void {
  const { productId } = product
  slugs.set(product.slug, productId)
  for (const { sku } of product.variants) skus.set(sku.toLowerCase(), productId)
  if (product.externalId) externalIds.set(product.externalId.toLowerCase(), productId)
}

function unname({ slugs, skus, externalIds }: Names, product: Product): void {
  slugs.delete(product.slug)
  for (const { sku } of product.variants) skus.delete(sku.toLowerCase())
  if (product.externalId) externalIds.delete(product.externalId.toLowerCase())
}
