import { PayoutLineKind, PayoutMatch } from '@comptoir/contracts/payments/payout-schemas'
import { createCollection } from '@comptoir/dapr/documents/documents'
import type { Store } from '@comptoir/dapr/documents/store'
import { z } from 'zod'

const amount = z.int()

const StoredLine = z.object({
  ref: z.string(),
  kind: PayoutLineKind,
  amount,
  fee: amount,
  at: z.string(),
  match: PayoutMatch,
  why: z.string().optional(),
  /** What it is about, as the provider names it. */
  paymentIntentId: z.string().optional(),
  orderId: z.string().optional(),
  providerRef: z.string().optional(),
  refundRef: z.string().optional(),
  disputeRef: z.string().optional(),
})
export type StoredLine = Readonly<z.infer<typeof StoredLine>>

const StoredPayout = z.object({
  id: z.string(),
  provider: z.enum(['stripe', 'paypal']),
  kind: z.enum(['payout', 'day']),
  ref: z.string(),
  status: z.string(),
  currency: z.string(),
  amount,
  net: amount,
  fees: amount,
  /** With what was charged by lines of their own; imports of before do not have it: it is derived from their lines. */
  charged: amount.optional(),
  /** What left for the bank; as `charged`, of imports of before. */
  toBank: amount.optional(),
  lineCount: z.int(),
  unmatchedCount: z.int(),
  createdAt: z.string(),
  arrivesAt: z.string().optional(),
  importedAt: z.string(),
})
export type StoredPayout = Readonly<z.infer<typeof StoredPayout>>

/** Lines lie in pages beside their payout: a document stays small, however much a day moved. */
const PayoutPage = z.object({
  payoutId: z.string(),
  page: z.int(),
  currency: z.string(),
  createdAt: z.string(),
  lines: z.array(StoredLine),
})
export type PayoutPage = Readonly<z.infer<typeof PayoutPage>>

export const linesPerPage = 200
export const pageIdOf = (payoutId: string, page: number): string => `${payoutId}-${page}`

export type PayoutBooks = ReturnType<typeof createPayoutBooks>

/** What providers settled: payouts, the pages of their lines, and until when each provider was read. */
export function createPayoutBooks(store: Store) {
  const payouts = createCollection<StoredPayout>(store, {
    name: 'payouts',
    schema: StoredPayout,
    indexes: { all: ({ createdAt }) => [{ key: 'all', score: Date.parse(createdAt) }] },
  })
  const pages = createCollection<PayoutPage>(store, {
    name: 'payout-pages',
    audit: 'none',
    schema: PayoutPage,
    indexes: {
      all: ({ createdAt }) => [{ key: 'all', score: Date.parse(createdAt) }],
      ofPayout: ({ payoutId, page }) => [{ key: payoutId, score: page }],
      unmatched: ({ createdAt, lines }) =>
        lines.some(({ match }) => match === 'unmatched')
          ? [{ key: 'all', score: Date.parse(createdAt) }]
          : [],
    },
  })
  const positions = createCollection(store, {
    name: 'payout-positions',
    audit: 'none',
    schema: z.object({ readUpTo: z.string() }),
  })
  return { payouts, pages, positions }
}
