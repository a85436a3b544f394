import { supplementIdOf } from '@comptoir/contracts/ids'
import { partOfUnits } from '@comptoir/money'
import { note, type Order } from '../order/order.ts'
import { type Cause, type Claim, quantityOf, withClaim } from './returnable.ts'

type Counted = { readonly sku: string; readonly quantity: number }
type Refunding = Pick<Order, 'lines' | 'shippingLine' | 'returns'>

/** How much of the delivery is given back: none of it, the price of the standard delivery, or what was paid. */
type Delivery = 'none' | 'standard' | 'paid'

/**
 * What a return gives back of the delivery to the customer, when everything of the order has come back for the same cause, and
 * when only a part has. A withdrawal from the whole order gives back the standard delivery, not what a dearer choice cost more
 * (Code de la consommation, L221-24); goods that were at fault give back what was paid (L217-11); the shop's own offer nothing.
 */
export const deliveryRule: Readonly<Record<Cause, { whole: Delivery; part: Delivery }>> = {
  withdrawal: { whole: 'standard', part: 'none' },
  shop_fault: { whole: 'paid', part: 'none' },
  choice: { whole: 'none', part: 'none' },
}

/**
 * What is owed of the delivery, in minor units, once `lines` of a return are accepted. Earlier returns for the same cause count:
 * who withdraws from an order piece by piece has withdrawn from all of it in the end. It is given back once.
 */
export function deliveryOwed(
  order: Refunding,
  { returnId, cause }: Pick<Claim, 'returnId' | 'cause'>,
  lines: readonly Counted[],
): number {
  const others = (order.returns ?? []).filter((claim) => claim.returnId !== returnId)
  const done = others.filter((claim) => claim.cause === cause && claim.status === 'done')
  const back = [...done.flatMap(({ accepted = [] }) => accepted), ...lines]
  const isWhole = order.lines.every(({ sku, quantity }) => quantityOf(back, sku) >= quantity)
  const given = others.reduce((sum, { delivery = 0 }) => sum + delivery, 0)
  const owed = deliveryAmount(order, deliveryRule[cause][isWhole ? 'whole' : 'part'])
  return Math.max(0, owed - given)
}

function deliveryAmount({ shippingLine }: Refunding, delivery: Delivery): number {
  const paid = shippingLine.gross.amount
  if (delivery === 'none') return 0
  const standard = shippingLine.standardPrice?.amount ?? paid
  return delivery === 'paid' ? paid : Math.min(paid, standard)
}

/**
 * The share of what was paid for units of an order, in minor units, after `before` were given back: discounts, gifts and
 * buy-X-get-Y are in what was paid for the line, and the last unit takes what rounding left. The same rule as a refund by line.
 */
export function goodsShare(
  order: Pick<Order, 'lines'>,
  lines: readonly Counted[],
  before: readonly Counted[],
): number {
  return lines.reduce((sum, { sku, quantity }) => {
    const line = order.lines.find((one) => one.sku === sku)
    if (!line) return sum
    const units = { before: quantityOf(before, sku), quantity, of: line.quantity }
    return sum + partOfUnits(line.gross.amount, units)
  }, 0)
}

/** What a return comes to if all of it arrives as it was. */
export function estimateOf(order: Order, claim: Claim) {
  const money = (amount: number) => ({ amount, currency: order.currency })
  const others = (order.returns ?? []).filter(
    ({ returnId, status }) => returnId !== claim.returnId && status !== 'ended',
  )
  const goods = goodsShare(
    order,
    claim.lines,
    others.flatMap(({ lines }) => lines),
  )
  const shipping = deliveryOwed(order, claim, claim.lines)
  return { goods: money(goods), shipping: money(shipping), total: money(goods + shipping) }
}

type Judged = {
  readonly accepted: readonly Counted[]
  /** What of it is not replaced by other goods: it alone counts for the delivery. */
  readonly forGood: readonly Counted[]
  /** Refused goods too: they cannot be returned again. */
  readonly lines: readonly Counted[]
  readonly at: string
}

/**
 * Settles on the order what came back with a return, once it is inspected: what did not arrive can be returned again. What is
 * given back of the delivery is decided in the same write, so that two returns at once cannot both complete the order.
 */
export function settleClaim(
  order: Order,
  returnId: string,
  { accepted, forGood, lines, at }: Judged,
): Order {
  const claim = order.returns?.find((one) => one.returnId === returnId)
  if (claim?.status !== 'open') return order
  const { asked: _asked, ...rest } = claim
  const settled: Claim = {
    ...rest,
    status: 'done',
    lines: lines.filter(({ quantity }) => quantity > 0),
    accepted: [...accepted],
    delivery: deliveryOwed(order, claim, forGood),
  }
  return note(withClaim(order, settled), { type: 'returned', at, detail: returnId })
}

type Giving = { readonly refund: { readonly paymentIntentId?: string | undefined } }

/**
 * The invoice that the credit note of a return's refund is on: that of the dearer exchange whose money it was, or the one of the order,
 * which an edit replaces by another.
 */
export const creditedInvoiceOf = (
  order: Pick<Order, 'invoice'> | undefined,
  { refund }: Giving,
): string | undefined => supplementIdOf(refund.paymentIntentId ?? '') ?? order?.invoice.invoiceId
