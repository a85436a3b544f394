import type { WorkflowEngine } from '@comptoir/dapr/workflow'
import type { Logger } from '@comptoir/service/log'
import { runWithTrace } from '@comptoir/service/trace'
import type { Order } from './order.ts'
import {
  cancelSagaId,
  cancelSagaName,
  orderSagaName,
  type SagaInput,
  type Signal,
  type StepInput,
} from './saga-contract.ts'

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
  readonly log: Logger
}

export function createSagaControl({ engine, settings, log }: SagaControlOptions): SagaControl {
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
        engine.start(orderSagaName, order.orderId, inputOf(order, settings)),
      ),
    startCancelSaga: (order) =>
      attempt('start of the cancel saga', order, () => {
        const input: StepInput = { orderId: order.orderId }
        return engine.start(cancelSagaName, cancelSagaId(order.orderId), input)
      }),
    signal: (orderId, signal) =>
      attempt(`signal ${signal}`, { orderId }, () => engine.raise(orderId, signal, { orderId })),
  }
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
