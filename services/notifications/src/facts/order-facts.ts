import type { OrderConfirmed, OrderEdited } from '@comptoir/contracts/orders/events'
import type { OrderContact } from '@comptoir/contracts/orders/internal-routes'
import type { OrderSnapshot } from '@comptoir/contracts/orders/schemas'
import type { z } from 'zod'
import type { NewMessage } from '../notification/notification.ts'
import { orderMail } from './order-mail.ts'

type Confirmed = z.output<typeof OrderConfirmed.schema>
type Edited = z.output<typeof OrderEdited.schema>

/** The confirmation of a contract on a durable medium (Code de la consommation, L221-13): goods, prices, delivery, payment. */
export function messagesOfConfirmed(order: Confirmed): NewMessage[] {
  const { orderId, paidWith } = order
  const data = { ...contentOf(order), ...(paidWith && { paidWith }) }
  return orderMail(order, { fact: `confirmed/${orderId}`, template: 'order_confirmed', data })
}

export function messagesOfEdited(order: Edited): NewMessage[] {
  const { editId, difference } = order
  // below zero it goes back: a template shows one or the other
  const back = { ...difference, amount: -difference.amount }
  const data = {
    ...contentOf(order),
    ...(difference.amount > 0 && { paid: difference }),
    ...(difference.amount < 0 && { back }),
  }
  return orderMail(order, { fact: `edited/${editId}`, template: 'order_edited', data })
}

function contentOf({ lines, shippingLine, totals, shippingAddress, placedAt }: OrderSnapshot) {
  const { recipient, company, line1, line2, postalCode, city, countryCode } = shippingAddress
  const address = [recipient, company, line1, line2, `${postalCode} ${city}`, countryCode]
  return {
    placedAt,
    lines: lines.map(({ title, quantity, gross }) => ({ title, quantity, gross })),
    shippingName: shippingLine.name,
    ...(shippingLine.delivery && { delivery: shippingLine.delivery }),
    ...{ shipping: totals.shipping, vatTotal: totals.vatTotal, grandTotal: totals.grandTotal },
    address: address.filter(Boolean),
  }
}

/** A week after everything arrived, to who agreed to be asked: how was it? */
export function messagesOfFeedback(order: OrderContact, deliveredAt: Date): NewMessage[] {
  const dueAt = new Date(deliveredAt.getTime() + 7 * 24 * 3_600_000).toISOString()
  const fact = `delivery_feedback/${order.orderId}`
  return orderMail(order, { fact, template: 'delivery_feedback', dueAt })
}

/** What a fact of an order without its content tells: the order as it is now has the rest. */
export type OrderTold =
  | 'order_rejected'
  | 'order_expired'
  | 'order_cancelled'
  | 'order_partially_shipped'
  | 'order_shipped'
  | 'order_delivered'

/** `occurrence` tells facts of one kind apart that an order may have several of. */
export function messagesOfStatus(
  template: OrderTold,
  order: OrderContact,
  { reason, occurrence }: { reason?: string | undefined; occurrence?: number } = {},
): NewMessage[] {
  const { orderId, lines, total, trackingNumbers } = order
  const fact = [template, orderId, occurrence].filter((part) => part !== undefined).join('/')
  const goods = lines.map(({ title, quantity }) => ({ title, quantity }))
  const data = { lines: goods, total, trackingNumbers, ...(reason && { reason }) }
  return orderMail(order, { fact, template, data })
}
