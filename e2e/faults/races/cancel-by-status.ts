import { eventually } from '../../src/api.ts'
import type { OrderBody } from '../../src/shopper.ts'
import { checkOrder } from '../kit/check.ts'
import {
  cancelled,
  cancelling,
  challenged,
  completed,
  type Held,
  heldWhenNew,
  heldWhenPaid,
  processing,
  rejected,
  scanned,
} from '../kit/order-states.ts'
import { pause, type TestPlatform, type Trial, withRetries } from '../kit/test-platform.ts'

/** A status of an order, how a drill gets an order there, and what a cancel does to it. */
export type CancelCase = {
  readonly name: string
  readonly status: string
  readonly paymentStatus?: string
  readonly effect: 'cancelled' | 'refused' | 'nothing'
  readonly reachStatus: (platform: TestPlatform) => Promise<Held>
}

const waiting = { status: 'awaiting_payment', effect: 'cancelled' } as const
const over = { effect: 'refused' } as const

/** Every state of the table, and what differs within one. */
export const cancelCases: readonly CancelCase[] = [
  {
    ...{ name: 'pending', status: 'pending', effect: 'cancelled' },
    reachStatus: (platform) => heldWhenNew(platform, 'orders', 'activity:openOrder'),
  },
  {
    ...{ ...waiting, name: 'awaiting payment, asked of the provider' },
    reachStatus: (platform) => heldWhenNew(platform, 'payments', 'provider:submit'),
  },
  {
    ...{ ...waiting, name: 'awaiting payment, 3-D Secure open', paymentStatus: 'requires_action' },
    reachStatus: challenged,
  },
  {
    ...{ ...waiting, name: 'awaiting payment, declined', paymentStatus: 'failed' },
    reachStatus: (platform) => platform.trial('pm_card_chargeDeclined'),
  },
  {
    ...{ ...waiting, name: 'awaiting payment, paid', paymentStatus: 'paid' },
    reachStatus: (platform) => heldWhenPaid(platform, 'confirmOrder'),
  },
  {
    ...{ name: 'confirmed', status: 'confirmed', effect: 'cancelled' },
    reachStatus: (platform) => heldWhenPaid(platform, 'startProcessing'),
  },
  { name: 'processing', status: 'processing', effect: 'cancelled', reachStatus: processing },
  { name: 'being cancelled', status: 'processing', effect: 'nothing', reachStatus: cancelling },
  { ...over, name: 'shipped', status: 'shipped', reachStatus: (on) => scanned(on, 'handed_over') },
  {
    ...{ ...over, name: 'delivered', status: 'delivered' },
    reachStatus: (platform) => scanned(platform, 'handed_over', 'delivered'),
  },
  { ...over, name: 'completed', status: 'completed', reachStatus: completed },
  { ...over, name: 'rejected', status: 'rejected', reachStatus: rejected },
  { ...over, name: 'expired', status: 'expired', reachStatus: challenged },
  { name: 'cancelled', status: 'cancelled', effect: 'nothing', reachStatus: cancelled },
]

/** Cancels an order twice at once in a state: it is undone once, or refused twice, or nothing changes. */
export async function cancelTwice(
  platform: TestPlatform,
  cancelCase: CancelCase,
): Promise<string[]> {
  const trial = await cancelCase.reachStatus(platform)
  const { status, paymentStatus } = cancelCase
  const before = await eventually(
    `${trial.orderId} to be ${cancelCase.name}`,
    () => platform.read(trial),
    (seen) =>
      seen.status === status && (paymentStatus ?? seen.paymentStatus) === seen.paymentStatus,
    120_000,
  )
  const codes = await Promise.all([ask(platform, trial), ask(platform, trial)])
  const ends = cancelCase.effect === 'refused' ? status : 'cancelled'
  await platform.reach(trial, [ends])
  // what was held may still do harm when it goes on
  await pause(Math.max(0, (trial.heldUntilMs ?? 0) + 1_000 - Date.now()))
  const after = await platform.reach(trial, [ends])
  const expected = cancelCase.effect === 'refused' ? 'transition_refused' : 'ok'
  return [
    ...codes.flatMap((code) => (code === expected ? [] : [`a cancel is answered ${code}`])),
    ...wrongLines(cancelCase, before, after),
    ...(await checkOrder(platform, trial)),
  ]
}

async function ask({ api }: TestPlatform, { orderId, shopper }: Trial): Promise<string> {
  return await withRetries(async () => {
    const asking = { token: shopper.token, body: { reason: 'drill' } }
    const { status, body } = await api(`POST /api/orders/${orderId}/cancel`, asking)
    if (status >= 500) throw new Error(`cancel: ${status}`)
    return status === 200 ? 'ok' : String(body['code'])
  })
}

/** What the history must not say: a request noted in another status, or a request or a cancellation noted twice. */
function wrongLines({ effect, status }: CancelCase, before: OrderBody, after: OrderBody): string[] {
  const added = after.history.slice(before.history.length)
  const requests = added.filter(({ type }) => type === 'cancel_requested')
  const cancellations = added.filter(({ type }) => type === 'cancelled')
  if (effect === 'refused') {
    return added.flatMap(({ type }) => (/^cancel/.test(type) ? [`refused, and yet ${type}`] : []))
  }
  if (effect === 'nothing') return requests.map(() => 'asked for again')
  const late = requests.filter((line) => line.status !== status)
  return [
    ...late.map((line) => `the cancel came when the order was ${line.status}`),
    ...(requests.length === 1 ? [] : [`${requests.length} requests to cancel`]),
    ...(cancellations.length === 1 ? [] : [`cancelled ${cancellations.length} times`]),
  ]
}
