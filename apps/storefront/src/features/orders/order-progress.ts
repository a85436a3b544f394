import type { Order } from '@comptoir/contracts/orders/view'
import { isEnded, type OrderEnd } from '../../visitor/order-end.ts'

/** The stations of an order, in their order; the last ones are for an order that is undone. */
export type StepKey =
  | 'received'
  | 'held'
  | 'paid'
  | 'confirmed'
  | 'invoiced'
  | 'prepared'
  | 'shipped'
  | 'delivered'
  | 'rejected'
  | 'expired'
  | 'cancelled'
  | 'refunding'
  | 'refunded'
  | 'refund_failed'

export type Step = {
  readonly key: StepKey
  readonly state: 'done' | 'current' | 'todo' | 'undone'
  readonly at?: string | undefined
}

type Seen = Pick<
  Order,
  | 'status'
  | 'placedAt'
  | 'confirmedAt'
  | 'statusSince'
  | 'history'
  | 'payment'
  | 'fulfilment'
  | 'invoice'
  | 'cancellation'
>

const firstOf = ({ history }: Seen, ...types: readonly string[]): string | undefined =>
  history.find(({ type }) => types.includes(type))?.at

const isPaid = ({ payment }: Seen) =>
  !['unpaid', 'requires_action', 'failed'].includes(payment.status)

/** When each station was reached, as far as it was. */
function reached(order: Seen): readonly (readonly [StepKey, string | undefined])[] {
  const { placedAt, payment, confirmedAt, fulfilment, invoice } = order
  return [
    ['received', placedAt],
    ['held', firstOf(order, 'awaiting_payment', 'confirmed')],
    [
      'paid',
      payment.paidAt ?? (isPaid(order) ? (firstOf(order, 'paid') ?? confirmedAt) : undefined),
    ],
    ['confirmed', confirmedAt],
    [
      'invoiced',
      invoice.pdfReady
        ? (firstOf(order, 'invoice_pdf_ready') ?? fulfilment.invoiceIssuedAt ?? confirmedAt)
        : undefined,
    ],
    ['prepared', firstOf(order, 'processing')],
    ['shipped', firstOf(order, 'shipped', 'partially_shipped')],
    ['delivered', firstOf(order, 'delivered', 'partially_delivered')],
  ]
}

/**
 * Where an order is: what is done with its time, the station it is at, and what is to come. One that ended shows what was done, the end,
 * and what became of the money: the undo is told as honestly as the rest.
 */
export function stepsOf(order: Seen): Step[] {
  const stations = reached(order)
  const { status } = order
  if (isEnded(status)) return undoneSteps(order, status, stations)
  const last = stations.findLastIndex(([, at]) => at !== undefined)
  // the paper comes when it comes: nothing waits for it
  const next = stations.findIndex(([key, at], index) => index > last && !at && key !== 'invoiced')
  return stations.map(([key, at], index): Step => {
    if (at !== undefined) return { key, state: 'done', at }
    return { key, state: index === next ? 'current' : 'todo' }
  })
}

function undoneSteps(
  order: Seen,
  end: OrderEnd,
  stations: readonly (readonly [StepKey, string | undefined])[],
): Step[] {
  const done = stations.flatMap(([key, at]): Step[] => (at ? [{ key, state: 'done', at }] : []))
  const stopped: Step = { key: end, state: 'undone', at: order.statusSince }
  return [...done, stopped, ...moneySteps(order)]
}

/** What became of money that was taken. */
function moneySteps({ payment, cancellation }: Seen): Step[] {
  if (payment.refundedAt) return [{ key: 'refunded', state: 'undone', at: payment.refundedAt }]
  if (cancellation?.status === 'refund_failed') return [{ key: 'refund_failed', state: 'current' }]
  const isOwed = payment.refundPending !== undefined || cancellation?.status === 'refund_pending'
  return isOwed ? [{ key: 'refunding', state: 'current' }] : []
}
