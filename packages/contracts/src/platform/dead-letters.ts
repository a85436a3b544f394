import { z } from '@hono/zod-openapi'
import { CursorQuery, Instant, jsonAnswer, pageOf } from '../common.ts'
import { CloudEvent } from '../event.ts'
import { internal } from '../operation.ts'
import { schema } from '../schema.ts'

/** An event that its consumer could not handle, kept to be looked at and replayed. */
export const DeadLetter = schema('DeadLetter', {
  id: z.string(),
  event: CloudEvent,
  reason: z.string(),
  receivedAt: Instant,
  replayedAt: Instant.optional(),
})
export type DeadLetter = z.infer<typeof DeadLetter>

export const listDeadLetters = internal(['gateway'], 'GET /internal/dead-letters', {
  request: { query: CursorQuery },
  responses: { 200: jsonAnswer(pageOf(DeadLetter), 'Newest first, those not replayed') },
})

/** Handles the event again, now; it stays a dead letter when that fails. */
export const replayDeadLetter = internal(
  ['gateway'],
  'POST /internal/dead-letters/{deadLetterId}/replay',
  {
    request: { params: z.object({ deadLetterId: z.string().max(300) }) },
    responses: { 200: jsonAnswer(DeadLetter, 'Handled') },
    problems: ['not_found', 'transition_refused'],
  },
)
