import { z } from '@hono/zod-openapi'
import { Id, jsonAnswer, jsonBody, Locale, pdfAnswer } from '../common.ts'
import { forStaff } from '../operation.ts'
import { LabelBatch, NewLabelBatch } from './label-schemas.ts'

const oneBatch = { params: z.object({ batchId: Id }) }
const answer = { 200: jsonAnswer(LabelBatch, 'The batch now') }

/** Staff: what is in a parcel, for whom it is; in the language of the order unless another one is asked for. */
export const getPackingSlip = forStaff(
  'GetPackingSlip',
  'GET /api/shipments/{shipmentId}/packing-slip',
  {
    request: {
      params: z.object({ shipmentId: z.string().max(80) }),
      query: z.object({
        parcel: z.coerce.number().int().min(1).max(999).default(1),
        locale: Locale.optional(),
      }),
    },
    responses: { 200: pdfAnswer },
    problems: ['invalid_request', 'not_found'],
  },
)

/**
 * Staff: prints the labels of many parcels as one PDF, under an id that the caller chooses. Repeated, it is the same batch; another
 * content under the same id is a conflict. Parcels that have no label to print are skipped, and named. One that failed begins again.
 */
export const putLabelBatch = forStaff('PutLabelBatch', 'PUT /api/label-batches/{batchId}', {
  request: { ...oneBatch, body: jsonBody(NewLabelBatch) },
  responses: answer,
  problems: ['invalid_request', 'conflict'],
})

export const getLabelBatch = forStaff('GetLabelBatch', 'GET /api/label-batches/{batchId}', {
  request: oneBatch,
  responses: answer,
  problems: ['not_found'],
})

export const getLabelBatchPdf = forStaff(
  'GetLabelBatchPdf',
  'GET /api/label-batches/{batchId}/pdf',
  {
    request: oneBatch,
    responses: { 200: pdfAnswer },
    problems: ['not_found', 'document_not_ready', 'transition_refused', 'dependency_unavailable'],
  },
)
