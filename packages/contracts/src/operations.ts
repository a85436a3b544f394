import { createRoute, z } from '@hono/zod-openapi'
import { jsonAnswer, problemAnswers, signedIn } from './common.ts'
import { Consumption } from './consumption.ts'
import { DeadLetter } from './dead-letters.ts'
import { type AppId, appIds } from './topology.ts'

const common = { tags: ['operations'], security: signedIn }
const denied = ['unauthenticated', 'forbidden'] as const
const service = z.enum(appIds as [AppId, ...AppId[]])

/** Staff: how far each service has come in what it consumes; those that do not answer are named. */
export const listConsumption = createRoute({
  method: 'get',
  path: '/api/operations/consumption',
  ...common,
  responses: {
    200: jsonAnswer(
      z.object({ services: z.array(Consumption), silent: z.array(service) }),
      'One entry for each service',
    ),
    ...problemAnswers(...denied),
  },
})

/** Staff: the events that services could not handle and that were not replayed, newest first, 100 of each. */
export const listAllDeadLetters = createRoute({
  method: 'get',
  path: '/api/operations/dead-letters',
  ...common,
  responses: {
    200: jsonAnswer(
      z.object({
        items: z.array(DeadLetter.extend({ service: z.string() })),
        silent: z.array(service),
      }),
      'Dead letters',
    ),
    ...problemAnswers(...denied),
  },
})

/** Staff: hands a dead letter to its handlers again. */
export const replayOneDeadLetter = createRoute({
  method: 'post',
  path: '/api/operations/dead-letters/{service}/{deadLetterId}/replay',
  ...common,
  request: { params: z.object({ service, deadLetterId: z.string().max(300) }) },
  responses: {
    200: jsonAnswer(DeadLetter, 'Handled'),
    ...problemAnswers(
      'invalid_request',
      ...denied,
      'not_found',
      'transition_refused',
      'dependency_unavailable',
    ),
  },
})
