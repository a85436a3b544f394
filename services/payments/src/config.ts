import { baseConfig } from '@comptoir/service/config'
import { z } from 'zod'

export const configShape = {
  ...baseConfig,
  /** Stripe (`https://api.stripe.com`) or the payment simulator. */
  stripeApiUrl: z.url(),
  stripeSecretKey: z.string().min(8),
  stripeWebhookSecret: z.string().min(8),
  /** Where a shopper comes back to after confirming; `{orderId}` is replaced. */
  paymentReturnUrl: z.string().optional(),
}
