import { mapInParallel } from '@comptoir/tools/shop/parallel'
import { eventually } from '../../../src/api.ts'
import { checkOrder } from '../../kit/check.ts'
import { type PromotedTrial, promotedTrial, useFaults } from '../../kit/promoted-trial.ts'
import {
  type Planned,
  type Service,
  type TestPlatform,
  type Trial,
  withRetries,
} from '../../kit/test-platform.ts'
import { scanTwice } from './scans.ts'

export const modes = ['refuse', 'lose_answer', 'crash_before', 'crash_after', 'duplicate'] as const
export type Mode = (typeof modes)[number]

/**
 * A step of the saga, or a step back: where it runs and the point that stands before it. A `promoted` one is that of an
 * order which redeems a promotion.
 */
export type Step = {
  readonly service: Service
  readonly point: string
  readonly promoted?: true
}

const event = (producer: string, name: string) => `event:comptoir.${producer}.${name}.v1`
const publication = (producer: string, name: string) => `publish:comptoir.${producer}.${name}.v1`

/** What happens on the way from the cart to `processing`. */
export const forward: readonly Step[] = [
  { service: 'orders', point: 'activity:advanceOrder' },
  { service: 'orders', point: 'activity:openOrder' },
  { service: 'orders', point: 'call:inventory:put /internal/reservations/{reservationId}' },
  { service: 'orders', point: publication('orders', 'order-created') },
  { service: 'payments', point: event('orders', 'order-created') },
  { service: 'payments', point: 'provider:submit' },
  { service: 'orders', point: event('payments', 'payment-succeeded') },
  { service: 'orders', point: 'activity:confirmOrder' },
  { service: 'orders', point: 'call:inventory:put /internal/reservations/{reservationId}/secure' },
  { service: 'inventory', point: event('orders', 'order-confirmed') },
  { service: 'billing', point: event('orders', 'order-created') },
  { service: 'billing', point: event('orders', 'order-confirmed') },
  { service: 'shipping', point: event('orders', 'order-confirmed') },
  { service: 'orders', point: event('billing', 'invoice-finalised') },
  { service: 'orders', point: 'activity:startProcessing' },
  { service: 'orders', point: 'activity:reserveRedemptions', promoted: true },
  {
    service: 'orders',
    point: 'call:promotions:put /internal/redemptions/{orderId}',
    promoted: true,
  },
  { service: 'orders', point: 'activity:confirmRedemptions', promoted: true },
  {
    service: 'orders',
    point: 'call:promotions:put /internal/redemptions/{orderId}/confirm',
    promoted: true,
  },
  { service: 'promotions', point: event('orders', 'order-confirmed'), promoted: true },
]

/** What happens on the way back from `processing` to `cancelled`. */
export const back: readonly Step[] = [
  { service: 'orders', point: 'activity:stopParcel' },
  { service: 'orders', point: 'activity:decideEnding' },
  { service: 'orders', point: 'activity:cancelPayment' },
  {
    service: 'orders',
    point: 'call:payments:put /internal/payment-intents/{paymentIntentId}/cancel',
  },
  { service: 'payments', point: 'provider:refund' },
  { service: 'orders', point: 'activity:releaseStock' },
  { service: 'orders', point: 'activity:cancelInvoice' },
  { service: 'orders', point: 'activity:endOrder' },
  { service: 'orders', point: 'activity:releaseRedemptions', promoted: true },
  { service: 'promotions', point: event('orders', 'order-cancelled'), promoted: true },
]

/** What happens when a carrier scans a parcel. */
export const scanned: readonly Step[] = [
  { service: 'shipping', point: publication('shipping', 'tracking-updated') },
  { service: 'shipping', point: publication('shipping', 'shipment-delivered') },
  { service: 'orders', point: event('shipping', 'tracking-updated') },
  { service: 'orders', point: event('shipping', 'shipment-handed-over') },
  { service: 'orders', point: event('shipping', 'shipment-delivered') },
]

/** Orders with the fault on the way: the order must be `processing` in the end, everything once. */
export async function breakForward(
  platform: TestPlatform,
  step: Step,
  mode: Mode,
): Promise<string[]> {
  const refused = refusedBy(step, mode)
  const struck = await plan(platform, step, mode)
  const trial = await trialOf(platform, step)
  return await ended(platform, { trial, struck, refused, status: 'processing' })
}

/** Cancels an order that is paid, invoiced and packed, with the fault on the way back: nothing of it may be left. */
export async function breakBack(platform: TestPlatform, step: Step, mode: Mode): Promise<string[]> {
  const trial = await trialOf(platform, step)
  await platform.reach(trial, ['processing'])
  const refused = refusedBy(step, mode)
  const struck = await plan(platform, step, mode)
  await platform.cancel(trial)
  return await ended(platform, { trial, struck, refused, status: 'cancelled' })
}

/**
 * A carrier scans the parcel of an order with the fault on the way: each scan is sent twice, and one comes after the one that
 * followed it. The order must be `delivered` in the end, and each scan kept once.
 */
export async function breakScans(
  platform: TestPlatform,
  step: Step,
  mode: Mode,
): Promise<string[]> {
  const trial = await trialOf(platform, step)
  await platform.reach(trial, ['processing'])
  const refused = refusedBy(step, mode)
  const struck = await plan(platform, step, mode)
  const broke = await scanTwice(platform, trial)
  const ending = await ended(platform, { trial, struck, refused, status: 'delivered' })
  return [...broke, ...ending]
}

const trialOf = (platform: TestPlatform, { promoted }: Step): Promise<Trial | PromotedTrial> =>
  promoted ? promotedTrial(platform) : platform.trial()

type Letter = { service: string; id: string; event: { type: string } }
/** The kind of event that its consumer refuses for good, by the plan. */
export type Refused = { readonly service: Service; readonly type: string }

export function refusedBy({ service, point }: Step, mode: Mode): Refused | undefined {
  const [kind, type = ''] = point.split(':')
  return kind === 'event' && mode === 'refuse' ? { service, type } : undefined
}

/** What a handler refused for good is a dead letter: operators hand it in again, through the gateway. */
export async function replayDeadLetters(
  { api, staff }: TestPlatform,
  refused: Refused | undefined,
): Promise<string[]> {
  const asking = { token: await staff() }
  const look = async () => {
    const path = 'GET /api/operations/dead-letters'
    return (await withRetries(() => api<{ items: Letter[] }>(path, asking))).body.items
  }
  const isThere = (letters: Letter[]) =>
    !refused ||
    letters.some(({ service, event }) => service === refused.service && event.type === refused.type)
  const letters = await eventually('a dead letter of what was refused', look, isThere, 30_000)
  const answers = await mapInParallel(letters, ({ service, id }) =>
    api(`POST /api/operations/dead-letters/${service}/${id}/replay`, asking),
  )
  const failed = answers.filter(({ status }) => status !== 200)
  const left = await look()
  return [
    ...failed.map((answer) => `a dead letter is not replayed: ${JSON.stringify(answer.body)}`),
    ...left.map(({ service, id }) => `a dead letter is left: ${service} ${id}`),
  ]
}

export type Struck = () => Promise<boolean>

/** Plans a fault of a step; answers how to see whether it struck. */
export const plan = (platform: TestPlatform, { service, point }: Step, mode: Mode) =>
  planFault(platform, service, { point, mode })

/** Plans the fault; answers how to see whether it struck: nothing is proven by a fault that did not. */
export async function planFault(
  platform: TestPlatform,
  service: Service,
  planned: Planned,
): Promise<Struck> {
  await platform.processes.allReady()
  await platform.faults.clear(service)
  const restarts = platform.processes.restarts(service)
  const name = `${planned.point} ${planned.mode}`
  const before = (await platform.faults.struck(service))[name] ?? 0
  await platform.faults.plan(service, planned)
  if (planned.mode.startsWith('crash'))
    return async () => platform.processes.restarts(service) > restarts
  return async () => ((await platform.faults.struck(service))[name] ?? 0) > before
}

/** Waits until a planned fault struck and everything is up again. */
export async function awaitStrike(platform: TestPlatform, struck: Struck): Promise<void> {
  await eventually('the fault to strike', () => struck().catch(() => false), Boolean, 30_000)
  await platform.processes.allReady()
}

type Broken = {
  readonly trial: Trial | PromotedTrial
  readonly struck: Struck
  readonly refused: Refused | undefined
  readonly status: string
}

async function ended(platform: TestPlatform, broken: Broken): Promise<string[]> {
  const { trial, struck, refused, status } = broken
  await platform.reach(trial, [status])
  await awaitStrike(platform, struck)
  return [
    ...(await replayDeadLetters(platform, refused)),
    ...(await checkOrder(platform, trial)),
    ...('promotionId' in trial ? await useFaults(platform, trial, status) : []),
  ]
}
