import { eventually } from '../../src/api.ts'
import type { OrderBody } from '../../src/shopper.ts'
import { checkOrder } from '../kit/check.ts'
import {
  cancelled,
  cancelling,
  completed,
  type Held,
  heldWhenNew,
  heldWhenPaid,
  processing,
  rejected,
  scanned,
} from '../kit/order-states.ts'
import { pause, type Stand, stubborn, type Trial } from '../kit/stand.ts'
import { challenged } from './payment-races.ts'

/** A state of an order, how a drill brings an order there, and what a cancel does to it. */
export type Moment = {
  readonly name: string
  readonly status: string
  readonly paymentStatus?: string
  readonly effect: 'cancelled' | 'refused' | 'nothing'
  readonly bring: (stand: Stand) => Promise<Held>
}

const waiting = { status: 'awaiting_payment', effect: 'cancelled' } as const
const over = { effect: 'refused' } as const

/** Every state of the table, and what differs within one. */
export const moments: readonly Moment[] = [
  {
    ...{ name: 'pending', status: 'pending', effect: 'cancelled' },
    bring: (stand) => heldWhenNew(stand, 'orders', 'activity:openOrder'),
  },
  {
    ...{ ...waiting, name: 'awaiting payment, asked of the provider' },
    bring: (stand) => heldWhenNew(stand, 'payments', 'provider:submit'),
  },
  {
    ...{ ...waiting, name: 'awaiting payment, 3-D Secure open', paymentStatus: 'requires_action' },
    bring: challenged,
  },
  {
    ...{ ...waiting, name: 'awaiting payment, declined', paymentStatus: 'failed' },
    bring: (stand) => stand.trial('pm_card_chargeDeclined'),
  },
  {
    ...{ ...waiting, name: 'awaiting payment, paid', paymentStatus: 'paid' },
    bring: (stand) => heldWhenPaid(stand, 'confirmOrder'),
  },
  {
    ...{ name: 'confirmed', status: 'confirmed', effect: 'cancelled' },
    bring: (stand) => heldWhenPaid(stand, 'startProcessing'),
  },
  { name: 'processing', status: 'processing', effect: 'cancelled', bring: processing },
  { name: 'being cancelled', status: 'processing', effect: 'nothing', bring: cancelling },
  { ...over, name: 'shipped', status: 'shipped', bring: (on) => scanned(on, 'handed_over') },
  {
    ...{ ...over, name: 'delivered', status: 'delivered' },
    bring: (stand) => scanned(stand, 'handed_over', 'delivered'),
  },
  { ...over, name: 'completed', status: 'completed', bring: completed },
  { ...over, name: 'rejected', status: 'rejected', bring: rejected },
  { ...over, name: 'expired', status: 'expired', bring: challenged },
  { name: 'cancelled', status: 'cancelled', effect: 'nothing', bring: cancelled },
]

/** Cancels an order twice at once in a state: it is undone once, or refused twice, or nothing changes. */
export async function cancelTwiceWhen(stand: Stand, moment: Moment): Promise<string[]> {
  const trial = await moment.bring(stand)
  const { status, paymentStatus } = moment
  const before = await eventually(
    `${trial.orderId} to be ${moment.name}`,
    () => stand.read(trial),
    (seen) =>
      seen.status === status && (paymentStatus ?? seen.paymentStatus) === seen.paymentStatus,
    120_000,
  )
  const codes = await Promise.all([ask(stand, trial), ask(stand, trial)])
  const ends = moment.effect === 'refused' ? status : 'cancelled'
  await stand.reach(trial, [ends])
  // what was held may still do harm when it goes on
  await pause(Math.max(0, (trial.heldUntilMs ?? 0) + 1_000 - Date.now()))
  const after = await stand.reach(trial, [ends])
  const expected = moment.effect === 'refused' ? 'transition_refused' : 'ok'
  return [
    ...codes.flatMap((code) => (code === expected ? [] : [`a cancel is answered ${code}`])),
    ...wrongLines(moment, before, after),
    ...(await checkOrder(stand, trial)),
  ]
}

async function ask({ api }: Stand, { orderId, shopper }: Trial): Promise<string> {
  return await stubborn(async () => {
    const asking = { token: shopper.token, body: { reason: 'drill' } }
    const { status, body } = await api(`POST /api/orders/${orderId}/cancel`, asking)
    if (status >= 500) throw new Error(`cancel: ${status}`)
    return status === 200 ? 'ok' : String(body['code'])
  })
}

/** What the history must not say: that the wish came at another moment, or came or was granted twice. */
function wrongLines({ effect, status }: Moment, before: OrderBody, after: OrderBody): string[] {
  const added = after.history.slice(before.history.length)
  const wishes = added.filter(({ type }) => type === 'cancel_requested')
  const grants = added.filter(({ type }) => type === 'cancelled')
  if (effect === 'refused') {
    return added.flatMap(({ type }) => (/^cancel/.test(type) ? [`refused, and yet ${type}`] : []))
  }
  if (effect === 'nothing') return wishes.map(() => 'asked for again')
  const late = wishes.filter((line) => line.status !== status)
  return [
    ...late.map((line) => `the cancel came when it was ${line.status}`),
    ...(wishes.length === 1 ? [] : [`${wishes.length} wishes to cancel`]),
    ...(grants.length === 1 ? [] : [`cancelled ${grants.length} times`]),
  ]
}
