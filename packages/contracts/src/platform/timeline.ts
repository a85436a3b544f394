import { z } from '@hono/zod-openapi'
import { Instant, jsonAnswer, jsonBody } from '../common.ts'
import { CloudEvent } from '../event.ts'
import { internal } from '../operation.ts'
import { schema } from '../schema.ts'

/** An event as its producer logged it, without its data. */
export const LoggedEvent = CloudEvent.pick({
  id: true,
  source: true,
  type: true,
  subject: true,
  time: true,
  aggregateversion: true,
  traceparent: true,
})
  .strip()
  .extend({ position: z.string() })
  .openapi('LoggedEvent')
export type LoggedEvent = z.infer<typeof LoggedEvent>

const EventName = z.object({ id: z.string(), source: z.string(), type: z.string() })

/** A step of a workflow, from its history. */
export const SagaStep = schema('SagaStep', {
  at: Instant,
  kind: z.enum(['start', 'activity', 'failure', 'signal', 'timer', 'end']),
  name: z.string(),
  /** From the moment it was asked for. */
  tookMs: z.int().optional(),
  detail: z.string().optional(),
})
export type SagaStep = z.infer<typeof SagaStep>

export const Saga = schema('Saga', {
  instanceId: z.string(),
  status: z.string(),
  steps: z.array(SagaStep),
})
export type Saga = z.infer<typeof Saga>

/** The events in the service's log that concern an order, since a time. */
export const readLogOfOrder = internal(['gateway'], 'GET /internal/orders/{orderId}/log', {
  request: {
    params: z.object({ orderId: z.string().regex(/^ord_\w{10,80}$/) }),
    query: z.object({ since: Instant }),
  },
  responses: { 200: jsonAnswer({ events: z.array(LoggedEvent) }, 'Oldest first') },
})

/** When the service handled events, of those that it has handlers for; known for an hour. */
export const readHandled = internal(['gateway'], 'POST /internal/handled-events', {
  request: { body: jsonBody({ events: z.array(EventName).max(1_000) }) },
  responses: {
    200: jsonAnswer(
      { items: z.array(EventName.extend({ at: Instant.optional() })) },
      'The events that it has handlers for',
    ),
  },
})

/** The workflows of an order, as far as the engine still knows them. */
export const readSagas = internal(['gateway'], 'GET /internal/orders/{orderId}/sagas', {
  request: { params: z.object({ orderId: z.string().max(80) }) },
  responses: { 200: jsonAnswer({ sagas: z.array(Saga) }, 'Order saga, cancel saga') },
})
