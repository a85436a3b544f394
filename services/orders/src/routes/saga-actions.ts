import {
  actOnSaga,
  listSagas,
  type SagaAction,
  type SagaOverview,
  SagaState,
} from '@comptoir/contracts/platform/sagas'
import type { WorkflowState } from '@comptoir/dapr/workflow/engine'
import type { ServiceApp } from '@comptoir/service/app'
import { currentUser } from '@comptoir/service/auth/auth'
import { refuse } from '@comptoir/service/problems/refusal'
import type { Deps } from '../deps.ts'
import type { Order } from '../order/order.ts'
import { requestCancel } from '../order/order-cancel.ts'
import { sagaAtWork, sagaIdOf } from '../order/order-sagas.ts'
import { passCancel } from '../saga/saga-starter.ts'
import { wakingSignal } from '../saga/saga-types.ts'
import { startAgain } from '../saga/unattended-orders.ts'
import { addNote } from '../staff/staff-facts.ts'
import { noteIdOf } from './staff.ts'

type SagaDeps = Pick<Deps, 'orders' | 'sagas' | 'engine' | 'clock' | 'log'>

/** What operators see of the sagas, and do with one that does not go on. */
export function addSagaActionRoutes(app: ServiceApp, deps: SagaDeps): void {
  const { orders } = deps

  app.openapi(listSagas, async (c) => {
    const { state, ...page } = c.req.valid('query')
    const { items, nextCursor } = await orders.list('since', state, { ...page, order: 'asc' })
    const shown = await Promise.all(items.map(({ data }) => overviewOf(deps, data)))
    const counts = await countAll(deps)
    return c.json({ items: shown, counts, ...(nextCursor && { nextCursor }) }, 200)
  })

  app.openapi(actOnSaga, async (c) => {
    const { id: by } = currentUser(c)
    const { action, reason } = c.req.valid('json')
    const id = noteIdOf(by, c.req.valid('header')['idempotency-key'])
    const { orderId } = c.req.valid('param')
    const note = { id, by, at: deps.clock().toISOString(), text: `${action}: ${reason}` }
    const { data: order } = await orders.change(orderId, (current) =>
      noteAction(current, action, note),
    )
    // done again when the request is repeated: it may have got no further than its note
    const after = sagaAtWork(order) ? await acts[action](deps, order, reason) : order
    return c.json(await overviewOf(deps, after), 200)
  })
}

type Note = Parameters<typeof addNote>[1]

/** Notes the action. One that was noted is answered again, whatever became of the saga; its key is for nothing else. */
function noteAction(order: Order, action: SagaAction, note: Note): Order {
  const noted = order.staff?.entries.find(({ id }) => id === note.id)
  if (noted && noted.text !== note.text)
    throw refuse('conflict', 'the key was used for another action')
  if (noted) return order
  const kind = sagaAtWork(order)
  if (!kind) throw refuse('transition_refused', 'nothing works on this order')
  if (action === 'wake' && kind === 'cancel') {
    throw refuse('transition_refused', 'a saga that cancels waits for nothing: start it again')
  }
  return addNote(order, note)
}

type Act = (deps: SagaDeps, order: Order, reason: string) => Promise<Order>

const acts: Readonly<Record<SagaAction, Act>> = {
  async wake({ sagas }, order) {
    await sagas.signal(order, wakingSignal(order))
    return order
  },
  async retry(deps, order) {
    const kind = sagaAtWork(order)
    if (kind) await startAgain(deps, order, kind)
    return (await deps.orders.get(order.orderId))?.data ?? order
  },
  async compensate({ orders, sagas, clock }, { orderId }, reason) {
    const at = clock().toISOString()
    const { data } = await orders.change(orderId, (order) =>
      requestCancel(order, { reason, by: 'staff', at }),
    )
    await passCancel(sagas, data)
    return data
  },
}

async function countAll({ orders }: SagaDeps): Promise<Record<SagaState, number>> {
  const counted = await Promise.all(
    SagaState.options.map(async (state) => [state, await orders.count('since', state)] as const),
  )
  return Object.fromEntries(counted) as Record<SagaState, number>
}

/** One that the engine does not tell of is shown all the same: it may be what is wrong. */
async function overviewOf({ engine }: SagaDeps, order: Order): Promise<SagaOverview> {
  const { orderId, number, status, statusSince } = order
  const kind = sagaAtWork(order)
  const instanceId = kind && sagaIdOf(order, kind)
  const state = instanceId && (await engine.state(instanceId).catch(() => undefined))
  return {
    ...{ orderId, number, orderStatus: status, since: statusSince },
    ...(kind && { kind, instanceId }),
    engineStatus: 'unknown',
    ...(state && engineFacts(state)),
  }
}

const engineFacts = ({ status, lastTurnAt, failure }: WorkflowState) => ({
  engineStatus: status,
  ...(lastTurnAt && { lastTurnAt: lastTurnAt.toISOString() }),
  ...(failure !== undefined && { failure }),
})
