import { z } from '@hono/zod-openapi'
import { CursorQuery, IdempotencyHeader, Instant, jsonAnswer, jsonBody, pageOf } from '../common.ts'
import { forStaff } from '../operation.ts'
import { requiredText, schema } from '../schema.ts'
import { normalizedCode, TypedCode } from './schemas.ts'

const onePromotion = { params: z.object({ promotionId: z.string().max(80) }) }
const ofBatch = z.object({ batchId: z.string().max(80).optional() })
const usual = ['invalid_request', 'not_found'] as const

/** How a batch of single-use codes is made. */
const NewCodeBatch = schema('NewCodeBatch', {
  quantity: z.int().min(1).max(5_000),
  /** What staff know the batch by. */
  label: requiredText(100).optional(),
  /** What each code begins with, before its random characters. */
  prefix: z
    .string()
    .max(20)
    .transform((typed) => normalizedCode(typed))
    .pipe(z.string().regex(/^[A-Z0-9]{1,12}$/))
    .optional()
    .openapi({ type: 'string' }),
  /** How many random characters each code has. */
  length: z.int().min(8).max(20).default(10),
})

export const CodeBatch = schema('CodeBatch', {
  batchId: z.string(),
  promotionId: z.string(),
  quantity: z.int(),
  label: z.string().optional(),
  prefix: z.string().optional(),
  createdAt: Instant,
})
export type CodeBatch = z.infer<typeof CodeBatch>

/** A code for one order. */
const SingleUseCode = schema('SingleUseCode', {
  code: z.string(),
  batchId: z.string(),
  createdAt: Instant,
  revokedAt: Instant.optional(),
})

/** Makes a batch of single-use codes, once per Idempotency-Key: random, without characters that look alike. */
export const createCodes = forStaff('CreateCodes', 'POST /api/promotions/{promotionId}/codes', {
  request: { ...onePromotion, headers: IdempotencyHeader, body: jsonBody(NewCodeBatch) },
  responses: { 201: jsonAnswer(CodeBatch, 'The batch') },
  problems: [...usual, 'transition_refused', 'request_running', 'idempotency_key_reused'],
})

/** Newest first. */
export const listCodeBatches = forStaff(
  'ListCodeBatches',
  'GET /api/promotions/{promotionId}/code-batches',
  {
    request: { ...onePromotion, query: CursorQuery },
    responses: { 200: jsonAnswer(pageOf(CodeBatch), 'Batches') },
    problems: usual,
  },
)

/** The single-use codes of a promotion, or of one batch. */
export const listCodes = forStaff('ListCodes', 'GET /api/promotions/{promotionId}/codes', {
  request: { ...onePromotion, query: CursorQuery.extend(ofBatch.shape) },
  responses: { 200: jsonAnswer(pageOf(SingleUseCode), 'Codes') },
  problems: usual,
})

/** The same as a file of lines: code, batch, when it was made and revoked. */
export const exportCodes = forStaff('ExportCodes', 'GET /api/promotions/{promotionId}/codes.csv', {
  request: { ...onePromotion, query: ofBatch },
  responses: {
    200: {
      description: 'The codes as CSV (RFC 4180), with a header line',
      content: { 'text/csv': { schema: z.string() } },
    },
  },
  problems: usual,
})

/** Makes single-use codes worthless: some by name, or a whole batch. Orders that were placed with one keep their reduction. */
export const revokeCodes = forStaff(
  'RevokeCodes',
  'POST /api/promotions/{promotionId}/codes/revoke',
  {
    request: {
      ...onePromotion,
      body: jsonBody(
        z.union([
          z.strictObject({ codes: z.array(TypedCode).min(1).max(500) }),
          z.strictObject({ batchId: z.string().max(80) }),
        ]),
      ),
    },
    responses: { 200: jsonAnswer({ revoked: z.int() }, 'How many can be used no longer') },
    problems: [...usual, 'conflict'],
  },
)
