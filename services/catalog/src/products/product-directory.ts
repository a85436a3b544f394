import type { ProductStatus } from '@comptoir/contracts/catalog/schemas'
import type { Document } from '@comptoir/dapr/documents/documents'
import type { Product } from './product.ts'
import { keysOf, type UniqueKind } from './unique-keys.ts'

export type ProductDirectory = ReturnType<typeof createProductDirectory>

/** Every product that a replica holds, in any state, by each of its names. */
export function createProductDirectory() {
  const documents = new Map<string, Document<Product>>()
  const ids = new Map<string, string>()
  /** Who had a slug last: somebody else may have it now. */
  const formerly = new Map<string, string>()
  const nameOf = (kind: UniqueKind, value: string) => `${kind} ${value.toLowerCase()}`
  const namesOf = (product: Product) =>
    keysOf(product).map(({ kind, value }) => nameOf(kind, value))
  const byName = (kind: UniqueKind, value: string) =>
    documents.get(ids.get(nameOf(kind, value)) ?? '')
  function byFormerSlug(slug: string) {
    const document = documents.get(formerly.get(slug) ?? '')
    return document?.data.formerSlugs?.includes(slug) ? document : undefined
  }
  const all = () => [...documents.values()].map(({ data }) => data)

  function note(document: Document<Product>): void {
    const { id, data } = document
    documents.set(id, document)
    for (const name of namesOf(data)) ids.set(name, id)
    for (const slug of data.formerSlugs ?? []) formerly.set(slug, id)
  }

  /** Takes a version unless a newer one is held; true when it was news. */
  function take(document: Document<Product>): boolean {
    const known = documents.get(document.id)
    if (known && known.version >= document.version) return false
    if (known) forget(ids, namesOf(known.data), document.id)
    note(document)
    return true
  }

  function variantOf(sku: string) {
    const product = byName('sku', sku)?.data
    const variant = product?.variants.find((one) => one.sku.toLowerCase() === sku.toLowerCase())
    return product && variant && { product, variant }
  }

  return {
    take,
    lookUp: (idOrSlug: string) =>
      documents.get(idOrSlug) ?? byName('slug', idOrSlug) ?? byFormerSlug(idOrSlug.toLowerCase()),
    byExternalId: (externalId: string) => byName('external-id', externalId),
    variantOf,
    versionOf: (productId: string) => documents.get(productId)?.version ?? 0,
    all,
    /** Products in the given states, last changed first. */
    inStates: (states: readonly ProductStatus[]) =>
      all()
        .filter(({ status }) => states.includes(status))
        .sort((a, b) => (a.updatedAt < b.updatedAt ? 1 : -1)),
    /** As inventory writes them: names are folded to lower case, these are not. */
    skus: () => all().flatMap(({ variants }) => variants.map(({ sku }) => sku)),
  }
}

/** Takes the names of a product away; one may be another product's by now. */
function forget(ids: Map<string, string>, names: readonly string[], id: string): void {
  for (const name of names) if (ids.get(name) === id) ids.delete(name)
}
