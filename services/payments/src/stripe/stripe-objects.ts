import type Stripe from 'stripe'
import type { Report } from '../payment/payment.ts'
import type { RefundReport } from '../refunds/refund.ts'

/** Stripe's intent as our report. */
export function toReport(intent: Stripe.PaymentIntent): Report {
  const providerRef = intent.id
  switch (intent.status) {
    case 'succeeded':
      return {
        ...{ status: 'succeeded', providerRef, captured: intent.amount_received },
        paymentMethod: usedMethodOf(intent),
      }
    case 'processing':
      return { status: 'processing', providerRef }
    case 'requires_capture': {
      const authorisedUntil = heldUntil(intent)
      return {
        status: 'authorised',
        providerRef,
        authorisedUntil,
        paymentMethod: usedMethodOf(intent),
      }
    }
    case 'requires_action': {
      const actionUrl = intent.next_action?.redirect_to_url?.url
      if (!actionUrl) return { status: 'failed', providerRef, failureCode: 'action_not_supported' }
      return { status: 'requires_action', providerRef, actionUrl }
    }
    case 'canceled':
      return { status: 'cancelled', providerRef }
    default: {
      const failureCode = failureCodeOf(intent.last_payment_error)
      return { status: 'failed', providerRef, failureCode }
    }
  }
}

/** Most cards hold money for seven days; the charge says it, where it was asked for. */
const usualHoldSeconds = 7 * 24 * 3_600

function heldUntil({ latest_charge: charge, created }: Stripe.PaymentIntent): string {
  const details = charge && typeof charge !== 'string' ? charge.payment_method_details : undefined
  const until = details?.card?.capture_before ?? created + usualHoldSeconds
  return new Date(until * 1000).toISOString()
}

/** What was paid with: it stands on the charge, which is there when it was asked for (`expand`). */
function usedMethodOf({ latest_charge: charge }: Stripe.PaymentIntent) {
  if (!charge || typeof charge === 'string') return undefined
  const { type, card } = charge.payment_method_details ?? {}
  if (type === undefined) return undefined
  return {
    type,
    brand: card?.brand ?? undefined,
    last4: card?.last4 ?? undefined,
    wallet: card?.wallet?.type,
  }
}

export function failureCodeOf(
  error: { code?: string | null; decline_code?: string | null } | null | undefined,
): string {
  const { code, decline_code: declineCode } = error ?? {}
  if (code === 'card_declined' && declineCode && declineCode !== 'generic_decline')
    return declineCode
  return code ?? 'refused'
}

/** Stripe's refund as our report; one that needs the shopper's action is still pending. */
export function toRefundReport(refund: Stripe.Refund): RefundReport {
  const providerRef = refund.id
  if (refund.status === 'succeeded') return { status: 'succeeded', providerRef }
  if (refund.status === 'failed' || refund.status === 'canceled') {
    return { status: 'failed', providerRef, failureCode: refund.failure_reason ?? refund.status }
  }
  return { status: 'pending', providerRef }
}
