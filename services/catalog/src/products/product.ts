import {
  PriceChanged,
  ProductArchived,
  ProductCreated,
  ProductUpdated,
} from '@comptoir/contracts/catalog/events'
import type {
  ProductImage,
  ProductInput,
  ProductStatus,
  VariantInput,
} from '@comptoir/contracts/catalog/schemas'
import type { LocalizedText } from '@comptoir/contracts/common'
import { type NewEvent, newEvent } from '@comptoir/contracts/event'
import { refuse } from '@comptoir/service/problems/refusal'
import type { z } from 'zod'
import { lastPrice, recordPrices } from './price-history.ts'
import { isSameValue } from './same-value.ts'
import { slugsOf } from './slug.ts'
import type { StoredProduct, StoredVariant } from './stored-product.ts'
import { blockOf, type Writer } from './takedown.ts'
import { optionProblem, optionsOf } from './variant-options.ts'

export type Variant = Readonly<z.output<typeof StoredVariant>>

/** What is sold: one variant or more, in any number of categories. */
export type Product = Readonly<z.output<typeof StoredProduct>>

/** A change and its events; nothing when the product is as asked already. */
export type ProductChange = { next: Product; events: NewEvent[] } | undefined

/** To which states a product may go. Deleting archives; an archived one can be sold again. */
const transitions: Readonly<Record<ProductStatus, readonly ProductStatus[]>> = {
  draft: ['active', 'archived'],
  active: ['archived'],
  archived: ['active'],
}

/** A new product, a draft unless the input says otherwise, and its events. */
export function newProduct(
  input: ProductInput,
  { productId, slug, now }: { productId: string; slug: string; now: Date },
) {
  const at = now.toISOString()
  const status = input.status ?? 'draft'
  const given: Product = {
    ...contentOf(input, []),
    productId,
    slug,
    externalId: input.externalId,
    status,
    visibility: input.visibility ?? 'listed',
    ...setOf({}, input),
    images: [],
    priceHistory: recordPrices([], input.variants, now),
    createdAt: at,
    updatedAt: at,
    publishedAt: status === 'active' ? at : undefined,
  }
  const product = withSchedule(given)
  checkProduct(product)
  return { product, events: [newEvent(ProductCreated, factOf(product))] }
}

/** The product as the input says, or nothing when it is so already. */
export function changeProduct(
  product: Product,
  input: ProductInput,
  { now, by }: { readonly now: Date; readonly by: Writer },
): ProductChange {
  const next: Product = {
    ...product,
    ...contentOf(input, product.variants),
    ...slugsOf(product, input.slug),
    externalId: input.externalId ?? product.externalId,
    status: input.status ?? product.status,
    visibility: input.visibility ?? product.visibility,
    ...setOf(product, input),
  }
  return become(product, next, now, by)
}

/** The product as a rule wants it, if it may be so; nothing when it is so already. */
export function become(
  product: Product,
  asked: Product,
  now: Date,
  by: Writer = 'staff',
): ProductChange {
  const next = { ...asked, blockedByStaff: blockOf(product, asked, by) }
  if (isSameValue(product, next)) return undefined
  checkTransition(product.status, next.status)
  checkProduct(next)
  return changed(product, next, now)
}

type Set = Pick<Product, 'withdrawalExclusion' | 'vendorId' | 'publishAt' | 'seo' | 'safety'>

/** What is as it was unless the input says otherwise; `null` takes it away. */
function setOf(before: Set, input: ProductInput): Set {
  const asked = <T>(was: T | undefined, now: T | null | undefined) =>
    now === undefined ? was : (now ?? undefined)
  return {
    withdrawalExclusion: asked(before.withdrawalExclusion, input.withdrawalExclusion),
    vendorId: asked(before.vendorId, input.vendorId),
    publishAt: asked(before.publishAt, input.publishAt),
    seo: asked(before.seo, input.seo),
    safety: asked(before.safety, input.safety),
  }
}

/** A draft whose time has come, on sale; nothing for any other product. */
export function publishProduct(product: Product, now: Date): ProductChange {
  const { status, publishAt } = product
  const isDue = publishAt !== undefined && Date.parse(publishAt) <= now.getTime()
  return status === 'draft' && isDue
    ? become(product, { ...product, status: 'active' }, now)
    : undefined
}

/** Only a draft waits for a time. */
const withSchedule = (product: Product): Product =>
  product.status === 'draft' ? product : { ...product, publishAt: undefined }

/** The product off sale. By staff a vendor's is blocked, also one that its vendor archived before. */
export function archiveProduct(product: Product, now: Date, by: Writer): ProductChange {
  const isBlocked = product.blockedByStaff || (by === 'staff' && product.vendorId !== undefined)
  const next: Product = {
    ...product,
    status: 'archived',
    blockedByStaff: isBlocked ? true : undefined,
  }
  return isSameValue(product, next) ? undefined : changed(product, next, now)
}

/** Adds a picture after the others; one that is there already changes nothing. */
export function addImage(product: Product, image: ProductImage, now: Date): ProductChange {
  if (product.images.some(({ path }) => path === image.path)) return undefined
  return changed(product, { ...product, images: [...product.images, image] }, now)
}

/** Orders the pictures; those not named leave the product and its variants. */
export function arrangeImages(
  product: Product,
  order: readonly { path: string; alt?: LocalizedText | undefined }[],
  now: Date,
): ProductChange {
  const images = order.map(({ path, alt }) => {
    const image = product.images.find((known) => known.path === path)
    if (!image) throw refuse('invalid_request', `the product has no picture ${path}`)
    return { ...image, ...(alt && { alt }) }
  })
  const kept = new Set(images.map(({ path }) => path))
  const variants = product.variants.map((variant) =>
    kept.has(variant.imagePath ?? '') ? variant : { ...variant, imagePath: undefined },
  )
  const next = { ...product, images, variants }
  return isSameValue(product, next) ? undefined : changed(product, next, now)
}

/** Takes the product from a category to another one. */
export function reassignCategory(
  product: Product,
  move: { from: string; to: string },
  now: Date,
): ProductChange {
  if (!product.categoryIds.includes(move.from)) return undefined
  const kept = product.categoryIds.map((id) => (id === move.from ? move.to : id))
  return changed(product, { ...product, categoryIds: [...new Set(kept)] }, now)
}

function contentOf(input: ProductInput, before: readonly Variant[]) {
  const { title, description, brand, taxClass, attributes } = input
  return {
    ...{ title, description, brand, taxClass, attributes },
    categoryIds: [...new Set(input.categoryIds)],
    options: input.options ?? optionsOf(input.variants),
    variants: input.variants.map((variant) => withPicture(variant, before)),
  }
}

/** The variant with the picture that is asked for, or with the one that it had. */
function withPicture(variant: VariantInput, before: readonly Variant[]): Variant {
  const { imagePath, ...rest } = variant
  if (imagePath === null) return rest
  const kept = imagePath ?? before.find(({ sku }) => sku === variant.sku)?.imagePath
  return kept === undefined ? rest : { ...rest, imagePath: kept }
}

function changed(before: Product, after: Product, now: Date) {
  const next: Product = {
    ...withSchedule(after),
    updatedAt: now.toISOString(),
    priceHistory: recordPrices(before.priceHistory, after.variants, now),
    publishedAt: after.publishedAt ?? (after.status === 'active' ? now.toISOString() : undefined),
  }
  const archived = next.status === 'archived' && before.status !== 'archived'
  const event = newEvent(archived ? ProductArchived : ProductUpdated, factOf(next))
  return { next, events: [event, ...priceEvents(before, next)] }
}

function priceEvents(before: Product, after: Product): NewEvent[] {
  return after.variants.flatMap(({ sku, price: to }) => {
    const from = lastPrice(before.priceHistory, sku)?.price
    if (!from || from.amount === to.amount) return []
    return [newEvent(PriceChanged, { productId: after.productId, sku, from, to })]
  })
}

function factOf({ productId, slug, variants, status }: Product) {
  return { productId, slug, skus: variants.map(({ sku }) => sku), status }
}

export const mayBecome = (from: ProductStatus, to: ProductStatus): boolean =>
  from === to || transitions[from].includes(to)

function checkTransition(from: ProductStatus, to: ProductStatus): void {
  if (mayBecome(from, to)) return
  throw refuse('transition_refused', `from ${from} to ${to}`, {
    extensions: { allowed: transitions[from] },
  })
}

function checkProduct(product: Product): void {
  const skus = product.variants.map(({ sku }) => sku.toLowerCase())
  if (new Set(skus).size < skus.length) throw invalid('variants', 'two variants have the same SKU')
  const problem = optionProblem(product.options, product.variants)
  if (problem) throw invalid(problem.field, problem.message)
  checkPictures(product)
  const isToBeSold = product.status === 'active' || product.publishAt !== undefined
  if (isToBeSold && product.categoryIds.length === 0) {
    const message = 'a product that is sold stands in a category'
    throw invalid('categoryIds', message, 'category_needed')
  }
}

function checkPictures({ variants, images }: Product): void {
  const known = new Set(images.map(({ path }) => path))
  for (const { sku, imagePath } of variants) {
    if (imagePath === undefined || known.has(imagePath)) continue
    throw invalid('variants.imagePath', `the product has no picture ${imagePath} for ${sku}`)
  }
}

function invalid(field: string, message: string, code = 'custom') {
  return refuse('invalid_request', message, { errors: [{ field, code, message }] })
}
