import { z } from '@hono/zod-openapi'
import { CursorQuery, Instant, jsonAnswer, pageOf } from '../common.ts'
import { forStaff } from '../operation.ts'
import { oneOf, schema } from '../schema.ts'

/**
 * How far an invoice is on its way through the approved platform: `pending` and `failed` are ours, `submitted` is handed over, the
 * others are what platforms say (XP Z12-012, codes 200 to 213).
 */
export const TransmissionStatus = oneOf('TransmissionStatus', [
  'pending',
  'failed',
  'submitted',
  'deposited',
  'issued',
  'received',
  'made_available',
  'taken_over',
  'approved',
  'partially_approved',
  'disputed',
  'suspended',
  'completed',
  'refused',
  'payment_sent',
  'collected',
  'rejected',
])
export type TransmissionStatus = z.infer<typeof TransmissionStatus>

/** The way of an invoice or a credit note to the platform. */
export const InvoiceTransmission = schema('InvoiceTransmission', {
  documentId: z.string(),
  type: z.enum(['invoice', 'credit_note']),
  number: z.string(),
  orderId: z.string(),
  status: TransmissionStatus,
  /** Counted from 1: staff submit again what was rejected, or never arrived. */
  submission: z.int(),
  /** What the platform knows the submission by. */
  reference: z.string(),
  /** Tries to hand it over, since it waits. */
  attempts: z.int().optional(),
  nextAttemptAt: Instant.optional(),
  lastError: z.string().optional(),
  createdAt: Instant,
  history: z.array(
    z.object({ at: Instant, status: TransmissionStatus, reason: z.string().optional() }),
  ),
})
export type InvoiceTransmission = z.infer<typeof InvoiceTransmission>

const oneDocument = { params: z.object({ documentId: z.string().max(80) }) }

/** Newest first. */
export const listInvoiceTransmissions = forStaff(
  'ListInvoiceTransmissions',
  'GET /api/invoice-transmissions',
  {
    request: { query: CursorQuery.extend({ status: TransmissionStatus.optional() }) },
    responses: { 200: jsonAnswer(pageOf(InvoiceTransmission), 'Transmissions') },
    problems: ['invalid_request'],
  },
)

/** By the id of the invoice or credit note. */
export const getInvoiceTransmission = forStaff(
  'GetInvoiceTransmission',
  'GET /api/invoice-transmissions/{documentId}',
  {
    request: oneDocument,
    responses: { 200: jsonAnswer(InvoiceTransmission, 'The transmission now') },
    problems: ['not_found'],
  },
)

/** Submits again what could not be handed over, or what the platform rejected. */
export const retryInvoiceTransmission = forStaff(
  'RetryInvoiceTransmission',
  'POST /api/invoice-transmissions/{documentId}/retry',
  {
    request: oneDocument,
    responses: { 200: jsonAnswer(InvoiceTransmission, 'The transmission now') },
    problems: ['not_found', 'transition_refused'],
  },
)
