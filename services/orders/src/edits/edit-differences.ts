import { isDeepStrictEqual } from 'node:util'
import type { StockLine } from '@comptoir/contracts/inventory/schemas'
import type { OrderContent } from '@comptoir/contracts/orders/edits'

type Lines = readonly { readonly sku: string; readonly quantity: number }[]

export const stockLines = (lines: Lines): StockLine[] =>
  lines.map(({ sku, quantity }) => ({ sku, quantity }))

/** The larger quantity of each SKU of either; nothing when `after` has no more of anything. */
export function largerLines(before: Lines, after: Lines): StockLine[] | undefined {
  const larger = new Map(before.map(({ sku, quantity }) => [sku, quantity]))
  const more = after.filter(({ sku, quantity }) => quantity > (larger.get(sku) ?? 0))
  for (const { sku, quantity } of more) larger.set(sku, quantity)
  return more.length > 0 ? [...larger].map(([sku, quantity]) => ({ sku, quantity })) : undefined
}

/** Whether other goods, another address or another option travel. */
export function isReshipped(before: OrderContent, after: OrderContent): boolean {
  const isSame =
    isDeepStrictEqual(stockLines(before.lines), stockLines(after.lines)) &&
    isDeepStrictEqual(before.shippingAddress, after.shippingAddress) &&
    before.shippingLine.optionId === after.shippingLine.optionId
  return !isSame
}

/** Whether anything that stands on an invoice is another one. */
export function isRepapered(before: OrderContent, after: OrderContent): boolean {
  const parts = ['lines', 'shippingLine', 'totals', 'billingAddress', 'shippingAddress'] as const
  return parts.some((part) => !isDeepStrictEqual(before[part], after[part]))
}
