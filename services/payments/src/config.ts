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
  /** When the money is taken: at the payment, or held first and taken when the first parcel leaves. */
  captureAt: z.enum(['payment', 'shipping']).default('payment'),
  /** How long before held money is free again an order that has not left is stopped. */
  authorisationMarginHours: z.coerce.number().min(0).max(168).default(24),
  /** How often what the providers settled is imported. */
  payoutImportHours: z.coerce.number().min(0.01).max(168).default(24),
  /** The storefront; its page `/orders/{orderId}/payment-return` awaits shoppers who confirmed. Default: PUBLIC_URL. */
  publicShopUrl: z.url({ protocol: /^https?$/ }).optional(),
  /** That page when it is elsewhere; `{orderId}` is replaced. */
  paymentReturnUrl: z.string().optional(),
}

export const configShape = { ...baseConfig, ...ownSettings }

/** What a payment is opened with: nothing where its money is taken at once. */
export type CaptureAt = 'shipping' | undefined

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
