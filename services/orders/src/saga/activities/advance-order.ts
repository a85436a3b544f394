import type { LiveEvent } from '@comptoir/dapr/live/live-channels'
import type { Order } from '../../order/order.ts'
import { channelOf } from '../../order/order-store.ts'
import { activityWaitMs } from '../activity-wait.ts'
import type { OrderSubscription } from '../order-listeners.ts'
import { isSagaOver, type OrderState, type StepInput, stateOf } from '../saga-types.ts'
import type { ActivityDeps } from './deps.ts'

/** `dueMs`: when the payment is due; the step does not wait for it any longer. */
export type AdvanceInput = StepInput & { readonly dueMs: number }

/** The three steps on the way to `processing`. Each reads the order first, and may run twice. */
export type ForwardSteps = {
  openOrder(orderId: string): Promise<OrderState>
  /** `known` is the order after its last change: it saves a read. */
  confirmOrder(orderId: string, known?: Order): Promise<OrderState>
  startProcessing(orderId: string): Promise<OrderState>
}

type AdvanceDeps = Pick<ActivityDeps, 'orders' | 'listeners' | 'live' | 'clock' | 'activityWaitMs'>

/**
 * Takes an order as far as it goes. A step that needs a fact waits for it a moment, since every boundary of the workflow
 * costs more than the wait. The workflow waits for what takes longer.
 */
export async function advanceOrder(
  deps: AdvanceDeps,
  steps: ForwardSteps,
  { orderId, dueMs }: AdvanceInput,
): Promise<OrderState> {
  const subscription = deps.listeners.subscribe(orderId)
  const following = followOtherReplicas(deps, orderId, subscription)
  try {
    let state = await steps.openOrder(orderId)
    for (let changed: Order | undefined; ; ) {
      state = await takeNextStep(steps, { orderId, state, changed })
      changed = subscription.take() ?? (await awaitChange(deps, subscription, state, dueMs))
      if (!changed) return state
      state = stateOf(changed)
    }
  } finally {
    subscription.close()
    void following.then((stop) => stop())
  }
}

type Current = {
  readonly orderId: string
  readonly state: OrderState
  readonly changed: Order | undefined
}

async function takeNextStep(steps: ForwardSteps, current: Current): Promise<OrderState> {
  const { orderId, state, changed } = current
  const { status, paid, ready } = state
  if (isHeldUp(state)) return state
  if (status === 'awaiting_payment' && paid) return await steps.confirmOrder(orderId, changed)
  if (status === 'confirmed' && ready) return await steps.startProcessing(orderId)
  return state
}

const isHeldUp = (state: OrderState): boolean =>
  state.cancelRequested ||
  state.ending !== undefined ||
  state.shortages !== undefined ||
  state.refusedPromotions !== undefined

/** Waits for a change that comes by itself; not for a shopper. */
async function awaitChange(
  deps: AdvanceDeps,
  subscription: OrderSubscription,
  state: OrderState,
  dueMs: number,
) {
  if (isHeldUp(state) || isSagaOver(state) || state.needsShopper) return undefined
  const longestMs = activityWaitMs(deps.activityWaitMs, deps.listeners.count())
  const leftMs = state.status === 'confirmed' ? longestMs : dueMs - deps.clock().getTime()
  const withinMs = Math.min(longestMs, leftMs)
  return withinMs > 0 ? await subscription.next(withinMs) : undefined
}

/** Changes that another replica wrote come by the order's channel. */
async function followOtherReplicas(
  { orders, listeners, live }: Pick<AdvanceDeps, 'orders' | 'listeners' | 'live'>,
  orderId: string,
  subscription: OrderSubscription,
): Promise<() => void> {
  async function onEvent({ id }: LiveEvent): Promise<void> {
    if (Number(id) <= subscription.lastEntry()) return
    const order = await orders.get(orderId).catch(() => undefined)
    if (order) listeners.notify(order.data)
  }
  return await live
    .subscribe(channelOf(orderId), (event) => void onEvent(event))
    .catch(() => () => undefined)
}
