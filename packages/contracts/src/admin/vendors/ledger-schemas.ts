import { z } from '@hono/zod-openapi'
import { CursorQuery, Instant, Money, pageOf } from '../../common.ts'
import { oneOf, requiredText, schema } from '../../schema.ts'

/**
 * What an entry of a vendor's ledger is: a sale; money that went back to the shopper, or that a bank took back, or returned; the
 * commission on any of these; what staff adjusted; a payout, or one that came back.
 */
export const VendorEntryKind = oneOf('VendorEntryKind', [
  ...(['sale', 'commission', 'refund', 'dispute'] as const),
  ...(['adjustment', 'payout', 'payout_reversal'] as const),
])
export type VendorEntryKind = z.infer<typeof VendorEntryKind>

/** An entry of a ledger. Nothing changes it: what was wrong is put right by another entry. */
export const VendorEntry = schema('VendorEntry', {
  entryId: z.string(),
  vendorId: z.string(),
  /** Its place in the ledger, from 1, without holes. */
  sequence: z.int().min(1),
  kind: VendorEntryKind,
  /** What the vendor gets by it; below zero: what it owes. */
  amount: Money,
  /** What the vendor gets after it: the sum of all entries so far. */
  balance: Money,
  at: Instant,
  orderId: z.string().optional(),
  orderNumber: z.string().optional(),
  /** The refund, the dispute or the payout that it follows from. */
  cause: z.string().optional(),
  /** Of an adjustment, or of a payout that came back. */
  reason: z.string().optional(),
  /** Who of the staff made it; for staff. */
  by: z.string().optional(),
})
export type VendorEntry = z.infer<typeof VendorEntry>

const CurrencyCode = z.string().regex(/^[A-Z]{3}$/)
/** Each currency has a ledger of its own. */
const currency = CurrencyCode.default('EUR')

export const LedgerQuery = CursorQuery.extend({ currency, payoutId: z.string().max(80).optional() })
export const LedgerPage = pageOf(VendorEntry).extend({
  /** What the vendor gets now, in that currency. */
  balance: Money,
  /** Those in which the vendor has a ledger. */
  currencies: z.array(CurrencyCode).optional(),
})

/** `draft → paid → reversed`; a draft that was not paid is cancelled. */
export const VendorPayoutStatus = oneOf('VendorPayoutStatus', [
  ...(['draft', 'paid', 'cancelled', 'reversed'] as const),
])
export type VendorPayoutStatus = z.infer<typeof VendorPayoutStatus>

/** What is paid to a vendor for a period: all that its ledger came to when it was drafted. */
export const VendorPayout = schema('VendorPayout', {
  payoutId: z.string(),
  vendorId: z.string(),
  /** Counts the payouts of the ledger, from 1. */
  number: z.int().min(1),
  status: VendorPayoutStatus,
  amount: Money,
  /** The entries that are new since the payout before. */
  period: z.object({ from: z.int().min(1), to: z.int().min(1) }),
  createdAt: Instant,
  /** How staff call the transfer, once it was made. */
  reference: z.string().optional(),
  /** The day on which the transfer was made. */
  paidOn: z.iso.date().optional(),
  paidAt: Instant.optional(),
  /** When it was cancelled, or came back. */
  endedAt: Instant.optional(),
  reason: z.string().optional(),
})
export type VendorPayout = z.infer<typeof VendorPayout>

/** What staff put right by hand. */
export const LedgerAdjustment = z
  .object({
    /** Above zero for the vendor, below zero for the shop; in minor units. */
    amount: z
      .int()
      .min(-100_000_000)
      .max(100_000_000)
      .refine((amount) => amount !== 0, 'is nothing'),
    currency,
    reason: requiredText(500),
    orderId: z.string().max(80).optional(),
  })
  .openapi('LedgerAdjustment')

export const NewVendorPayout = schema('NewVendorPayout', { currency })

/** A transfer that staff made: payouts are paid by hand. */
export const VendorTransfer = schema('VendorTransfer', {
  reference: requiredText(200),
  paidOn: z.iso.date().optional(),
})
