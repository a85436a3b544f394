import { supplementIdOf } from '@comptoir/contracts/ids'
import { refuse } from '@comptoir/service/problems/refusal'
import { intentsOf } from '../payment/intents.ts'
import type { Intent, LivePayment } from '../payment/stored-payment.ts'
import { addRefund, capturedOf, type RefundRequest, refundableOf, tooLarge } from './refund.ts'

/** How much of which capture goes back; minor units. */
export type CapturePart = { readonly intentId: string; readonly amount: number }

/** What is left of the capture of one intent. */
export function refundableOfIntent(payment: LivePayment, intent: Intent): number {
  const isOwn = ({ intentId = payment.id }) => intentId === intent.id
  return refundableOf({
    captured: intent.captured,
    refunds: payment.refunds.filter(isOwn),
    disputes: payment.disputes.filter(isOwn),
  })
}

/** What an exchange cost more has an invoice of its own, which its refunds credit. */
const hasOwnInvoice = ({ intentId }: CapturePart): boolean => supplementIdOf(intentId) !== undefined

/**
 * Shares an amount over the captures of an order: the one with most left first, of two alike the newer one. So a
 * refund stays in one piece when a single capture can bear it (one credit note, one line on the shopper's statement),
 * and is cut into as few as can be when none can. What exchanges were paid with comes last: other goods are on other invoices.
 */
export function planCaptures(
  payment: LivePayment,
  amount: number,
  intents: readonly Intent[] = intentsOf(payment),
): CapturePart[] {
  const left = intents
    .map((intent) => ({ intentId: intent.id, amount: refundableOfIntent(payment, intent) }))
    .filter((capture) => capture.amount > 0)
    .toReversed()
    .toSorted((a, b) => Number(hasOwnInvoice(a)) - Number(hasOwnInvoice(b)) || b.amount - a.amount)
  const parts: CapturePart[] = []
  let open = amount
  for (const { intentId, amount: most } of left) {
    if (open === 0) break
    parts.push({ intentId, amount: Math.min(open, most) })
    open -= Math.min(open, most)
  }
  return parts
}

/** The refunds that one request became. */
export const partsOf = ({ refunds }: Pick<LivePayment, 'refunds'>, refundId: string) =>
  refunds.filter(({ id, partOf }) => (partOf ?? id) === refundId)

/**
 * Promises a refund over the captures of an order, or over that of `intentId`, once per id; never more than is left. The first part has the id and
 * the lines, further ones `<id>_2` and so on. The same object comes back when it is known.
 */
export function addSplitRefund(payment: LivePayment, request: RefundRequest): LivePayment {
  const known = partsOf(payment, request.id)
  const { amount = refundableOf(payment) } = request
  if (known.length > 0) {
    const total = known.reduce((sum, part) => sum + part.amount, 0)
    if (request.amount === undefined || request.amount === total) return payment
    throw refuse('idempotency_key_reused', 'the refund exists with another amount')
  }
  const chosen = intentsOf(payment).filter(({ id }) => id === request.intentId)
  const parts = planCaptures(payment, amount, chosen.length > 0 ? chosen : undefined)
  const left = parts.reduce((sum, part) => sum + part.amount, 0)
  if (left < amount && capturedOf(payment) > 0) throw tooLarge(payment, left)
  if (parts.length <= 1)
    return addRefund(payment, { ...request, amount, ...ofIntent(payment, parts[0]) })
  return parts.reduce((next, part, index) => {
    const { lines, shipping, ...asked } = request
    const of = { amount: part.amount, ...ofIntent(payment, part) }
    const own =
      index === 0 ? { lines, shipping } : { id: `${request.id}_${index + 1}`, partOf: request.id }
    return addRefund(next, { ...asked, ...own, ...of })
  }, payment)
}

const ofIntent = (payment: LivePayment, part: CapturePart | undefined) =>
  part === undefined || part.intentId === payment.id ? {} : { intentId: part.intentId }

const maxTries = 5

/**
 * Promises all that is left of a payment whose order came to nothing, of each capture by itself. Repeated, it promises
 * what is left since, under the next id: after a refund was made at the provider that we did not know of, or a dispute
 * was closed. `undefined` when nothing is left; of a capture, while its dispute is open (the provider refunds nothing
 * then), or when a bank sent the money back: that is for staff.
 */
export function refundRest(
  payment: LivePayment,
  { id: baseId, ...request }: Pick<RefundRequest, 'id' | 'reason' | 'now'>,
): LivePayment | undefined {
  const next = intentsOf(payment).reduce<LivePayment>((current, intent) => {
    if (!canRefundRest(current, intent)) return current
    const made = current.refunds.filter(({ origin }) => origin === 'cancellation').length
    const id = made === 0 ? baseId : `${baseId}_${made + 1}`
    const amount = refundableOfIntent(current, intent)
    const of = ofIntent(payment, { intentId: intent.id, amount })
    return addRefund(current, { ...request, ...of, id, amount, origin: 'cancellation' })
  }, payment)
  return next === payment ? undefined : next
}

function canRefundRest(payment: LivePayment, intent: Intent): boolean {
  const isOfIntent = ({ intentId = payment.id }) => intentId === intent.id
  const own = payment.refunds.filter((one) => one.origin === 'cancellation' && isOfIntent(one))
  const last = own.at(-1)
  const isSentBack = last?.status === 'failed' && last.providerRef !== undefined
  const isDisputed = payment.disputes.some((one) => one.status === 'open' && isOfIntent(one))
  if (isDisputed || isSentBack || own.length >= maxTries) return false
  return capturedOf(payment) > 0 && refundableOfIntent(payment, intent) > 0
}
