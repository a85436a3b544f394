import type { Refund } from '../refunds/refund.ts'
import { sumsOf } from './money-events.ts'
import type { Change, Intent, LivePayment } from './stored-payment.ts'

/** All intents of an order, the first one first. */
export function intentsOf(payment: LivePayment): readonly Intent[] {
  const { orderId, userId, currency, further = [], refunds, disputes, credited, ...own } = payment
  const { terms, transfers, ...first } = own
  return [first, ...further]
}

export const findIntent = (payment: LivePayment, id: string): Intent | undefined =>
  intentsOf(payment).find((intent) => intent.id === id)

/**
 * An order's payment as if one of its intents were the only one, with the refunds and disputes of that capture: what
 * the rules of a single intent are run on. `withFocused` puts the outcome back.
 */
export function focusOn(payment: LivePayment, intent: Intent): LivePayment {
  const { orderId, userId, currency, credited } = payment
  const isOwn = ({ intentId = payment.id }) => intentId === intent.id
  return {
    ...{ orderId, userId, currency, credited },
    ...intent,
    refunds: payment.refunds.filter(isOwn),
    disputes: payment.disputes.filter(isOwn),
  }
}

/** The order's payment with a focused intent put back, new refunds of its capture included. */
export function withFocused(payment: LivePayment, focused: LivePayment): LivePayment {
  const [intent] = intentsOf(focused)
  if (!intent) return payment
  const isFirst = intent.id === payment.id
  const own = (refund: Refund) => (isFirst ? refund : { ...refund, intentId: intent.id })
  const known = new Set(payment.refunds.map(({ id }) => id))
  const changed = new Map(focused.refunds.map((refund) => [refund.id, refund]))
  const refunds = [
    ...payment.refunds.map((refund) => changed.get(refund.id) ?? refund),
    ...focused.refunds.filter(({ id }) => !known.has(id)).map(own),
  ]
  const { updatedAt } = focused
  if (isFirst) {
    const { orderId, userId, currency, further, disputes, credited, terms, transfers } = payment
    const ofOrder = { orderId, userId, currency, further, disputes, credited, refunds }
    return { ...intent, ...ofOrder, ...(terms && { terms }), ...(transfers && { transfers }) }
  }
  const others = payment.further ?? []
  const isKnown = others.some(({ id }) => id === intent.id)
  const further = isKnown
    ? others.map((one) => (one.id === intent.id ? intent : one))
    : [...others, intent]
  return { ...payment, further, refunds, updatedAt }
}

/**
 * Runs a rule of a single intent on one of an order's. Events of a further one say its purpose, and the sums of all; so do those of
 * the first one once held money was let go.
 */
export function onIntent(
  payment: LivePayment,
  intent: Intent,
  rule: (focused: LivePayment) => Change,
): Change {
  const change = rule(focusOn(payment, intent))
  if (!change || change.next.status === 'never_created') return change
  const next = withFocused(payment, change.next)
  const { purpose } = intent
  const sums = sumsOf(next)
  if (purpose === undefined && !sums.lapsedTotal) return { ...change, next }
  const more = { ...(purpose !== undefined && { purpose }), ...sums }
  const events = change.events?.map(({ type, data }) => ({
    type,
    data: { ...(data as object), ...more },
  }))
  return { next, ...(events && { events }) }
}
