import { VendorEntryKind } from '@comptoir/contracts/admin/vendors/ledger-schemas'
import { Instant } from '@comptoir/contracts/common'
import { type Collection, createCollection } from '@comptoir/dapr/documents/documents'
import type { Store } from '@comptoir/dapr/documents/store'
import { z } from 'zod'

const text = z.string()
const minor = z.int()

/** A line of an order that left; amounts in minor units. */
const StoredLine = z.object({
  ...{ sku: text, quantity: z.int(), gross: minor, net: minor },
  vendorId: text.optional(),
  commissionBps: z.int().optional(),
})

/** The last word on a refund or a dispute: that of the highest version of the payment. */
const word = { amount: minor, version: z.int() }
const StoredRefund = z.object({
  ...{ refundId: text, ...word, status: z.enum(['succeeded', 'failed']) },
  shipping: minor.optional(),
  lines: z.array(z.object({ sku: text, quantity: z.int() })).optional(),
})
const StoredDispute = z.object({
  ...{ disputeId: text, ...word, status: z.enum(['open', 'won', 'lost']) },
})

/** What an order entered into the ledger of a vendor. */
const StoredPosting = z.object({
  ...{ entryId: text, vendorId: text, kind: VendorEntryKind, amount: minor, at: Instant },
  cause: text.optional(),
})
export type Posting = Readonly<z.infer<typeof StoredPosting>>

/** What is known of the money of an order that vendors may have sold. */
export const StoredSale = z.object({
  orderId: text,
  /** Once a parcel left. */
  sold: z
    .object({ number: text, currency: text, total: minor, lines: z.array(StoredLine) })
    .optional(),
  /** The vendors of whom something has left. */
  left: z.array(text),
  refunds: z.array(StoredRefund),
  disputes: z.array(StoredDispute),
  postings: z.array(StoredPosting),
})
export type Sale = Readonly<z.infer<typeof StoredSale>>

export type Sales = Collection<Sale>

/** By order. What a customer bought is not in it, and nothing of who they are. */
export const createSales = (store: Store): Sales =>
  createCollection<Sale>(store, { name: 'vendor-sales', schema: StoredSale, audit: 'none' })
