import type { Order } from '@comptoir/contracts/orders/view'

type Owing = Pick<Order, 'status' | 'placedAt' | 'paymentTerms' | 'cancellation'> & {
  readonly payment: Pick<Order['payment'], 'status'>
}

/** Whether the shop waits for the shopper's money. An order that is just being placed is not late: it waits for nobody yet. */
export function isPaymentOwed({ status, payment, cancellation }: Owing): boolean {
  if (cancellation) return false
  const isTried = payment.status === 'requires_action' || payment.status === 'failed'
  if (status === 'pending') return isTried
  return status === 'awaiting_payment' && (isTried || payment.status === 'unpaid')
}

/** Until when the goods are held, in ms; not known without the shop's usual time for orders that have no terms of their own. */
export function paymentDueMs(order: Owing, usualSeconds: number | undefined): number | undefined {
  if (order.paymentTerms) return Date.parse(order.paymentTerms.dueAt)
  return usualSeconds && Date.parse(order.placedAt) + usualSeconds * 1_000
}

export type TimeLeft =
  /** More than a day: the date says enough. */
  | { readonly kind: 'days' }
  | { readonly kind: 'hours'; readonly hours: number; readonly minutes: number }
  /** Less than an hour, as `29:05`. */
  | { readonly kind: 'clock'; readonly text: string }
  | { readonly kind: 'over' }

export function timeLeft(leftMs: number): TimeLeft {
  const seconds = Math.ceil(leftMs / 1_000)
  if (seconds <= 0) return { kind: 'over' }
  const minutes = Math.floor(seconds / 60)
  if (minutes < 60)
    return { kind: 'clock', text: `${minutes}:${String(seconds % 60).padStart(2, '0')}` }
  const hours = Math.floor(minutes / 60)
  return hours < 24 ? { kind: 'hours', hours, minutes: minutes % 60 } : { kind: 'days' }
}
