import { z } from '@hono/zod-openapi'
import { Instant, jsonAnswer, MomentQuery } from '../common.ts'
import { forStaff } from '../operation.ts'
import { schema } from '../schema.ts'
import { type AppId, appIds } from '../topology.ts'
import { Consumption } from './consumption.ts'
import { DeadLetter } from './dead-letters.ts'
import { LoggedEvent, Saga } from './timeline.ts'

const service = z.enum(appIds as [AppId, ...AppId[]])

/** Staff: how far each service has come in what it consumes; those that do not answer are named. */
export const listConsumption = forStaff('ListConsumption', 'GET /api/operations/consumption', {
  responses: {
    200: jsonAnswer(
      { services: z.array(Consumption), silent: z.array(service) },
      'One entry for each service',
    ),
  },
})

/** Staff: the events that services could not handle and that were not replayed, newest first, 100 of each. */
export const listAllDeadLetters = forStaff(
  'ListAllDeadLetters',
  'GET /api/operations/dead-letters',
  {
    responses: {
      200: jsonAnswer(
        {
          items: z.array(DeadLetter.extend({ service: z.string() })),
          silent: z.array(service),
        },
        'Dead letters',
      ),
    },
  },
)

/** Staff: hands a dead letter to its handlers again. */
export const replayOneDeadLetter = forStaff(
  'ReplayOneDeadLetter',
  'POST /api/operations/dead-letters/{service}/{deadLetterId}/replay',
  {
    request: { params: z.object({ service, deadLetterId: z.string().max(300) }) },
    responses: { 200: jsonAnswer(DeadLetter, 'Handled') },
    problems: ['invalid_request', 'not_found', 'transition_refused', 'dependency_unavailable'],
  },
)

/** An event with who handled it: without a time, it was not yet, or more than an hour ago. */
export const TimelineEvent = LoggedEvent.extend({
  handled: z.array(z.object({ service: z.string(), at: Instant.optional() })),
}).openapi('TimelineEvent')

/** What all services know of an order: its events, oldest first, and its workflows. */
export const OrderTimeline = schema('OrderTimeline', {
  events: z.array(TimelineEvent),
  sagas: z.array(Saga),
  silent: z.array(service),
})
export type OrderTimeline = z.infer<typeof OrderTimeline>

/** Staff: the timeline of an order from the logs of all services since a time, its own placing. */
export const readOrderTimeline = forStaff(
  'GetOrderTimeline',
  'GET /api/operations/orders/{orderId}/timeline',
  {
    request: {
      params: z.object({ orderId: z.string().regex(/^ord_\w{10,80}$/) }),
      query: z.object({ since: MomentQuery }),
    },
    responses: { 200: jsonAnswer(OrderTimeline, 'The timeline') },
    problems: ['invalid_request'],
  },
)
