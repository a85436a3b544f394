import type { ProductInput, ProductView } from '@comptoir/contracts/catalog/schemas'
import { lookUp } from '@comptoir/contracts/look-up'
import type { CategoryIds } from './category-ids.ts'
import type { Prepared } from './drafts.ts'
import type { Draft } from './rows/draft.ts'
import { hasVariants } from './rows/product-draft.ts'
import { type Shop, ShopRefusal } from './shop.ts'

type Writing = {
  readonly shop: Shop
  readonly prepared: Prepared
  readonly categoryIdsOf: CategoryIds
  readonly unplaced: number
}

export type Kept = {
  readonly body: ProductInput
  /** SKUs of the variants that stay beside those of the file. */
  readonly skus: readonly string[]
}

/**
 * A product as it is written: while a refused line is one of its lines, or may be, it loses no variant that the shop
 * has, and no category where each line may name another one.
 */
export async function keepStored(writing: Writing, draft: Draft): Promise<Kept> {
  const body = { ...draft.product, categoryIds: writing.categoryIdsOf(draft) }
  if (!draft.refusals && writing.unplaced === 0) return { body, skus: [] }
  const stored = await readStored(writing.shop, draft)
  if (!stored) return { body, skus: [] }
  const kept = keepVariants(body, stored, draft.withheld)
  const { mapping } = writing.prepared
  if (hasVariants(mapping) || !mapping.categories.merge) return kept
  const categoryIds = [...new Set([...body.categoryIds, ...stored.categoryIds])]
  return { ...kept, body: { ...kept.body, categoryIds } }
}

/** Why a product keeps what its file does not have. */
export function whyItStays({ refusals }: Draft): string {
  return refusals
    ? 'a line of its product is refused'
    : 'a line of the file is refused, and its product not known'
}

/** The product that a draft changes; nothing when it is new to the shop. */
async function readStored(shop: Shop, draft: Draft): Promise<ProductView | undefined> {
  const { productId, externalId } = draft
  const own = productId === undefined ? undefined : await readById(shop, productId)
  return own ?? (await readProduct(shop, `by-external-id/${encodeURIComponent(externalId)}`))
}

/** The product of an id of this shop; nothing when it has none. */
export async function readById(shop: Shop, id: string): Promise<ProductView | undefined> {
  const found = await readProduct(shop, encodeURIComponent(id))
  return found?.productId === id ? found : undefined
}

async function readProduct(shop: Shop, path: string): Promise<ProductView | undefined> {
  try {
    return (await shop<ProductView>(`GET /api/products/${path}`)).body
  } catch (error) {
    if (error instanceof ShopRefusal && error.status === 404) return undefined
    throw error
  }
}

/**
 * A product as the file has it, with the variants that only the shop has, each in its place: one of them may be what a
 * refused line is about. Those that the file withholds from sale go.
 */
function keepVariants(body: ProductInput, stored: ProductView, withheld: readonly string[]): Kept {
  const inFile = new Set(body.variants.map(({ sku }) => sku.toLowerCase()))
  const leaving = new Set(withheld.map((sku) => sku.toLowerCase()))
  const known = stored.variants
    .filter(({ sku }) => inFile.has(sku.toLowerCase()) || !leaving.has(sku.toLowerCase()))
    .map(({ available: _, inStock: __, ...variant }) => variant)
  const staying = known.filter(({ sku }) => !inFile.has(sku.toLowerCase()))
  if (staying.length === 0) return { body, skus: [] }
  const options = body.options?.map(({ name, values }) => {
    const chosen = new Set([...values, ...staying.map((variant) => lookUp(variant.options, name))])
    const before = stored.options.find((option) => option.name === name)?.values ?? []
    const kept = before.filter((value) => chosen.has(value))
    return { name, values: insertInOrder(values, kept, (value) => value) }
  })
  const variants = insertInOrder(body.variants, known, ({ sku }) => sku.toLowerCase())
  return {
    body: { ...body, variants, ...(options && { options }) },
    skus: staying.map(({ sku }) => sku),
  }
}

/** The items of the file, and those that only the shop has, each behind the one that it stands behind there. */
function insertInOrder<T>(file: readonly T[], shop: readonly T[], keyOf: (item: T) => string): T[] {
  const all = [...file]
  let after = 0
  for (const item of shop) {
    const place = all.findIndex((one) => keyOf(one) === keyOf(item))
    if (place >= 0) after = place + 1
    else all.splice(after++, 0, item)
  }
  return all
}
