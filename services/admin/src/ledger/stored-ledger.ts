import {
  VendorEntryKind,
  VendorPayoutStatus,
} from '@comptoir/contracts/admin/vendors/ledger-schemas'
import { Instant } from '@comptoir/contracts/common'
import { z } from 'zod'

const text = z.string()
const minor = z.int()
const of = { vendorId: text, currency: text }

/** An entry of a ledger; amounts in minor units. Nothing changes it. */
export const StoredEntry = z.object({
  ...{ entryId: text, ...of, sequence: z.int(), kind: VendorEntryKind, amount: minor },
  /** The sum of the entries up to it. */
  balance: minor,
  at: Instant,
  orderId: text.optional(),
  orderNumber: text.optional(),
  cause: text.optional(),
  reason: text.optional(),
  by: text.optional(),
})
export type Entry = Readonly<z.infer<typeof StoredEntry>>

/** A payout, with the places of the entries that are new since the one before. */
export const StoredPayout = z.object({
  ...{ payoutId: text, ...of, number: z.int(), status: VendorPayoutStatus, amount: minor },
  ...{ from: z.int(), to: z.int(), createdAt: Instant },
  reference: text.optional(),
  paidOn: text.optional(),
  paidAt: Instant.optional(),
  endedAt: Instant.optional(),
  reason: text.optional(),
})
export type Payout = Readonly<z.infer<typeof StoredPayout>>

/**
 * The end of a ledger. It holds the entries and the payout that its last write decided, whole: whoever writes next first sees to it that
 * these are documents.
 */
export const StoredLedger = z.object({
  ...{ ...of, sequence: z.int(), balance: minor },
  last: z.array(StoredEntry),
  /** How many payouts were drafted. */
  payouts: z.int(),
  /** The last entry of the period that was paid last. */
  closedTo: z.int(),
  draft: StoredPayout.optional(),
  decided: StoredPayout.optional(),
})
export type Ledger = Readonly<z.infer<typeof StoredLedger>>
