import { baseConfig } from '@comptoir/service/config'
import { z } from 'zod'

export const ownSettings = {
  /** Stripe or the payment simulator. */
  stripeApiUrl: z.url({ protocol: /^https?$/ }).default('https://api.stripe.com'),
  stripeSecretKey: z
    .string()
    .min(8)
    .regex(/^(?!pk_)/, 'this is a publishable key'),
  stripeWebhookSecret: z.string().min(8),
  /** How often the provider is asked for what its webhooks missed. */
  stripePollSeconds: z.coerce.number().min(1).max(86_400).default(3_600),
  /** Everyone may know it: every browser is sent it, so a secret key must not be here. */
  stripePublishableKey: z
    .string()
    .regex(/^pk_\w+$/, 'a publishable key starts with pk_')
    .optional(),
  /** PayPal, its sandbox (https://api-m.sandbox.paypal.com) or the PayPal simulator. */
  paypalApiUrl: z.url({ protocol: /^https?$/ }).default('https://api-m.paypal.com'),
  /** PayPal is offered when it is set, with its secret and the id of its webhook. Everyone may know it. */
  paypalClientId: z.string().min(8).optional(),
  paypalClientSecret: z.string().min(8).optional(),
  paypalWebhookId: z.string().min(3).optional(),
  /** The storefront; its page `/orders/{orderId}/payment-return` awaits shoppers who confirmed. Default: PUBLIC_URL. */
  publicShopUrl: z.url({ protocol: /^https?$/ }).optional(),
  /** That page when it is elsewhere; `{orderId}` is replaced. */
  paymentReturnUrl: z.string().optional(),
}

export const configShape = { ...baseConfig, ...ownSettings }

/** Where a shopper comes back to after confirming: a page for people, never a route of the API. */
export function returnUrlOf(config: {
  readonly publicUrl: string
  readonly publicShopUrl?: string | undefined
  readonly paymentReturnUrl?: string | undefined
}): string {
  if (config.paymentReturnUrl !== undefined) return config.paymentReturnUrl
  const shop = (config.publicShopUrl ?? config.publicUrl).replace(/\/+$/, '')
  return `${shop}/orders/{orderId}/payment-return`
}

/** PayPal as it is set up; none when a part of it is missing. */
export function paypalOf(config: {
  readonly paypalApiUrl: string
  readonly paypalClientId?: string | undefined
  readonly paypalClientSecret?: string | undefined
  readonly paypalWebhookId?: string | undefined
}) {
  const { paypalClientId, paypalClientSecret, paypalWebhookId, paypalApiUrl: apiUrl } = config
  if (!paypalClientId || !paypalClientSecret || !paypalWebhookId) return undefined
  return {
    apiUrl,
    clientId: paypalClientId,
    clientSecret: paypalClientSecret,
    webhookId: paypalWebhookId,
  }
}
