import type { CardError } from '../engine/records.ts'

export type Behaviour =
  | { readonly kind: 'approve'; readonly webhooks: 'once' | 'twice' | 'reversed' }
  | { readonly kind: 'decline'; readonly error: CardError }
  | { readonly kind: 'challenge' }
  | { readonly kind: 'dispute' }
  | { readonly kind: 'slow' }

const approve: Behaviour = { kind: 'approve', webhooks: 'once' }
const challenge: Behaviour = { kind: 'challenge' }

const decline = (code: string, message: string, declineCode?: string): Behaviour => ({
  kind: 'decline',
  error: { code, declineCode, message: `Your card${message}.` },
})

const behaviours: Record<string, Behaviour> = {
  pm_card_chargeDeclined: decline('card_declined', ' was declined', 'generic_decline'),
  pm_card_chargeDeclinedInsufficientFunds: decline(
    'card_declined',
    ' has insufficient funds',
    'insufficient_funds',
  ),
  pm_card_chargeDeclinedExpiredCard: decline('expired_card', ' has expired'),
  pm_card_chargeDeclinedIncorrectCvc: decline('incorrect_cvc', "'s security code is incorrect"),
  pm_card_authenticationRequired: challenge,
  pm_card_threeDSecureRequired: challenge,
  pm_card_threeDSecure2Required: challenge,
  pm_card_createDispute: { kind: 'dispute' },
  pm_card_createDisputeProductNotReceived: { kind: 'dispute' },
  pm_card_createDisputeInquiry: { kind: 'dispute' },
  pm_sim_slow: { kind: 'slow' },
  pm_sim_duplicate_webhook: { kind: 'approve', webhooks: 'twice' },
  pm_sim_out_of_order_webhook: { kind: 'approve', webhooks: 'reversed' },
}

/** How a refund goes: pending first, or done first and back later. */
export type RefundFate = 'succeeds' | 'succeeds_later' | 'fails_later'

const refundFates: Record<string, RefundFate> = {
  pm_sim_refund_fails: 'fails_later',
  pm_card_refundFail: 'fails_later',
  pm_card_pendingRefund: 'succeeds_later',
}

export type DisputeKind = { readonly reason: string; readonly inquiry: boolean }

export const authenticationFailed: CardError = {
  code: 'payment_intent_authentication_failure',
  message: 'The provided PaymentMethod has failed authentication.',
}

/** What a payment method does when charged: yes, unless test cases are on and the token says otherwise. */
export function behaviourOf(token: string, testCases: boolean): Behaviour {
  return (testCases && own(behaviours, token)) || approve
}

export function refundFate(token: string | undefined, testCases: boolean): RefundFate {
  return (testCases && own(refundFates, token)) || 'succeeds'
}

/** The dispute that a test token asks for. */
export function disputeOf(token: string | undefined): DisputeKind {
  const notReceived = token === 'pm_card_createDisputeProductNotReceived'
  return {
    reason: notReceived ? 'product_not_received' : 'fraudulent',
    inquiry: token === 'pm_card_createDisputeInquiry',
  }
}

/** Whether no webhook of this intent goes out: what happened is only in the list of events. */
export const isSilent = (token: string | undefined, testCases: boolean): boolean =>
  testCases && token === 'pm_sim_no_webhook'

function own<T>(table: Record<string, T>, name: string | undefined): T | undefined {
  return name !== undefined && Object.hasOwn(table, name) ? table[name] : undefined
}
