import type { LiveEvent } from '@comptoir/dapr/events/live'
import type { Order } from '../../order/order.ts'
import { channelOf } from '../../order/order-store.ts'
import { stayMs } from '../activity-wait.ts'
import { isSagaOver, type Standing, type StepInput, standingOf } from '../contract.ts'
import type { Visit } from '../order-listeners.ts'
import type { ActivityDeps } from './deps.ts'

export type AdvanceInput = StepInput & {
  /** When the payment is due: nobody waits for it here any longer. */
  readonly dueMs: number
}

/** The three steps on the way to `processing`; each looks at the order first, and may run twice. */
export type ForwardSteps = {
  openOrder(orderId: string): Promise<Standing>
  /** `known` is the order as it was heard of last: saves reading it. */
  confirmOrder(orderId: string, known?: Order): Promise<Standing>
  startProcessing(orderId: string): Promise<Standing>
}

type AdvanceDeps = Pick<ActivityDeps, 'orders' | 'attendance' | 'live' | 'clock' | 'patienceMs'>

/**
 * Takes an order as far as it goes: a step that waits for a fact stays with the order for a moment, since every
 * boundary of the workflow costs more than the wait. What takes longer is waited for by the workflow.
 */
export async function advanceOrder(
  deps: AdvanceDeps,
  steps: ForwardSteps,
  { orderId, dueMs }: AdvanceInput,
): Promise<Standing> {
  const visit = deps.attendance.visit(orderId)
  const hearing = hearElsewhere(deps, orderId, visit)
  try {
    let standing = await steps.openOrder(orderId)
    for (let news: Order | undefined; ; ) {
      standing = await goOn(steps, { orderId, standing, news })
      news = visit.take() ?? (await wait(deps, visit, standing, dueMs))
      if (!news) return standing
      standing = standingOf(news)
    }
  } finally {
    visit.leave()
    void hearing.then((stop) => stop())
  }
}

type Now = {
  readonly orderId: string
  readonly standing: Standing
  readonly news: Order | undefined
}

async function goOn(steps: ForwardSteps, { orderId, standing, news }: Now): Promise<Standing> {
  const { status, paid, ready } = standing
  if (isHeldUp(standing)) return standing
  if (status === 'awaiting_payment' && paid) return await steps.confirmOrder(orderId, news)
  if (status === 'confirmed' && ready) return await steps.startProcessing(orderId)
  return standing
}

const isHeldUp = ({ cancelRequested, ending, shortages }: Standing): boolean =>
  cancelRequested || ending !== undefined || shortages !== undefined

/** Waits for news that come by themselves; not for a shopper. */
async function wait(
  { patienceMs, clock, attendance }: AdvanceDeps,
  visit: Visit,
  standing: Standing,
  dueMs: number,
) {
  if (isHeldUp(standing) || isSagaOver(standing) || standing.needsShopper) return undefined
  const leftMs = standing.status === 'confirmed' ? patienceMs : dueMs - clock().getTime()
  const withinMs = Math.min(stayMs(patienceMs, attendance.visited()), leftMs)
  return withinMs > 0 ? await visit.next(withinMs) : undefined
}

/** News that another replica wrote down come by the order's channel. */
async function hearElsewhere(
  { orders, attendance, live }: Pick<AdvanceDeps, 'orders' | 'attendance' | 'live'>,
  orderId: string,
  visit: Visit,
): Promise<() => void> {
  async function look(): Promise<void> {
    const order = await orders.get(orderId)
    if (order) attendance.tell(order.data)
  }
  const hear = ({ id }: LiveEvent) => {
    if (Number(id) > visit.toldTo()) void look().catch(() => undefined)
  }
  return await live.subscribe(channelOf(orderId), hear).catch(() => () => undefined)
}
