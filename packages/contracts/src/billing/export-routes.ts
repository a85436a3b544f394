import { z } from '@hono/zod-openapi'
import { CursorQuery, IdempotencyHeader, Instant, jsonAnswer, jsonBody, pageOf } from '../common.ts'
import { forStaff } from '../operation.ts'
import { oneOf, schema } from '../schema.ts'
import { Days } from './report-schemas.ts'

const InvoiceExportStatus = oneOf('InvoiceExportStatus', [
  ...(['queued', 'running', 'done', 'failed', 'cancelled', 'expired'] as const),
])

/** Which papers an export holds, by day of issue in Paris. */
const InvoiceExportFilter = Days.safeExtend({
  /** Invoices and credit notes when absent. */
  type: z.enum(['invoice', 'credit_note']).optional(),
  /** PDF (a Factur-X file where there is one), or the XML of EN 16931. */
  form: z.enum(['pdf', 'xml']).default('pdf'),
}).openapi('InvoiceExportFilter')
export type InvoiceExportFilter = z.infer<typeof InvoiceExportFilter>

/** Papers of some days as one ZIP, made in the background. */
export const InvoiceExport = schema('InvoiceExport', {
  exportId: z.string(),
  status: InvoiceExportStatus,
  filter: InvoiceExportFilter,
  createdBy: z.string(),
  createdAt: Instant,
  endedAt: Instant.optional(),
  /** In documents; `total` is known once the export has begun. `failed` of them have no readable file. */
  progress: z.object({
    done: z.int(),
    failed: z.int(),
    total: z.int().optional(),
  }),
  /** Ids of documents without a readable file, the first hundred. In the ZIP a text stands in the place of each. */
  leftOut: z.array(z.string()).optional(),
  /** Why it failed. */
  reason: z.enum(['too_many', 'too_large', 'files_unreadable']).optional(),
  /** Where the ZIP is, until then. */
  download: z.object({ path: z.string(), size: z.int(), expiresAt: Instant }).optional(),
})
export type InvoiceExport = z.infer<typeof InvoiceExport>

const oneExport = { params: z.object({ exportId: z.string().max(80) }) }

/** Begins an export, once per Idempotency-Key and user: 20,000 papers and 4 GB at most. */
export const createInvoiceExport = forStaff('CreateInvoiceExport', 'POST /api/invoice-exports', {
  request: { headers: IdempotencyHeader, body: jsonBody(InvoiceExportFilter) },
  responses: { 202: jsonAnswer(InvoiceExport, 'The export') },
  problems: ['invalid_request', 'idempotency_key_reused'],
})

/** Newest first. */
export const listInvoiceExports = forStaff('ListInvoiceExports', 'GET /api/invoice-exports', {
  request: { query: CursorQuery },
  responses: { 200: jsonAnswer(pageOf(InvoiceExport), 'Exports') },
  problems: ['invalid_request'],
})

/** How far an export is, and where its ZIP is once it is done. */
export const getInvoiceExport = forStaff(
  'GetInvoiceExport',
  'GET /api/invoice-exports/{exportId}',
  {
    request: oneExport,
    responses: { 200: jsonAnswer(InvoiceExport, 'The export now') },
    problems: ['not_found'],
  },
)

/** Stops an export that has not ended. Repeated, it is stopped already. */
export const cancelInvoiceExport = forStaff(
  'CancelInvoiceExport',
  'POST /api/invoice-exports/{exportId}/cancel',
  {
    request: oneExport,
    responses: { 200: jsonAnswer(InvoiceExport, 'The export now') },
    problems: ['not_found', 'transition_refused'],
  },
)

/** The ZIP of an export that is done, for 24 hours. It is streamed. */
export const getInvoiceExportFile = forStaff(
  'GetInvoiceExportFile',
  'GET /api/invoice-exports/{exportId}/file',
  {
    request: oneExport,
    responses: {
      200: {
        description: 'The ZIP',
        content: { 'application/zip': { schema: z.string().openapi({ format: 'binary' }) } },
      },
    },
    problems: ['not_found', 'document_not_ready'],
  },
)
