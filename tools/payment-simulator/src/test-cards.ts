import type { CardError } from './books.ts'

export type Behaviour =
  | { readonly kind: 'approve'; readonly webhooks: 'once' | 'twice' | 'reversed' }
  | { readonly kind: 'decline'; readonly error: CardError }
  | { readonly kind: 'challenge' }
  | { readonly kind: 'slow' }

const approve: Behaviour = { kind: 'approve', webhooks: 'once' }
const challenge: Behaviour = { kind: 'challenge' }

function decline(code: string, declineCode: string | undefined, message: string): Behaviour {
  return { kind: 'decline', error: { code, declineCode, message } }
}

const behaviours: Record<string, Behaviour> = {
  pm_card_chargeDeclined: decline('card_declined', 'generic_decline', 'Your card was declined.'),
  pm_card_chargeDeclinedInsufficientFunds: decline(
    'card_declined',
    'insufficient_funds',
    'Your card has insufficient funds.',
  ),
  pm_card_chargeDeclinedExpiredCard: decline('expired_card', undefined, 'Your card has expired.'),
  pm_card_chargeDeclinedIncorrectCvc: decline(
    'incorrect_cvc',
    undefined,
    "Your card's security code is incorrect.",
  ),
  pm_card_authenticationRequired: challenge,
  pm_card_threeDSecureRequired: challenge,
  pm_card_threeDSecure2Required: challenge,
  pm_sim_slow: { kind: 'slow' },
  pm_sim_duplicate_webhook: { kind: 'approve', webhooks: 'twice' },
  pm_sim_out_of_order_webhook: { kind: 'approve', webhooks: 'reversed' },
}

const refundFailures = new Set(['pm_sim_refund_fails', 'pm_card_refundFail'])

export const authenticationFailed: CardError = {
  code: 'payment_intent_authentication_failure',
  message: 'The provided PaymentMethod has failed authentication.',
}

/** What a payment method does when charged: yes, unless test cases are on and the token says otherwise. */
export function behaviourOf(token: string, testCases: boolean): Behaviour {
  if (!testCases) return approve
  return behaviours[token] ?? approve
}

export function refundFails(token: string | undefined, testCases: boolean): boolean {
  return testCases && token !== undefined && refundFailures.has(token)
}
