import type { ProductInput } from '@comptoir/contracts/catalog/schemas'
import { lookUp } from '@comptoir/contracts/look-up'
import type { Document } from '@comptoir/dapr/documents/documents'
import type { TaxRates } from '@comptoir/dapr/sidecar/tax-rates'
import { parisDayOf, taxClassesOf } from '@comptoir/money/tax-rates'
import { isRefusal, refuse } from '@comptoir/service/problems/refusal'
import type { Catalogue } from '../memory/catalogue.ts'
import { changeProduct, newProduct, type Product, type ProductChange } from './product.ts'
import type { Products } from './product-store.ts'
import { slugify } from './slug.ts'
import type { Writer } from './takedown.ts'
import { keysOf, type UniqueKeys } from './unique-keys.ts'

export type ProductCommandDeps = {
  products: Products
  keys: UniqueKeys
  catalogue: Catalogue
  clock: () => Date
  newProductId: () => string
  taxRates: Pick<TaxRates, 'read'>
}

type Check = {
  readonly ifVersion?: number | undefined
  /** Refuses what may not be changed, by the document itself: a replica's memory may be late. */
  readonly mayChange?: (product: Product) => unknown
}

type Rule = (product: Product) => ProductChange

export type ProductCommands = ReturnType<typeof createProductCommands>

/** Writes products: unique keys first, then the document, then this replica's memory. */
export function createProductCommands(deps: ProductCommandDeps) {
  return {
    create: (input: ProductInput) => create(deps, input, deps.newProductId()),
    replace: (
      productId: string,
      input: ProductInput,
      check: Check & { readonly by?: Writer } = {},
    ) => replace(deps, productId, { input, check }),
    putByExternalId: (externalId: string, input: ProductInput) =>
      putByExternalId(deps, externalId, input),
    /** Refuse what a product cannot name, with the field. */
    checkCategories: (categoryIds: readonly string[]) =>
      checkCategories(deps.catalogue, { categoryIds }),
    checkTaxClass: (taxClass: string) => checkTaxClass(deps, { taxClass }),
    /** Applies a rule to a product and shows the result to this replica at once. */
    change: (productId: string, rule: Rule, check: Check = {}) =>
      change(deps, productId, { rule, check }),
  }
}

async function create(deps: ProductCommandDeps, input: ProductInput, productId: string) {
  const { products, keys, catalogue, clock } = deps
  checkCategories(catalogue, input)
  await checkTaxClass(deps, input)
  newProduct(input, { productId, slug: 'not-yet', now: clock() })
  const slug = await claimSlug(keys, input, productId)
  const { product, events } = newProduct(input, { productId, slug, now: clock() })
  const others = keysOf(product).filter(({ kind }) => kind !== 'slug')
  await claimAll(keys, productId, others)
  const { document, created } = await products.create(productId, product, events)
  catalogue.put(document)
  return { document, outcome: created ? ('created' as const) : ('unchanged' as const) }
}

async function replace(
  deps: ProductCommandDeps,
  productId: string,
  {
    input,
    check: { by = 'staff', ...check },
  }: { input: ProductInput; check: Check & { by?: Writer } },
) {
  checkCategories(deps.catalogue, input)
  await checkTaxClass(deps, input)
  const current = await deps.products.get(productId)
  if (!current) throw refuse('not_found', `there is no product ${productId}`)
  check.mayChange?.(current.data)
  const { ifVersion = current.version } = check
  if (ifVersion !== current.version) throw refuse('precondition_failed')
  const rule = (product: Product) => changeProduct(product, input, { now: deps.clock(), by })
  const preview = rule(current.data)
  if (!preview) return { document: current, outcome: 'unchanged' as const }
  const held = new Set(keysOf(current.data).map(({ kind, value }) => `${kind} ${value}`))
  const missing = keysOf(preview.next).filter(({ kind, value }) => !held.has(`${kind} ${value}`))
  await claimAll(deps.keys, productId, missing)
  const document = await change(deps, productId, { rule, check })
  const isSame = document.version === current.version
  return { document, outcome: isSame ? ('unchanged' as const) : ('updated' as const) }
}

async function putByExternalId(deps: ProductCommandDeps, externalId: string, input: ProductInput) {
  const { keys, products, newProductId } = deps
  const owner = await keys.adopt(externalId, newProductId())
  const asked = { ...input, externalId }
  const existing = await products.get(owner)
  if (!existing) return await create(deps, asked, owner)
  if (existing.data.externalId === externalId) {
    const mayChange = (product: Product) => checkVendor(product, asked)
    return await replace(deps, owner, { input: asked, check: { mayChange } })
  }
  const productId = newProductId()
  await keys.claim('external-id', externalId, productId)
  return await create(deps, asked, productId)
}

/** An import of the shop's own goods does not write into a vendor's product; one of the vendor's names it. */
function checkVendor({ vendorId, productId }: Product, input: ProductInput): void {
  if (vendorId === undefined || input.vendorId === vendorId) return
  const message = 'a product of a vendor has this external id'
  throw refuse('already_exists', message, {
    errors: [{ field: 'externalId', code: 'already_exists', message }],
    extensions: { productId },
  })
}

async function change(
  { products, catalogue }: ProductCommandDeps,
  productId: string,
  { rule, check: { ifVersion, mayChange } }: { readonly rule: Rule; readonly check: Check },
): Promise<Document<Product>> {
  const checked: Rule = (product) => {
    mayChange?.(product)
    return rule(product)
  }
  const document = await products.update(productId, checked, { ifVersion })
  catalogue.put(document)
  return document
}

/** A slug asked for is taken or refused; one made from the title gets the SKU added when it is taken. */
async function claimSlug(keys: UniqueKeys, input: ProductInput, productId: string) {
  const claim = async (slug: string) => {
    await keys.claim('slug', slug, productId)
    return slug
  }
  if (input.slug !== undefined) return await claim(input.slug)
  const title = slugify(input.title.fr ?? input.title.en ?? '')
  const withSku = slugify(`${title.slice(0, 60)} ${input.variants[0]?.sku ?? ''}`)
  for (const slug of [title, withSku]) {
    const claimed = await claim(slug).catch((error: unknown) => {
      if (!isRefusal(error, 'already_exists')) throw error
    })
    if (claimed !== undefined) return claimed
  }
  return await claim(slugify(productId))
}

async function claimAll(keys: UniqueKeys, productId: string, wanted: ReturnType<typeof keysOf>) {
  await Promise.all(wanted.map(({ kind, value }) => keys.claim(kind, value, productId)))
}

/** Where most of what is sold goes to: a class without a rate there cannot be sold at all. */
const homeCountry = 'FR'

/** Refuses a tax class that billing has no rate for today; while billing is away, by what it said last. */
async function checkTaxClass(
  { taxRates, clock }: ProductCommandDeps,
  { taxClass }: Pick<ProductInput, 'taxClass'>,
) {
  const sale = { countryCode: homeCountry, day: parisDayOf(clock()) }
  const { rates } = await taxRates.read()
  const known = taxClassesOf(rates, sale)
  if (known.includes(taxClass)) return
  const message = `there is no tax class ${taxClass}, but ${known.join(', ')}`
  throw refuse('invalid_request', message, {
    errors: [{ field: 'taxClass', code: 'unknown_tax_class', message }],
    extensions: { taxClasses: known },
  })
}

function checkCategories(
  catalogue: Catalogue,
  input: { readonly categoryIds: readonly string[] },
): void {
  const unknown = input.categoryIds.filter((id) => !lookUp(catalogue.tree(), id))
  if (unknown.length === 0) return
  const refused = { field: 'categoryIds', code: 'unknown_category' }
  throw refuse('invalid_request', 'a category does not exist', {
    errors: unknown.map((id) => ({ ...refused, message: `there is no category ${id}` })),
  })
}
