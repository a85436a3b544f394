import type { Refund } from '../refunds/refund.ts'
import type { LivePayment, Payment } from './payment.ts'

/** Something that our document says must happen at the provider, and of which we know no outcome. */
export type Work =
  | { readonly kind: 'submit'; readonly payment: LivePayment }
  | { readonly kind: 'release'; readonly providerRef: string }
  | { readonly kind: 'refund'; readonly providerRef: string; readonly refund: Refund }

/** The next thing to do at the provider, if any. */
export function nextWork(payment: Payment): Work | undefined {
  if (payment.status === 'never_created') return undefined
  if (payment.status === 'submitting') return { kind: 'submit', payment }
  const { providerRef } = payment
  if (providerRef === undefined) return undefined
  if (payment.status === 'cancelled' && !payment.released) return { kind: 'release', providerRef }
  const refund = payment.refunds.find((known) => known.status === 'pending' && !known.providerRef)
  return refund && { kind: 'refund', providerRef, refund }
}

/** Whether work is left to do, or an outcome to wait for. */
export function isUnsettled(payment: Payment): boolean {
  if (payment.status === 'never_created') return false
  if (payment.status === 'processing' || payment.status === 'requires_action') return true
  const waiting = payment.refunds.some((refund) => refund.status === 'pending')
  return waiting || nextWork(payment) !== undefined
}
