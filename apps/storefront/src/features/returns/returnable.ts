import type { Order } from '@comptoir/contracts/orders/view'

type Seen = Pick<Order, 'status' | 'lines' | 'parcels' | 'returns'>
type Line = Order['lines'][number]

/** Goods of an order that can come back: so many were delivered and are not returned already. */
export type Returnable = Pick<Line, 'sku' | 'productId' | 'title' | 'withdrawalExclusion'> & {
  readonly left: number
}

type Counted = { readonly sku: string; readonly quantity: number }

const quantityOf = (lines: readonly Counted[], sku: string): number =>
  lines.reduce((sum, line) => (line.sku === sku ? sum + line.quantity : sum), 0)

/**
 * What of an order can be returned, each SKU once. The shop decides: this is what its page offers, by the same rule (parcels that arrived,
 * less what open and settled returns have).
 */
export function returnableOf(order: Seen): Returnable[] {
  const bought = new Map(order.lines.map((line) => [line.sku, line]))
  return [...bought.values()].flatMap((line) => {
    const { sku, productId, title, withdrawalExclusion } = line
    const left = deliveredOf(order, sku) - claimedOf(order, sku)
    if (left <= 0) return []
    return [{ sku, productId, title, left, ...(withdrawalExclusion && { withdrawalExclusion }) }]
  })
}

/** Whether all of an order has arrived. */
export const isDelivered = ({ status }: Pick<Order, 'status'>): boolean =>
  status === 'delivered' || status === 'completed'

const broughtFor: readonly string[] = ['order', 'resend']

/** What is in the parcels that arrived; all of it where parcels do not say what is in them. */
function deliveredOf({ status, lines, parcels }: Seen, sku: string): number {
  const bought = quantityOf(lines, sku)
  const sent = parcels.filter(({ purpose = 'order' }) => broughtFor.includes(purpose))
  if (sent.length === 0 || sent.some((parcel) => parcel.lines === undefined))
    return isDelivered({ status }) ? bought : 0
  const arrived = sent.filter(({ deliveredAt }) => deliveredAt !== undefined)
  return Math.min(
    bought,
    quantityOf(
      arrived.flatMap((parcel) => parcel.lines ?? []),
      sku,
    ),
  )
}

/** How many come back or came back. */
function claimedOf({ returns = [] }: Seen, sku: string): number {
  const claims = returns.filter(({ status }) => status !== 'ended')
  return quantityOf(
    claims.flatMap(({ lines }) => lines),
    sku,
  )
}
