import type { RefundBasis } from '@comptoir/contracts/orders/schemas'
import type { RefundOrder } from '@comptoir/contracts/payments/schemas'
import { refuse } from '@comptoir/service/problems/refusal'
import { findIntent } from '../payment/intents.ts'
import { recordReport } from '../payment/money-events.ts'
import type { Change, LivePayment } from '../payment/stored-payment.ts'
import { planRefund } from './refund-plan.ts'
import { addSplitRefund, partsOf, refundableOfIntent } from './refund-split.ts'

type Promised = {
  readonly refundId: string
  /** Whose refund was asked for: of a further payment, only its own capture goes back. */
  readonly intentId: string
  readonly order: RefundBasis | undefined
  readonly asked: RefundOrder
  readonly now: string
}

/**
 * Promises a refund that staff ask for, once; one that was given by other means than the provider is written down as
 * done. Refuses with `not_found`, and as `planRefund` and `addSplitRefund` do.
 */
export function promiseRefund(payment: LivePayment, promised: Promised): Change {
  const { refundId, intentId, order, now } = promised
  if (payment.refunds.some(({ id }) => id === refundId)) return undefined
  const intent = findIntent(payment, intentId)
  if (!intent) throw refuse('not_found')
  const isWhole = intentId === payment.id
  const own = { amount: isWhole ? undefined : refundableOfIntent(payment, intent) }
  const asked = promised.asked.lines ? promised.asked : { ...own, ...promised.asked }
  const { reason, outside } = asked
  const of = isWhole ? {} : { intentId }
  const request = { ...planRefund(payment, order, asked), ...of, id: refundId, reason, now }
  if (!outside) return { next: addSplitRefund(payment, { ...request, origin: 'staff' }) }
  let next = addSplitRefund(payment, { ...request, ...outside, origin: 'outside' })
  const events = []
  for (const { id } of partsOf(next, refundId)) {
    const change = recordReport(next, id, { status: 'succeeded' }, now)
    next = change?.next ?? next
    events.push(...(change?.events ?? []))
  }
  return { next, events }
}
