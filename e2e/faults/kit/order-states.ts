import { shipmentIdOf } from '@comptoir/contracts/ids'
import { eventually } from '../../src/api.ts'
import { approve, challenged } from '../races/payment-races.ts'
import { type Service, type Stand, stubborn, type Trial } from './stand.ts'

/** Long enough to look and to cancel twice. */
const holdMs = 5_000

/** An order that something is held for: what was held goes on at that time, whatever became of the order. */
export type Held = Trial & { readonly heldUntilMs?: number }

type Point = { readonly service: Service; readonly point: string; readonly match?: string }

/** Holds the next one at a point, of one order or of whoever comes; answers how to wait until it is held. */
async function hold({ faults }: Stand, { service, point, match = '' }: Point) {
  const times = async () => (await faults.struck(service))[`${point} delay`] ?? 0
  const before = await times()
  await faults.plan(service, { point, mode: 'delay', delayMs: holdMs, match })
  return async <T extends Trial>(trial: T): Promise<Held> => {
    await eventually(`${point} to be held`, times, (now) => now > before, 30_000)
    return { ...trial, heldUntilMs: Date.now() + holdMs }
  }
}

export async function heldWhenNew(stand: Stand, service: Service, point: string): Promise<Held> {
  const held = await hold(stand, { service, point })
  return await held(await stand.trial())
}

/** An order that is paid, and held at a step that follows. */
export async function heldWhenPaid(stand: Stand, activity: string): Promise<Held> {
  const trial = await challenged(stand)
  const { orderId: match } = trial
  const held = await hold(stand, { service: 'orders', point: `activity:${activity}`, match })
  await approve(trial)
  return await held(trial)
}

export async function processing(stand: Stand): Promise<Trial> {
  const trial = await stand.trial()
  await stand.reach(trial, ['processing'])
  return trial
}

/** An order whose parcel was seen by its carrier. */
export async function scanned(stand: Stand, ...codes: string[]): Promise<Trial> {
  const trial = await processing(stand)
  const operation = `POST /api/shipments/${shipmentIdOf(trial.orderId)}/tracking-events`
  for (const code of codes) {
    const body = { code, at: new Date().toISOString() }
    await must(stand, operation, body)
  }
  return trial
}

export async function completed(stand: Stand): Promise<Trial> {
  const trial = await scanned(stand, 'handed_over', 'delivered')
  await stand.reach(trial, ['delivered'])
  await must(stand, `POST /api/orders/${trial.orderId}/complete`)
  return trial
}

/** An order whose goods went away before they were reserved. */
export async function rejected(stand: Stand): Promise<Held> {
  const trial = await heldWhenNew(stand, 'orders', 'activity:openOrder')
  await must(stand, `PUT /api/stock/${trial.sku}`, { onHand: 0 })
  return trial
}

export async function cancelling(stand: Stand): Promise<Held> {
  const trial = await processing(stand)
  const point = 'activity:releaseStock'
  const held = await hold(stand, { service: 'orders', point, match: trial.orderId })
  await stand.cancel(trial)
  return await held(trial)
}

export async function cancelled(stand: Stand): Promise<Trial> {
  const trial = await processing(stand)
  await stand.cancel(trial)
  await stand.reach(trial, ['cancelled'])
  return trial
}

const must = (stand: Stand, operation: string, body?: unknown) =>
  stubborn(async () => {
    const answer = await stand.api(operation, { token: await stand.staff(), body })
    if (answer.status >= 300) throw new Error(`${operation}: ${JSON.stringify(answer.body)}`)
  })
