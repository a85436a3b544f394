import type {
  LinkedPayment,
  PaymentLink,
} from '@comptoir/contracts/orders/by-staff/payment-link-schemas'
import { refuse } from '@comptoir/service/problems/refusal'
import type { Order } from '../order/order.ts'
import { mayBePaid, needsShopper } from '../order/order-payment.ts'
import { askableOf } from '../parcels/unpaid-parcels.ts'
import type { LinkSigner } from './link-signature.ts'

export type PaymentLinkRecord = NonNullable<Order['paymentLinks']>[number]
/** An order, with one of its links. */
export type Linked = { readonly order: Order; readonly link: PaymentLinkRecord }

/** More than anybody sends: the oldest go, and their links with them. */
const mostLinks = 20

/**
 * Notes a link to the payment of an order, once per id: to all of it, or to what goods that have left still cost. Refuses an order that
 * waits for no payment. The same order back when it has the link already.
 */
export function addPaymentLink(order: Order, link: PaymentLinkRecord): Order {
  const links = order.paymentLinks ?? []
  if (links.some(({ linkId }) => linkId === link.linkId)) return order
  const isNew = order.status === 'pending' && !order.cancellation && !order.undoing
  const outstanding = askableOf(order)
  if (!isNew && !mayBePaid(order) && !outstanding)
    throw refuse('transition_refused', `an order that is ${order.status} is not paid by a link`)
  const noted = outstanding ? { ...link, outstanding } : link
  return { ...order, paymentLinks: [...links.slice(1 - mostLinks), noted] }
}

/** Notes the link by which dearer goods of an exchange are paid, once per id. */
export function addExchangeLink(order: Order, link: PaymentLinkRecord): Order {
  const links = order.paymentLinks ?? []
  if (links.some(({ linkId }) => linkId === link.linkId)) return order
  return { ...order, paymentLinks: [...links.slice(1 - mostLinks), link] }
}

/** The link of that id, good or not; refuses with `not_found`. */
export function linkOf({ paymentLinks = [] }: Order, linkId: string): PaymentLinkRecord {
  const link = paymentLinks.find((one) => one.linkId === linkId)
  if (!link) throw refuse('not_found', 'there is no such link')
  return link
}

/** The link of that id, while it is good; refuses with `invalid_token`. */
export function validLink(
  order: Order | undefined,
  { linkId, at }: { linkId: string; at: string },
): PaymentLinkRecord {
  const link = order?.paymentLinks?.find((one) => one.linkId === linkId)
  if (!link || link.expiresAt <= at) throw noLink()
  return link
}

export const noLink = () => refuse('invalid_token', 'the link is not valid any more')

/** What whoever has the link may see. */
export function linkedPayment(order: Order, { expiresAt }: PaymentLinkRecord): LinkedPayment {
  const { orderId, number, status, payment, totals, lines, shippingLine, paymentTerms } = order
  const { failureCode, actionUrl } = payment
  return {
    ...{ orderId, number, status, paymentStatus: payment.status, expiresAt },
    payable: mayBePaid(order) && needsShopper(order),
    total: totals.grandTotal,
    lines: lines.map(({ sku, title, quantity, gross }) => ({ sku, title, quantity, gross })),
    shipping: shippingLine.gross,
    ...(paymentTerms && { paymentTerms }),
    ...(failureCode && { failureCode }),
    ...(actionUrl && { actionUrl }),
  }
}

/** The link as it is given: the same whenever it is asked for. */
export const signedLink = (
  signer: LinkSigner,
  orderId: string,
  { linkId, expiresAt }: PaymentLinkRecord,
): PaymentLink => ({ linkId, expiresAt, link: signer.sign({ orderId, linkId, expiresAt }) })
