import { z } from '@hono/zod-openapi'
import { Instant, jsonAnswer } from '../common.ts'
import { internal } from '../operation.ts'
import { schema } from '../schema.ts'

/** What one process of a service says of itself and of its sidecar. */
export const ServiceHealth = schema('ServiceHealth', {
  service: z.string(),
  /** The process: a pod's name, or the host's with its number. */
  replica: z.string(),
  startedAt: Instant,
  ready: z.boolean(),
  /** Why it is not ready. */
  reason: z.string().optional(),
  /** Left out while the sidecar does not answer. */
  sidecar: z
    .object({
      version: z.string(),
      components: z.array(z.object({ name: z.string(), type: z.string() })),
      /** How many topics of which pub/sub component it reads. */
      subscriptions: z.array(z.object({ pubsub: z.string(), topics: z.int() })),
      workflowWorkers: z.int(),
    })
    .optional(),
  /** Services that it does not ask at the moment, since they do not answer. */
  openCircuits: z.array(z.string()),
  /** Events that it could not handle and that wait for a decision. */
  deadLetters: z.int(),
})
export type ServiceHealth = z.infer<typeof ServiceHealth>

/** Every service says how it is. */
export const readServiceHealth = internal(['gateway'], 'GET /internal/service-health', {
  responses: { 200: jsonAnswer(ServiceHealth, 'How it is') },
})
