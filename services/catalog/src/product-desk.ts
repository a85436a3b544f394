import type { ProductInput } from '@comptoir/contracts/catalog-product'
import type { Document } from '@comptoir/dapr/documents'
import { isRefusal, refuse } from '@comptoir/service/refusal'
import type { Catalogue } from './catalogue.ts'
import { changeProduct, newProduct, type Product, type ProductChange } from './product.ts'
import type { Products } from './product-store.ts'
import { slugify } from './slug.ts'
import { keysOf, type UniqueKeys } from './unique-keys.ts'

export type DeskDeps = {
  products: Products
  keys: UniqueKeys
  catalogue: Catalogue
  clock: () => Date
  newProductId: () => string
}

export type Written = {
  readonly document: Document<Product>
  readonly outcome: 'created' | 'updated' | 'unchanged'
}

/** Writes products: unique keys first, then the document, then this replica's memory. */
export function createProductDesk(deps: DeskDeps) {
  const { products, keys, catalogue, clock } = deps

  async function create(input: ProductInput, productId = deps.newProductId()): Promise<Written> {
    checkCategories(input)
    newProduct(input, { productId, slug: input.slug ?? 'item', now: clock() })
    const slug = await claimSlug(input, productId)
    const { product, events } = newProduct(input, { productId, slug, now: clock() })
    const rest = keysOf(product).filter(({ kind }) => kind !== 'slug')
    await Promise.all(rest.map(({ kind, value }) => keys.claim(kind, value, productId)))
    const { document, created } = await products.create(productId, product, events)
    catalogue.put(document)
    return { document, outcome: created ? 'created' : 'unchanged' }
  }

  /** A slug asked for is taken or refused; one made from the title gets the SKU added when it is taken. */
  async function claimSlug(input: ProductInput, productId: string): Promise<string> {
    const base = input.slug ?? slugify(input.title.fr ?? input.title.en ?? '')
    const longer = slugify(`${base.slice(0, 60)} ${input.variants[0]?.sku ?? ''}`)
    const choices = input.slug ? [base] : [base, longer, slugify(productId)]
    for (const slug of choices) {
      const refusal = await keys.claim('slug', slug, productId).catch((error: unknown) => error)
      if (refusal === undefined) return slug
      if (!isRefusal(refusal, 'already_exists') || slug === choices.at(-1)) throw refusal
    }
    return base
  }

  async function replace(
    productId: string,
    input: ProductInput,
    ifVersion?: number,
  ): Promise<Written> {
    checkCategories(input)
    const current = await read(productId)
    if (ifVersion !== undefined && ifVersion !== current.version)
      throw refuse('precondition_failed')
    const preview = changeProduct(current.data, input, clock())
    if (!preview) return { document: current, outcome: 'unchanged' }
    await claimNew(current.data, preview.next)
    const document = await change(productId, (product) => changeProduct(product, input, clock()), {
      ifVersion,
    })
    return { document, outcome: document.version === current.version ? 'unchanged' : 'updated' }
  }

  async function claimNew(before: Product, after: Product): Promise<void> {
    const held = new Set(keysOf(before).map(({ kind, value }) => `${kind} ${value}`))
    const missing = keysOf(after).filter(({ kind, value }) => !held.has(`${kind} ${value}`))
    const { productId } = before
    await Promise.all(missing.map(({ kind, value }) => keys.claim(kind, value, productId)))
  }

  async function putByExternalId(externalId: string, input: ProductInput): Promise<Written> {
    const owner = await keys.adopt(externalId, deps.newProductId())
    const asked = { ...input, externalId }
    const existing = await products.get(owner)
    if (!existing) return create(asked, owner)
    if (existing.data.externalId === externalId) return replace(owner, asked)
    const productId = deps.newProductId()
    await keys.claim('external-id', externalId, productId)
    return create(asked, productId)
  }

  /** Applies a rule to a product and shows the result to this replica at once. */
  async function change(
    productId: string,
    rule: (product: Product) => ProductChange,
    options: { ifVersion?: number | undefined } = {},
  ): Promise<Document<Product>> {
    const document = await products.update(productId, rule, options)
    catalogue.put(document)
    return document
  }

  async function read(productId: string): Promise<Document<Product>> {
    const document = await products.get(productId)
    if (!document) throw refuse('not_found', `there is no product ${productId}`)
    return document
  }

  function checkCategories(input: ProductInput): void {
    const unknown = input.categoryIds.filter((id) => !catalogue.tree()[id])
    if (unknown.length === 0) return
    throw refuse('invalid_request', 'a category does not exist', {
      errors: unknown.map((id) => ({
        field: 'categoryIds',
        code: 'unknown_category',
        message: `there is no category ${id}`,
      })),
    })
  }

  return { create, replace, putByExternalId, change }
}

export type ProductDesk = ReturnType<typeof createProductDesk>
