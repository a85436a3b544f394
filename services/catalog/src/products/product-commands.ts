import type { ProductInput } from '@comptoir/contracts/catalog/schemas'
import { lookUp } from '@comptoir/contracts/look-up'
import type { Document } from '@comptoir/dapr/documents/documents'
import type { TaxRates } from '@comptoir/dapr/sidecar/tax-rates'
import { parisDayOf, taxClassesOf } from '@comptoir/money/tax-rates'
import { refuse } from '@comptoir/service/problems/refusal'
import type { Catalogue } from '../memory/catalogue.ts'
import { changeProduct, newProduct, type Product, type ProductChange } from './product.ts'
import type { Products } from './product-store.ts'
import { claimSlug } from './slug-claim.ts'
import { keysOf, type UniqueKeys } from './unique-keys.ts'

export type ProductCommandDeps = {
  products: Products
  keys: UniqueKeys
  catalogue: Catalogue
  clock: () => Date
  newProductId: () => string
  taxRates: TaxRates
}

export type Written = {
  readonly document: Document<Product>
  readonly outcome: 'created' | 'updated' | 'unchanged'
}

type VersionCheck = { ifVersion?: number | undefined }

/** Writes products: unique keys first, then the document, then this replica's memory. */
export type ProductCommands = {
  create(input: ProductInput): Promise<Written>
  replace(productId: string, input: ProductInput, check?: VersionCheck): Promise<Written>
  putByExternalId(externalId: string, input: ProductInput): Promise<Written>
  /** Applies a rule to a product and shows the result to this replica at once. */
  change(
    productId: string,
    rule: (product: Product) => ProductChange,
    check?: VersionCheck,
  ): Promise<Document<Product>>
}

export function createProductCommands(deps: ProductCommandDeps): ProductCommands {
  return {
    create: (input) => create(deps, input, deps.newProductId()),
    replace: (productId, input, check) => replace(deps, productId, { input, check }),
    putByExternalId: (externalId, input) => putByExternalId(deps, externalId, input),
    change: (productId, rule, check) => change(deps, productId, { rule, check }),
  }
}

async function create(
  deps: ProductCommandDeps,
  input: ProductInput,
  productId: string,
): Promise<Written> {
  const { products, keys, catalogue, clock } = deps
  checkCategories(catalogue, input)
  await checkTaxClass(deps, input)
  newProduct(input, { productId, slug: 'not-yet', now: clock() })
  const slug = await claimSlug(keys, input, productId)
  const { product, events } = newProduct(input, { productId, slug, now: clock() })
  await claimAll(
    keys,
    productId,
    keysOf(product).filter(({ kind }) => kind !== 'slug'),
  )
  const { document, created } = await products.create(productId, product, events)
  catalogue.put(document)
  return { document, outcome: created ? 'created' : 'unchanged' }
}

async function replace(
  deps: ProductCommandDeps,
  productId: string,
  { input, check }: { input: ProductInput; check?: VersionCheck | undefined },
): Promise<Written> {
  checkCategories(deps.catalogue, input)
  await checkTaxClass(deps, input)
  const current = await read(deps.products, productId)
  const { ifVersion = current.version } = check ?? {}
  if (ifVersion !== current.version) throw refuse('precondition_failed')
  const preview = changeProduct(current.data, input, deps.clock())
  if (!preview) return { document: current, outcome: 'unchanged' }
  const held = new Set(keysOf(current.data).map(({ kind, value }) => `${kind} ${value}`))
  const missing = keysOf(preview.next).filter(({ kind, value }) => !held.has(`${kind} ${value}`))
  await claimAll(deps.keys, productId, missing)
  const rule = (product: Product) => changeProduct(product, input, deps.clock())
  const document = await change(deps, productId, { rule, check })
  return { document, outcome: document.version === current.version ? 'unchanged' : 'updated' }
}

async function putByExternalId(
  deps: ProductCommandDeps,
  externalId: string,
  input: ProductInput,
): Promise<Written> {
  const { keys, products, newProductId } = deps
  const owner = await keys.adopt(externalId, newProductId())
  const asked = { ...input, externalId }
  const existing = await products.get(owner)
  if (!existing) return await create(deps, asked, owner)
  if (existing.data.externalId === externalId) return await replace(deps, owner, { input: asked })
  const productId = newProductId()
  await keys.claim('external-id', externalId, productId)
  return await create(deps, asked, productId)
}

async function change(
  { products, catalogue }: ProductCommandDeps,
  productId: string,
  { rule, check }: { rule: (p: Product) => ProductChange; check?: VersionCheck | undefined },
): Promise<Document<Product>> {
  const document = await products.update(productId, rule, check ?? {})
  catalogue.put(document)
  return document
}

async function claimAll(
  keys: UniqueKeys,
  productId: string,
  wanted: ReturnType<typeof keysOf>,
): Promise<void> {
  await Promise.all(wanted.map(({ kind, value }) => keys.claim(kind, value, productId)))
}

async function read(products: Products, productId: string): Promise<Document<Product>> {
  const document = await products.get(productId)
  if (!document) throw refuse('not_found', `there is no product ${productId}`)
  return document
}

/** Where most of what is sold goes to: a class without a rate there cannot be sold at all. */
const homeCountry = 'FR'

/** Refuses a tax class that billing has no rate for today; while billing is away, by what it said last. */
async function checkTaxClass({ taxRates, clock }: ProductCommandDeps, { taxClass }: ProductInput) {
  const sale = { countryCode: homeCountry, day: parisDayOf(clock()) }
  const known = taxClassesOf(await taxRates(), sale)
  if (known.includes(taxClass)) return
  const message = `there is no tax class ${taxClass}, but ${known.join(', ')}`
  throw refuse('invalid_request', message, {
    errors: [{ field: 'taxClass', code: 'unknown_tax_class', message }],
    extensions: { taxClasses: known },
  })
}

function checkCategories(catalogue: Catalogue, input: ProductInput): void {
  const unknown = input.categoryIds.filter((id) => !lookUp(catalogue.tree(), id))
  if (unknown.length === 0) return
  throw refuse('invalid_request', 'a category does not exist', {
    errors: unknown.map((id) => ({
      field: 'categoryIds',
      code: 'unknown_category',
      message: `there is no category ${id}`,
    })),
  })
}
