import { refuse } from '@comptoir/service/problems/refusal'
import type { Stripe } from 'stripe'

type Signed = { readonly body: string; readonly signature: string; readonly secret: string }

/**
 * Refuses a webhook that Stripe did not sign with our secret. The client throws other errors than its own on odd
 * signatures, for example an empty one: none of them is valid.
 */
export function checkWebhookSignature(stripe: Stripe, { body, signature, secret }: Signed): void {
  const verifier = stripe.webhooks.signature
  if (!verifier) throw new Error('the Stripe client cannot check signatures')
  try {
    verifier.verifyHeader(body, signature, secret)
  } catch {
    throw refuse('invalid_request', 'the signature is not valid')
  }
}
