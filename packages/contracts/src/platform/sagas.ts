import { z } from '@hono/zod-openapi'
import { CursorQuery, IdempotencyHeader, Instant, jsonAnswer, jsonBody, pageOf } from '../common.ts'
import { forStaff } from '../operation.ts'
import { OrderStatus } from '../orders/schemas.ts'
import { oneOf, requiredText, schema } from '../schema.ts'

/**
 * What a saga of an order is at: it reserves stock (`pending`), waits for the payment, has parcels made (`confirmed`), applies an
 * edit, cancels, or owes the buyer money.
 */
export const SagaState = oneOf('SagaState', [
  'pending',
  'awaiting_payment',
  'confirmed',
  'editing',
  'cancelling',
  'owing',
])
export type SagaState = z.infer<typeof SagaState>

export const SagaKind = oneOf('SagaKind', ['order', 'cancel', 'edit'])

/** The saga that works on an order, as the order and the workflow engine tell it. */
export const SagaOverview = schema('SagaOverview', {
  orderId: z.string(),
  number: z.string(),
  orderStatus: OrderStatus,
  /** When the order came to its status. */
  since: Instant,
  kind: SagaKind.optional(),
  instanceId: z.string().optional(),
  /** `unknown`: the engine has no such instance, or does not answer. */
  engineStatus: z.string(),
  lastTurnAt: Instant.optional(),
  failure: z.string().optional(),
})
export type SagaOverview = z.infer<typeof SagaOverview>

/** Staff: the sagas that are at something, longest first, with how many are at what. */
export const listSagas = forStaff('ListSagas', 'GET /api/sagas', {
  request: { query: CursorQuery.extend({ state: SagaState }) },
  responses: {
    200: jsonAnswer(
      pageOf(SagaOverview).extend({ counts: z.record(SagaState, z.int()) }),
      'Sagas of one state',
    ),
  },
  problems: ['invalid_request', 'dependency_unavailable'],
})

/**
 * `wake`: the saga looks at its order again. `retry`: it is ended where it is and started again; its steps read the order first.
 * `compensate`: the order is cancelled, and what was done for it is undone.
 */
export const SagaAction = oneOf('SagaAction', ['wake', 'retry', 'compensate'])
export type SagaAction = z.infer<typeof SagaAction>

/** Staff: acts on the saga of an order, with a reason that stays on the order as a note, one per key. */
export const actOnSaga = forStaff('ActOnSaga', 'POST /api/sagas/{orderId}/actions', {
  request: {
    params: z.object({ orderId: z.string().max(80) }),
    headers: IdempotencyHeader,
    body: jsonBody({ action: SagaAction, reason: requiredText(500) }),
  },
  responses: { 200: jsonAnswer(SagaOverview, 'The saga that works on the order now') },
  problems: [
    ...(['invalid_request', 'not_found', 'transition_refused'] as const),
    ...(['conflict', 'dependency_unavailable'] as const),
  ],
})
