import type { z } from '@hono/zod-openapi'
import type { Money } from '../common.ts'
import type { CartDiscounts } from './internal-routes.ts'
import type { Discount } from './schemas.ts'

type Discounts = readonly z.infer<typeof Discount>[]

/** What promotions take off something, and all of it together. */
export type Discounted = {
  readonly discount?: Money
  readonly discounts?: z.infer<typeof Discount>[]
}

/** Nothing where no promotion takes anything off. */
export function sumDiscounts(discounts: Discounts | undefined): Discounted {
  const [first] = discounts ?? []
  if (!discounts || !first) return {}
  const amount = discounts.reduce((sum, one) => sum + one.amount.amount, 0)
  const { currency } = first.amount
  return { discount: { amount, currency }, discounts: [...discounts] }
}

/** Lines with what promotions take off each; a SKU stands in one line only. */
export function discountLines<L extends { readonly sku: string }>(
  lines: readonly L[],
  cart: CartDiscounts | undefined,
): (L & Discounted)[] {
  const bySku = new Map(cart?.lines.map(({ sku, discounts }) => [sku, discounts]))
  return lines.map((line) => ({ ...line, ...sumDiscounts(bySku.get(line.sku)) }))
}
