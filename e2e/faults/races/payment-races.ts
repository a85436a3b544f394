import { paymentIntentIdOf } from '@comptoir/contracts/ids'
import { eventually } from '../../src/api.ts'
import { countsText, forEach, settle } from '../kit/buyers.ts'
import { checkOrder } from '../kit/check.ts'
import { pause, type Stand, type Trial } from '../kit/stand.ts'

type Outcome = { readonly broke: string[]; readonly note: string }
type Challenge = Trial & {
  readonly approveUrl: URL
  readonly providerRef: string
  readonly placedAt: number
}

const deadlineMs = 90_000

/** An order whose payment waits for its shopper at the provider (3-D Secure). */
export async function challenged(stand: Stand): Promise<Challenge> {
  const trial = await stand.trial('pm_card_authenticationRequired')
  const order = await eventually(
    'the order to need an action',
    () => stand.read(trial),
    ({ paymentStatus }) => paymentStatus === 'requires_action',
  )
  const page = new URL(order.payment.actionUrl ?? '')
  const html = await (await fetch(page)).text()
  const action = /action="([^"]*approve[^"]*)"/.exec(html)?.[1]?.replaceAll('&amp;', '&') ?? ''
  const path = `/api/payment-intents/${paymentIntentIdOf(trial.orderId)}`
  const { body } = await stand.api<{ providerRef: string }>(`GET ${path}`, {
    token: await stand.staff(),
  })
  const { placedAt } = order as typeof order & { placedAt: string }
  const approveUrl = new URL(action, page)
  return { ...trial, approveUrl, providerRef: body.providerRef, placedAt: Date.parse(placedAt) }
}

export const approve = ({ approveUrl }: Challenge) =>
  fetch(approveUrl, { method: 'POST', redirect: 'manual' })

/** The books of each, and where all came to rest. */
async function judge(
  stand: Stand,
  trials: readonly Trial[],
  rest?: readonly string[],
): Promise<Outcome> {
  const counts = await settle(stand, trials, 120_000, rest)
  const broke = (await forEach(trials, (trial) => checkOrder(stand, trial))).flat()
  return { broke, note: countsText(counts) }
}

/** Shoppers who never come back, who come back just then, and who pay and cancel in the same moment, at the deadline. */
export async function meetDeadline(stand: Stand): Promise<Outcome> {
  const trials = await forEach(Array.from({ length: 9 }), () => challenged(stand), 9)
  const [abandoned, late, torn] = [trials.slice(0, 3), trials.slice(3, 6), trials.slice(6)]
  const atDeadline = (trial: Challenge, offsetMs: number) =>
    pause(trial.placedAt + deadlineMs + offsetMs - Date.now())
  await Promise.all([
    ...late.map(async (trial, n) => {
      await atDeadline(trial, 25 * (n - 1))
      await approve(trial)
    }),
    ...torn.map(async (trial, n) => {
      await atDeadline(trial, 25 * (n - 1))
      await Promise.all([approve(trial), stand.cancel(trial).catch(() => undefined)])
    }),
  ])
  const outcome = await judge(stand, trials)
  const ends = await Promise.all(abandoned.map(async (trial) => (await stand.read(trial)).status))
  const wrong = ends.filter((status) => status !== 'expired')
  return { ...outcome, broke: [...outcome.broke, ...wrong.map((status) => `abandoned, ${status}`)] }
}

/** The shopper pays while the cancelled payment is not released at the provider yet: the money goes back. */
export async function payAfterCancel(stand: Stand): Promise<Outcome> {
  const trial = await challenged(stand)
  const point = 'provider:release'
  await stand.faults.plan('payments', {
    point,
    mode: 'delay',
    match: trial.providerRef,
    delayMs: 4_000,
  })
  await stand.cancel(trial)
  await eventually(
    'the release to be under way',
    async () => (await stand.faults.struck('payments'))[`${point} delay`] ?? 0,
    (times) => times > 0,
  )
  await approve(trial)
  const outcome = await judge(stand, [trial])
  const path = `/api/refunds/rf_${trial.orderId.slice(4)}_late`
  const refund = await stand.api(`GET ${path}`, { token: await stand.staff() })
  return refund.status === 200
    ? outcome
    : { ...outcome, broke: [...outcome.broke, 'no late refund'] }
}

/** Cancels at many moments between the cart and `processing`. */
export async function cancelAlways(stand: Stand): Promise<Outcome> {
  const moments = [0, 10, 20, 40, 60, 80, 100, 150, 200, 300, 500, 1_000]
  const trials = await forEach(
    moments,
    async (ms) => {
      const trial = await stand.trial()
      await pause(ms)
      await stand.cancel(trial)
      return trial
    },
    4,
  )
  return await judge(stand, trials, ['cancelled'])
}

/** Several cancels of the same order at once: one refund, one credit note. */
export async function cancelTogether(stand: Stand): Promise<Outcome> {
  const trials = await forEach([1, 2, 3], () => stand.trial())
  await Promise.all(trials.map((trial) => stand.reach(trial, ['processing'])))
  await Promise.all(
    trials.flatMap((trial) => [stand.cancel(trial), stand.cancel(trial), stand.cancel(trial)]),
  )
  return await judge(stand, trials, ['cancelled'])
}
