import { z } from '@hono/zod-openapi'
import { Instant, jsonAnswer } from '../common.ts'
import { internal } from '../operation.ts'
import { schema } from '../schema.ts'

/** How far a consumer has come in the log of one of its producers. */
export const ProducerProgress = schema('ProducerProgress', {
  producer: z.string(),
  /** Up to where the consumer has surely handled the log. */
  position: z.string(),
  /** Events after the position. */
  behind: z.int(),
  /** Those of them that a handler still has to see: the broker has brought the others already. */
  waiting: z.int(),
  oldestWaitingAt: Instant.optional(),
})
export type ProducerProgress = z.infer<typeof ProducerProgress>

/** What a service has still to hear, and what it has still to say. */
export const Consumption = schema('Consumption', {
  service: z.string(),
  /** Writes whose events may not have left yet, two hundred at most. */
  unsent: z.int(),
  oldestUnsentAt: Instant.optional(),
  producers: z.array(ProducerProgress),
})
export type Consumption = z.infer<typeof Consumption>

/** Every service answers how far it has come in what it consumes. */
export const readConsumption = internal(['gateway'], 'GET /internal/consumption', {
  responses: { 200: jsonAnswer(Consumption, 'How far it has come') },
})
