import type { CurrentSettings } from '@comptoir/dapr/settings/shop-settings'
import type { Purge, WorkflowEngine, WorkflowState } from '@comptoir/dapr/workflow/engine'
import type { Logger } from '@comptoir/service/observability/log'
import { runWithTrace } from '@comptoir/service/observability/trace'
import { activeEdit } from '../edits/active-edit.ts'
import { type EditInput, editSagaName } from '../edits/edit-state.ts'
import { isInSaga, type Order } from '../order/order.ts'
import { isCancelRequested } from '../order/order-cancel.ts'
import { paymentDeadlineOf } from '../order/order-payment.ts'
import { sagaIdOf } from '../order/order-sagas.ts'
import type { Return } from '../returns/return.ts'
import { returnSagaName } from '../returns/saga/return-saga.ts'
import { returnSagaIdOf } from '../returns/saga/return-saga-id.ts'
import type { OrderListeners } from './order-listeners.ts'
import { cancelSagaName, type SagaInput, type Signal } from './saga-types.ts'

/** When an instance took its last turn. */
export type LastTurn = Pick<WorkflowState, 'lastTurnAt'>

/** Starts and signals an order's sagas. Neither throws: the watch and the checks find what is missed. */
export type SagaControl = {
  startOrderSaga(order: Order): Promise<void>
  startCancelSaga(order: Order): Promise<void>
  startEditSaga(order: Order): Promise<void>
  signal(order: Order, signal: Signal): Promise<void>
  startReturnSaga(ret: Return): Promise<void>
  /** Says that a return has changed. */
  signalReturn(ret: Return): Promise<void>
  /** When an instance that runs, or is about to, took its last turn, if it took one; nothing when it does not run. */
  running(instanceId: string): Promise<LastTurn | undefined>
  /** When it takes its next turn at the latest, given `stepMs` for a step; nothing when no timer or step is open. */
  nextTurnBy(instanceId: string, stepMs: number): Promise<Date | undefined>
  /** Ends an instance that takes no turn any more. The watch starts the saga again. */
  end(instanceId: string): Promise<void>
  /** Forgets an instance that has ended. */
  forget(instanceId: string): Promise<Purge>
}

type SagaControlOptions = Pick<SagaInput, 'fulfilmentDeadlineSeconds'> & {
  readonly settings: CurrentSettings
  readonly engine: Pick<
    WorkflowEngine,
    'start' | 'raise' | 'state' | 'nextTurnBy' | 'terminate' | 'purge'
  >
  /** The name of the order saga that new orders start with. */
  readonly orderSaga: string
  /** A step of this process that listens to the order gets its changes: a signal is needless. */
  readonly listeners: Pick<OrderListeners, 'hasListener'>
  readonly log: Logger
}

export function createSagaControl(options: SagaControlOptions): SagaControl {
  const { engine, orderSaga, listeners, log, settings } = options
  type Subject = Pick<Order, 'orderId' | 'traceparent'>

  async function attempt(what: string, subject: Subject, act: () => Promise<unknown>) {
    const { orderId, traceparent } = subject
    try {
      await (traceparent ? runWithTrace(traceparent, act) : act())
    } catch (error) {
      log.warn({ err: error, orderId }, `${what} failed`)
    }
  }
  return {
    startOrderSaga: (order) =>
      attempt('start of the saga', order, () =>
        engine.start(orderSaga, sagaIdOf(order, 'order'), inputOf(order, options)),
      ),
    startCancelSaga: (order) =>
      attempt('start of the cancel saga', order, () => {
        const { orderId } = order
        return engine.start(cancelSagaName, sagaIdOf(order, 'cancel'), { orderId })
      }),
    async startEditSaga(order) {
      const edit = activeEdit(order)
      if (!edit) return
      const { orderId } = order
      const { paymentDeadlineSeconds } = settings().orders
      const dueMs = Date.parse(edit.confirmedAt ?? edit.createdAt) + 1_000 * paymentDeadlineSeconds
      const input: EditInput = { orderId, editId: edit.editId, dueMs }
      await attempt('start of the edit saga', order, () =>
        engine.start(editSagaName, sagaIdOf(order, 'edit'), input),
      )
    },
    async signal(order, signal) {
      const { orderId } = order
      if (listeners.hasListener(orderId)) return
      await attempt(`signal ${signal}`, { orderId }, () =>
        engine.raise(sagaIdOf(order, activeEdit(order) ? 'edit' : 'order'), signal, { orderId }),
      )
    },
    startReturnSaga: (ret) =>
      attempt('start of the return saga', ret, () => {
        const { returnId, orderId } = ret
        return engine.start(returnSagaName, returnSagaIdOf(ret), { returnId, orderId })
      }),
    signalReturn: (ret) =>
      attempt('signal return', ret, () => engine.raise(returnSagaIdOf(ret), 'return', {})),
    async running(instanceId) {
      const state = await engine.state(instanceId)
      const isRunning = state && ['running', 'pending', 'suspended'].includes(state.status)
      return isRunning ? state : undefined
    },
    nextTurnBy: engine.nextTurnBy,
    end: (instanceId) => engine.terminate(instanceId),
    forget: (instanceId) => engine.purge(instanceId),
  }
}

function inputOf(order: Order, options: SagaControlOptions): SagaInput {
  const { orderId, placedAt, paymentTerms } = order
  const { fulfilmentDeadlineSeconds, settings } = options
  const usual = settings().orders.paymentDeadlineSeconds
  const paymentDeadlineSeconds = paymentDeadlineOf(order, usual)
  return {
    ...{ orderId, placedAt, paymentDeadlineSeconds, fulfilmentDeadlineSeconds },
    ...(paymentTerms && { waitsLong: true }),
  }
}

/** Passes a cancel that is written on the order to the saga that works on it. */
export async function passCancel(
  { signal, startCancelSaga }: Pick<SagaControl, 'signal' | 'startCancelSaga'>,
  order: Order,
): Promise<void> {
  if (!isCancelRequested(order)) return
  // the saga of the edit goes on with the cancel, or the watch when it is done
  if (activeEdit(order)) return await signal(order, 'cancel')
  if (isInSaga(order)) await signal(order, 'cancel')
  if (order.status === 'processing') await startCancelSaga(order)
}
