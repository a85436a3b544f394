import { z } from '@hono/zod-openapi'
import { Instant, Money } from '../common.ts'
import { oneOf, schema } from '../schema.ts'

/** What moved money at the provider; `other`: something that the shop has no book of. */
export const PayoutLineKind = oneOf('PayoutLineKind', [
  ...(['capture', 'refund', 'refund_reversal', 'dispute', 'dispute_reversal'] as const),
  ...(['fee', 'payout', 'other'] as const),
])
export type PayoutLineKind = z.infer<typeof PayoutLineKind>

/** Whether the shop's own books have the movement; `none`: there is nothing to compare with. */
export const PayoutMatch = oneOf('PayoutMatch', ['matched', 'unmatched', 'none'])

/** A movement on the shop's balance at the provider. */
export const PayoutLine = schema('PayoutLine', {
  payoutId: z.string(),
  /** The provider's id of it. */
  ref: z.string(),
  kind: PayoutLineKind,
  /** What moved, with its sign. */
  amount: Money,
  /** What the provider kept of it. */
  fee: Money,
  at: Instant,
  match: PayoutMatch,
  paymentIntentId: z.string().optional(),
  orderId: z.string().optional(),
  /** Why it does not match. */
  why: z.string().optional(),
})
export type PayoutLine = z.infer<typeof PayoutLine>

/**
 * What a provider settled: a payout with all that it is made of, or, of a provider that keeps the balance (PayPal), the
 * movements of a day.
 */
export const Payout = schema('Payout', {
  id: z.string(),
  provider: z.enum(['stripe', 'paypal']),
  kind: z.enum(['payout', 'day']),
  /** The provider's id of it. */
  ref: z.string(),
  status: z.string(),
  /** What reached the shop, as the provider says. */
  amount: Money,
  /** What its lines come to: the same as the amount, or something is missing. */
  net: Money,
  fees: Money,
  lineCount: z.int(),
  unmatchedCount: z.int(),
  createdAt: Instant,
  arrivesAt: Instant.optional(),
  importedAt: Instant,
})
export type Payout = z.infer<typeof Payout>

/** What a provider kept, and sent to the bank of the shop, with a payout or in a day. In minor units. */
export const ProviderSettlement = schema('ProviderSettlement', {
  payoutId: z.string(),
  provider: z.enum(['stripe', 'paypal']),
  /** The provider's id of it. */
  ref: z.string(),
  /** In Paris: when it reached the bank, else when it was made. */
  day: z.iso.date(),
  currency: z.string(),
  /** Negative when more was given back than kept. */
  fees: z.int(),
  /** Negative when the provider took it from the bank. */
  toBank: z.int(),
})
export type ProviderSettlement = z.infer<typeof ProviderSettlement>
