import { isToAnswer } from '../disputes/dispute-answer.ts'
import type { Dispute, Refund } from '../refunds/refund.ts'
import { isToCapture } from './held-money.ts'
import { findIntent, intentsOf } from './intents.ts'
import type { Intent, LivePayment, Payment } from './stored-payment.ts'

/** Something that our document says must happen at the provider, and of which we know no outcome. */
export type Work = { readonly intent: Intent } & (
  | { readonly kind: 'submit'; readonly payment: LivePayment }
  | { readonly kind: 'complete' | 'release'; readonly providerRef: string }
  | { readonly kind: 'capture'; readonly payment: LivePayment; readonly providerRef: string }
  | {
      readonly kind: 'refund'
      readonly payment: LivePayment
      readonly providerRef: string
      readonly refund: Refund
    }
  | { readonly kind: 'answer'; readonly dispute: Dispute; readonly providerRef: string }
)

/** The next thing to do at the provider, if any. */
export function nextWork(payment: Payment): Work | undefined {
  if (payment.status === 'never_created') return undefined
  for (const intent of intentsOf(payment)) {
    const work = workOf(intent, payment)
    if (work) return work
  }
  return nextRefund(payment) ?? nextAnswer(payment)
}

function workOf(intent: Intent, payment: LivePayment): Work | undefined {
  if (intent.status === 'submitting') return { kind: 'submit', intent, payment }
  const { providerRef } = intent
  if (providerRef === undefined) return undefined
  if (isToCapture(intent)) return { kind: 'capture', intent, payment, providerRef }
  if (intent.status === 'approved') return { kind: 'complete', intent, providerRef }
  const isToRelease = intent.status === 'cancelled' && !intent.released
  return isToRelease ? { kind: 'release', intent, providerRef } : undefined
}

function nextRefund(payment: LivePayment): Work | undefined {
  for (const refund of payment.refunds) {
    if (refund.status !== 'pending' || refund.providerRef) continue
    const intent = findIntent(payment, refund.intentId ?? payment.id)
    if (intent?.providerRef === undefined) continue
    return { kind: 'refund', intent, payment, providerRef: intent.providerRef, refund }
  }
  return undefined
}

function nextAnswer(payment: LivePayment): Work | undefined {
  for (const dispute of payment.disputes.filter(isToAnswer)) {
    const intent = findIntent(payment, dispute.intentId ?? payment.id)
    const { providerRef } = intent ?? {}
    if (intent && providerRef) return { kind: 'answer', intent, dispute, providerRef }
  }
  return undefined
}

const waits = ({ status }: Intent): boolean =>
  status === 'processing' || status === 'requires_action'

/** Whether work is left to do, or an outcome to wait for. */
export function isUnsettled(payment: Payment): boolean {
  if (payment.status === 'never_created') return false
  if (intentsOf(payment).some(waits)) return true
  const waiting = payment.refunds.some((refund) => refund.status === 'pending')
  return waiting || nextWork(payment) !== undefined
}
