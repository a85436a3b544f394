import { paymentIntentIdOf, shipmentIdOf } from '@comptoir/contracts/ids'
import { eventually } from '../../src/api.ts'
import { type Service, type TestPlatform, type Trial, withRetries } from './test-platform.ts'

/** Long enough to look and to cancel twice. */
const holdMs = 5_000

/** An order that something is held for: what was held goes on at that time, whatever became of the order. */
export type Held = Trial & { readonly heldUntilMs?: number }

type Point = { readonly service: Service; readonly point: string; readonly match?: string }

/** Holds the next one at a point, of one order or of whoever comes; answers how to wait until it is held. */
async function hold({ faults }: TestPlatform, { service, point, match = '' }: Point) {
  const times = async () => (await faults.struck(service))[`${point} delay`] ?? 0
  const before = await times()
  await faults.plan(service, { point, mode: 'delay', delayMs: holdMs, match })
  return async <T extends Trial>(trial: T): Promise<Held> => {
    await eventually(`${point} to be held`, times, (now) => now > before, 30_000)
    return { ...trial, heldUntilMs: Date.now() + holdMs }
  }
}

export type Challenge = Trial & {
  readonly approveUrl: URL
  readonly providerRef: string
  readonly placedAt: number
}

/** An order whose payment waits for its shopper at the provider (3-D Secure). */
export async function challenged(platform: TestPlatform): Promise<Challenge> {
  const trial = await platform.trial('pm_card_authenticationRequired')
  const order = await eventually(
    'the order to need an action',
    () => platform.read(trial),
    ({ paymentStatus }) => paymentStatus === 'requires_action',
  )
  const page = new URL(order.payment.actionUrl ?? '')
  const html = await (await fetch(page)).text()
  const action = /action="([^"]*approve[^"]*)"/.exec(html)?.[1]?.replaceAll('&amp;', '&') ?? ''
  const path = `/api/payment-intents/${paymentIntentIdOf(trial.orderId)}`
  const { body } = await platform.api<{ providerRef: string }>(`GET ${path}`, {
    token: await platform.staff(),
  })
  const { placedAt } = order as typeof order & { placedAt: string }
  const approveUrl = new URL(action, page)
  return { ...trial, approveUrl, providerRef: body.providerRef, placedAt: Date.parse(placedAt) }
}

export const approve = ({ approveUrl }: Challenge) =>
  fetch(approveUrl, { method: 'POST', redirect: 'manual' })

export async function heldWhenNew(
  platform: TestPlatform,
  service: Service,
  point: string,
): Promise<Held> {
  const held = await hold(platform, { service, point })
  return await held(await platform.trial())
}

/** An order that is paid, and held at a step that follows. */
export async function heldWhenPaid(platform: TestPlatform, activity: string): Promise<Held> {
  const trial = await challenged(platform)
  const { orderId: match } = trial
  const held = await hold(platform, { service: 'orders', point: `activity:${activity}`, match })
  await approve(trial)
  return await held(trial)
}

export async function processing(platform: TestPlatform): Promise<Trial> {
  const trial = await platform.trial()
  await platform.reach(trial, ['processing'])
  return trial
}

/** An order whose parcel was seen by its carrier. */
export async function scanned(platform: TestPlatform, ...codes: string[]): Promise<Trial> {
  const trial = await processing(platform)
  const operation = `POST /api/shipments/${shipmentIdOf(trial.orderId)}/tracking-events`
  for (const code of codes) {
    const body = { code, at: new Date().toISOString() }
    await must(platform, operation, body)
  }
  return trial
}

export async function completed(platform: TestPlatform): Promise<Trial> {
  const trial = await scanned(platform, 'handed_over', 'delivered')
  await platform.reach(trial, ['delivered'])
  await must(platform, `POST /api/orders/${trial.orderId}/complete`)
  return trial
}

/** An order whose goods went away before they were reserved. */
export async function rejected(platform: TestPlatform): Promise<Held> {
  const trial = await heldWhenNew(platform, 'orders', 'activity:openOrder')
  await must(platform, `PUT /api/stock/${trial.sku}`, { onHand: 0 })
  return trial
}

export async function cancelling(platform: TestPlatform): Promise<Held> {
  const trial = await processing(platform)
  const point = 'activity:releaseStock'
  const held = await hold(platform, { service: 'orders', point, match: trial.orderId })
  await platform.cancel(trial)
  return await held(trial)
}

export async function cancelled(platform: TestPlatform): Promise<Trial> {
  const trial = await processing(platform)
  await platform.cancel(trial)
  await platform.reach(trial, ['cancelled'])
  return trial
}

const must = (platform: TestPlatform, operation: string, body?: unknown) =>
  withRetries(async () => {
    const answer = await platform.api(operation, { token: await platform.staff(), body })
    if (answer.status >= 300) throw new Error(`${operation}: ${JSON.stringify(answer.body)}`)
  })
