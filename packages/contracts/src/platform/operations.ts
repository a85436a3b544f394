import { z } from '@hono/zod-openapi'
import { CursorQuery, Instant, jsonAnswer, jsonBody, MomentQuery, pageOf } from '../common.ts'
import { forStaff } from '../operation.ts'
import { requiredText, schema } from '../schema.ts'
import { type AppId, appIds } from '../topology.ts'
import { Consumption } from './consumption.ts'
import { DeadLetter, ReplayedDeadLetters, ReplayRequest } from './dead-letters.ts'
import { ServiceHealth } from './service-health.ts'
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

/** Staff: the dead letters of one service, newest first, by the page. */
export const listDeadLettersOfService = forStaff(
  'ListDeadLettersOfService',
  'GET /api/operations/dead-letters/{service}',
  {
    request: { params: z.object({ service }), query: CursorQuery },
    responses: { 200: jsonAnswer(pageOf(DeadLetter), 'Those that wait for a decision') },
    problems: ['invalid_request', 'dependency_unavailable'],
  },
)

/** Staff: ends a dead letter without handling its event, with the reason. */
export const discardOneDeadLetter = forStaff(
  'DiscardOneDeadLetter',
  'POST /api/operations/dead-letters/{service}/{deadLetterId}/discard',
  {
    request: {
      params: z.object({ service, deadLetterId: z.string().max(300) }),
      body: jsonBody({ reason: requiredText(500) }),
    },
    responses: { 200: jsonAnswer(DeadLetter, 'Discarded') },
    problems: ['invalid_request', 'not_found', 'transition_refused', 'dependency_unavailable'],
  },
)

/** Staff: hands the dead letters of a service to their handlers again, oldest first, 50 at a time. */
export const replayDeadLettersOfService = forStaff(
  'ReplayDeadLettersOfService',
  'POST /api/operations/dead-letters/{service}/replay',
  {
    request: {
      params: z.object({ service }),
      body: jsonBody(ReplayRequest),
    },
    responses: { 200: jsonAnswer(ReplayedDeadLetters, 'What became of them') },
    problems: ['invalid_request', 'dependency_unavailable'],
  },
)

/** Staff: how each service and its sidecar are; those that do not answer are named. */
export const listServiceHealth = forStaff('ListServiceHealth', 'GET /api/operations/services', {
  responses: {
    200: jsonAnswer(
      { services: z.array(ServiceHealth), silent: z.array(service) },
      'One process of each service',
    ),
  },
})

/** A kind of event: who says it, and who hears it. */
export const Topic = schema('Topic', {
  topic: z.string(),
  producer: z.string(),
  description: z.string(),
  /** Each of these services handles every event once. */
  consumers: z.array(z.string()),
  /** Each replica of these services hears it. */
  broadcastTo: z.array(z.string()),
})
export type Topic = z.infer<typeof Topic>

/** Staff: the kinds of event of the shop. */
export const listTopics = forStaff('ListTopics', 'GET /api/operations/topics', {
  responses: { 200: jsonAnswer({ items: z.array(Topic) }, 'By producer') },
})

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
