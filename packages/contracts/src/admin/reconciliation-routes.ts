import { z } from '@hono/zod-openapi'
import { CursorQuery, Instant, jsonAnswer, jsonBody, Money, pageOf } from '../common.ts'
import { forStaff } from '../operation.ts'
import { schema } from '../schema.ts'

/** A part of a report that would grow with the shop; what is beyond is counted in `leftOut`. */
const linesAtMost = 1_000
const text = z.string().max(500)
const Count = z.int().min(0)
const Amount = z.int()
const { currency: CurrencyCode } = Money.shape

const Sums = z.object({
  taken: Amount,
  refunded: Amount,
  /** By other means, as staff wrote down. */
  refundedOutside: Amount,
  disputed: Amount,
  invoiced: Amount,
  credited: Amount,
})

/** What `npm run reconcile` found: orders against the provider's ledger, stock, papers, parcels, returns and event logs. */
export const ReconciliationReport = schema('ReconciliationReport', {
  /** When the books were read. */
  readAt: Instant,
  orders: Count,
  /** Orders that changed a moment ago, which were not judged. */
  inMotion: Count,
  skus: Count,
  /** The first of `sumsByCurrency`, which has the most papers. Reports of before had but these, of a shop with one currency. */
  sums: Sums,
  /** Sums of all orders in each currency, in its minor units. */
  sumsByCurrency: z
    .array(Sums.extend({ currency: CurrencyCode }))
    .max(linesAtMost)
    .optional(),
  /** Open for a known reason: refunds that are owed, disputes; `amount` in minor units. */
  claims: z
    .array(
      z.object({ orderId: text, kind: text, amount: Amount, currency: CurrencyCode.optional() }),
    )
    .max(linesAtMost),
  /** What does not agree. */
  discrepancies: z.array(z.object({ rule: text, subject: text, what: text })).max(linesAtMost),
  /** Discrepancies that the report has no room for. */
  leftOut: Count.default(0),
  /** Claims that it has no room for. */
  claimsLeftOut: Count.default(0),
})
export type ReconciliationReport = z.infer<typeof ReconciliationReport>
export { linesAtMost as reconciliationLinesAtMost }

const RunId = z.string().regex(/^rec_[\w-]{1,60}$/)

/** A run of reconciliation as it was reported. */
export const Reconciliation = ReconciliationReport.extend({
  runId: z.string(),
  recordedAt: Instant,
  recordedBy: z.string(),
}).openapi('Reconciliation')
export type Reconciliation = z.infer<typeof Reconciliation>

const Summary = schema('ReconciliationSummary', {
  runId: z.string(),
  readAt: Instant,
  orders: Count,
  inMotion: Count,
  /** Nothing disagrees. */
  agrees: z.boolean(),
  discrepancies: Count,
  claims: Count,
})

const aRun = jsonAnswer(Reconciliation, 'The run')

/** Keeps what a run found, once however often it is reported. */
export const recordReconciliation = forStaff(
  'RecordReconciliation',
  'PUT /api/reconciliations/{runId}',
  {
    request: { params: z.object({ runId: RunId }), body: jsonBody(ReconciliationReport) },
    responses: { 200: aRun },
    problems: ['invalid_request', 'conflict'],
  },
)

/** Newest first. */
export const listReconciliations = forStaff('ListReconciliations', 'GET /api/reconciliations', {
  request: { query: CursorQuery },
  responses: { 200: jsonAnswer(pageOf(Summary), 'What each run found, in numbers') },
  problems: ['invalid_request'],
})

export const readReconciliation = forStaff(
  'GetReconciliation',
  'GET /api/reconciliations/{runId}',
  {
    request: { params: z.object({ runId: z.string().min(1).max(80) }) },
    responses: { 200: aRun },
    problems: ['invalid_request', 'not_found'],
  },
)
