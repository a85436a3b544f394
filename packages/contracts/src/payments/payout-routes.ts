import { z } from '@hono/zod-openapi'
import { CursorQuery, jsonAnswer, pageOf } from '../common.ts'
import { forStaff } from '../operation.ts'
import { Payout, PayoutLine } from './payout-schemas.ts'

/** Staff: what the providers settled, the newest first. */
export const listPayouts = forStaff('ListPayouts', 'GET /api/payouts', {
  request: { query: CursorQuery },
  responses: { 200: jsonAnswer(pageOf(Payout), 'Payouts') },
  problems: ['invalid_request'],
})

export const readPayout = forStaff('GetPayout', 'GET /api/payouts/{payoutId}', {
  request: { params: z.object({ payoutId: z.string().max(120) }) },
  responses: { 200: jsonAnswer(Payout, 'The payout') },
  problems: ['not_found'],
})

/**
 * Staff: lines of payouts, in pages of up to two hundred: those of one payout, or all that nothing of the shop matches. Lines that
 * do not match are compared again with each import.
 */
export const listPayoutLines = forStaff('ListPayoutLines', 'GET /api/payout-lines', {
  request: {
    query: z.object({
      cursor: CursorQuery.shape.cursor,
      payoutId: z.string().max(120).optional(),
      match: z.enum(['unmatched', 'all']).default('all'),
    }),
  },
  responses: { 200: jsonAnswer(pageOf(PayoutLine), 'Lines') },
  problems: ['invalid_request'],
})

/** Staff: imports what the providers settled since the last time, now; every night it happens by itself. */
export const importPayouts = forStaff('ImportPayouts', 'POST /api/payouts/import', {
  responses: {
    200: jsonAnswer(
      { payouts: z.int(), lines: z.int(), unmatched: z.int() },
      'What was read; nothing while another import runs',
    ),
  },
  problems: ['dependency_unavailable'],
})
