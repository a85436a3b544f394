import { z } from '@hono/zod-openapi'
import { CursorQuery, Instant, jsonAnswer, jsonBody, pageOf } from '../common.ts'
import { CloudEvent } from '../event.ts'
import { internal } from '../operation.ts'
import { requiredText, schema } from '../schema.ts'

/** An event that its consumer could not handle, kept to be looked at and replayed. */
export const DeadLetter = schema('DeadLetter', {
  id: z.string(),
  event: CloudEvent,
  reason: z.string(),
  receivedAt: Instant,
  replayedAt: Instant.optional(),
  /** It will not be handled: somebody decided so. */
  discarded: z.object({ at: Instant, by: z.string(), reason: z.string() }).optional(),
})
export type DeadLetter = z.infer<typeof DeadLetter>

export const listDeadLetters = internal(['gateway'], 'GET /internal/dead-letters', {
  request: { query: CursorQuery },
  responses: {
    200: jsonAnswer(pageOf(DeadLetter), 'Newest first, those that wait for a decision'),
  },
})

/** Who of the staff asks, for the audit log: the gateway knows. */
const by = z.string().max(80).optional()

/** Handles the event again, now; it stays a dead letter when that fails. */
export const replayDeadLetter = internal(
  ['gateway'],
  'POST /internal/dead-letters/{deadLetterId}/replay',
  {
    request: {
      params: z.object({ deadLetterId: z.string().max(300) }),
      query: z.object({ by }),
    },
    responses: { 200: jsonAnswer(DeadLetter, 'Handled') },
    problems: ['not_found', 'transition_refused'],
  },
)

/** Ends a dead letter without handling its event; one that has ended stays as it ended. */
export const discardDeadLetter = internal(
  ['gateway'],
  'POST /internal/dead-letters/{deadLetterId}/discard',
  {
    request: {
      params: z.object({ deadLetterId: z.string().max(300) }),
      body: jsonBody({ by: z.string(), reason: requiredText(500) }),
    },
    responses: { 200: jsonAnswer(DeadLetter, 'Discarded') },
    problems: ['not_found', 'transition_refused'],
  },
)

/** What became of dead letters that were handed to their handlers again. */
export const ReplayedDeadLetters = schema('ReplayedDeadLetters', {
  replayed: z.int(),
  /** They stay dead letters. */
  failed: z.array(z.object({ id: z.string(), reason: z.string() })),
  /** To go on with, when there may be more. */
  nextCursor: z.string().optional(),
})
export type ReplayedDeadLetters = z.infer<typeof ReplayedDeadLetters>

export const ReplayRequest = z.object({
  /** Only those of this kind of event, as `comptoir.orders.order-created.v1`. */
  type: z.string().max(200).optional(),
  /** Where the last answer ended. */
  cursor: z.string().max(500).optional(),
})

/** Handles again, oldest first, a page of those that wait. */
export const replayDeadLetters = internal(['gateway'], 'POST /internal/dead-letters/replay', {
  request: { body: jsonBody(ReplayRequest.extend({ by })) },
  responses: { 200: jsonAnswer(ReplayedDeadLetters, 'What became of them') },
})
