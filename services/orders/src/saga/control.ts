import type { WorkflowEngine } from '@comptoir/dapr/workflow/engine'
import type { Logger } from '@comptoir/service/observability/log'
import { runWithTrace } from '@comptoir/service/observability/trace'
import { isInSaga, type Order } from '../order/order.ts'
import { isCancelRequested } from '../order/order-cancel.ts'
import {
  cancelSagaId,
  cancelSagaName,
  type SagaInput,
  type Signal,
  type StepInput,
} from './contract.ts'

/** The ways to set an order's sagas going. None of them throws: what is missed is found by the watch and the checks. */
export type SagaControl = {
  startOrderSaga(order: Order): Promise<void>
  startCancelSaga(order: Order): Promise<void>
  signal(orderId: string, signal: Signal): Promise<void>
}

export type SagaSettings = Pick<SagaInput, 'paymentDeadlineSeconds' | 'fulfilmentDeadlineSeconds'>

export type SagaControlOptions = {
  readonly engine: Pick<WorkflowEngine, 'start' | 'raise'>
  readonly settings: SagaSettings
  /** The name of the order saga that new orders start with. */
  readonly orderSaga: string
  /** Whether a step of the saga is with the order in this process: it hears by itself, a signal is needless. */
  readonly isVisited: (orderId: string) => boolean
  readonly log: Logger
}

export function createSagaControl({
  engine,
  settings,
  orderSaga,
  isVisited,
  log,
}: SagaControlOptions): SagaControl {
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
        engine.start(orderSaga, order.orderId, inputOf(order, settings)),
      ),
    startCancelSaga: (order) =>
      attempt('start of the cancel saga', order, () => {
        const input: StepInput = { orderId: order.orderId }
        return engine.start(cancelSagaName, cancelSagaId(order.orderId), input)
      }),
    async signal(orderId, signal) {
      if (isVisited(orderId)) return
      await attempt(`signal ${signal}`, { orderId }, () =>
        engine.raise(orderId, signal, { orderId }),
      )
    },
  }
}

/** Tells the saga that has the order in hand of a cancel that is written on it. */
export async function passCancel(
  { signal, startCancelSaga }: Pick<SagaControl, 'signal' | 'startCancelSaga'>,
  order: Order,
): Promise<void> {
  if (!isCancelRequested(order)) return
  if (isInSaga(order)) await signal(order.orderId, 'cancel')
  if (order.status === 'processing') await startCancelSaga(order)
}

function inputOf({ orderId, placedAt }: Order, settings: SagaSettings): SagaInput {
  const { paymentDeadlineSeconds, fulfilmentDeadlineSeconds } = settings
  return { orderId, placedAt, paymentDeadlineSeconds, fulfilmentDeadlineSeconds }
}

/** Whether an instance is under way, or about to be. */
export async function isRunning(
  engine: Pick<WorkflowEngine, 'state'>,
  instanceId: string,
): Promise<boolean> {
  const state = await engine.state(instanceId)
  return state !== undefined && ['running', 'pending', 'suspended'].includes(state.status)
}
