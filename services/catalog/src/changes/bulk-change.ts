import type { ProductChange as Change } from '@comptoir/contracts/catalog/product-change-routes'
import { limits } from '@comptoir/contracts/limits'
import { refuse } from '@comptoir/service/problems/refusal'
import { become, mayBecome, type Product, type ProductChange } from '../products/product.ts'
import { isSameValue } from '../products/same-value.ts'
import type { ChangedFields } from '../products/stored-product.ts'
import { changePrice } from './price-change.ts'

export type BulkChange = { readonly changeId: string; readonly changes: readonly Change[] }

/** How many bulk changes a product remembers: an older one cannot be taken back. */
const rememberedAtMost = 5

/** Does a bulk change to a product, once however often it is asked; nothing when the product is so already. Refuses as any change. */
export function applyBulkChange(
  product: Product,
  { changeId, changes }: BulkChange,
  now: Date,
): ProductChange {
  const known = product.bulkChanges ?? []
  if (known.some((one) => one.changeId === changeId)) return undefined
  const next = changes.reduce(applyOne, product)
  const record = { changeId, ...differenceOf(product, next) }
  if (Object.keys(record.after).length === 0) return undefined
  if (next.variants.some(({ price }) => price.amount > limits.amount)) throw tooHigh()
  const bulkChanges = [...known, record].slice(-rememberedAtMost)
  return become(product, { ...next, bulkChanges }, now)
}

function tooHigh() {
  const message = 'a price would be higher than the highest'
  return refuse('invalid_request', message, {
    errors: [{ field: 'variants.price', code: 'price_too_high', message }],
  })
}

/** Takes a bulk change back where nobody changed the same since; nothing when the product does not know it. */
export function undoBulkChange(product: Product, changeId: string, now: Date): ProductChange {
  const known = product.bulkChanges ?? []
  const record = known.find((one) => one.changeId === changeId)
  if (!record) return undefined
  const restored = withFields(product, untouched(product, record))
  const bulkChanges = known.filter((one) => one !== record)
  return become(product, { ...restored, bulkChanges }, now)
}

function applyOne(product: Product, change: Change): Product {
  switch (change.kind) {
    case 'price':
      return { ...product, variants: product.variants.map((one) => changePrice(one, change)) }
    case 'status':
      return { ...product, status: change.status }
    case 'visibility':
      return { ...product, visibility: change.visibility }
    case 'brand':
      return { ...product, brand: change.brand }
    case 'tax_class':
      return { ...product, taxClass: change.taxClass }
    case 'categories': {
      const kept = product.categoryIds.filter((id) => !change.remove.includes(id))
      return { ...product, categoryIds: [...new Set([...kept, ...change.add])] }
    }
    case 'attributes': {
      const kept = Object.entries(product.attributes).filter(
        ([name]) => !change.remove.includes(name),
      )
      return { ...product, attributes: { ...Object.fromEntries(kept), ...change.set } }
    }
  }
}

const fieldsOf = (product: Product): Required<ChangedFields> => ({
  status: product.status,
  visibility: product.visibility,
  brand: product.brand ?? null,
  taxClass: product.taxClass,
  categoryIds: [...product.categoryIds],
  attributes: product.attributes,
  prices: product.variants.map(({ sku, price, compareAtPrice }) => ({
    ...{ sku, price, former: compareAtPrice ?? null },
  })),
})

/** What is not the same of two states of a product. */
function differenceOf(from: Product, to: Product) {
  const [before, after] = [fieldsOf(from), fieldsOf(to)]
  const names = Object.keys(before) as (keyof ChangedFields)[]
  const changed = names.filter((name) => !isSameValue(before[name], after[name]))
  const only = (fields: ChangedFields): ChangedFields =>
    Object.fromEntries(changed.map((name) => [name, fields[name]]))
  return { before: only(before), after: only(after) }
}

type Difference = { readonly before: ChangedFields; readonly after: ChangedFields }

/** What of a change still stands as the change left it, as it was before. */
function untouched(product: Product, { before, after }: Difference): ChangedFields {
  const now = fieldsOf(product)
  const { prices: pricesAfter = [], ...fields } = after
  const names = Object.keys(fields) as (keyof typeof fields)[]
  const { status = now.status } = before
  // what was sold is no draft again
  const isWayBack = mayBecome(now.status, status)
  const kept = names.filter(
    (name) => isSameValue(now[name], after[name]) && (name !== 'status' || isWayBack),
  )
  const prices = (before.prices ?? []).filter(({ sku }) => {
    const of = (all: readonly { sku: string }[]) => all.find((one) => one.sku === sku)
    return isSameValue(of(now.prices) ?? null, of(pricesAfter) ?? null)
  })
  return { ...Object.fromEntries(kept.map((name) => [name, before[name]])), prices }
}

function withFields(product: Product, { prices = [], brand, ...fields }: ChangedFields): Product {
  const variants = product.variants.map((variant) => {
    const found = prices.find(({ sku }) => sku === variant.sku)
    if (!found) return variant
    return { ...variant, price: found.price, compareAtPrice: found.former ?? undefined }
  })
  return {
    ...{ ...product, ...fields, variants },
    ...(brand !== undefined && { brand: brand ?? undefined }),
  }
}
