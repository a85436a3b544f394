import { mapInParallel } from '@comptoir/tools/shop/parallel'
import { eventually } from '../../src/api.ts'
import { countsText, settle } from '../kit/buyers.ts'
import { checkOrder } from '../kit/check.ts'
import type { Outcome } from '../kit/drill.ts'
import { approve, type Challenge, challenged } from '../kit/order-states.ts'
import { pause, type TestPlatform, type Trial } from '../kit/test-platform.ts'

const deadlineMs = 90_000

/** What does not agree about each order, and the states in which all settled. */
async function checkOutcome(
  platform: TestPlatform,
  trials: readonly Trial[],
  rest?: readonly string[],
): Promise<Outcome> {
  const counts = await settle(platform, trials, 120_000, rest)
  const broke = (await mapInParallel(trials, (trial) => checkOrder(platform, trial))).flat()
  return { broke, note: countsText(counts) }
}

/** Shoppers who never come back, who come back just then, and who pay and cancel in the same moment, at the deadline. */
export async function meetDeadline(platform: TestPlatform): Promise<Outcome> {
  const trials = await mapInParallel(Array.from({ length: 9 }), () => challenged(platform), 9)
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
      await Promise.all([approve(trial), platform.cancel(trial).catch(() => undefined)])
    }),
  ])
  const outcome = await checkOutcome(platform, trials)
  const ends = await Promise.all(
    abandoned.map(async (trial) => (await platform.read(trial)).status),
  )
  const wrong = ends.filter((status) => status !== 'expired')
  return { ...outcome, broke: [...outcome.broke, ...wrong.map((status) => `abandoned, ${status}`)] }
}

/** The shopper pays while the cancelled payment is not released at the provider yet: the money goes back. */
export async function payAfterCancel(platform: TestPlatform): Promise<Outcome> {
  const trial = await challenged(platform)
  const point = 'provider:release'
  await platform.faults.plan('payments', {
    point,
    mode: 'delay',
    match: trial.providerRef,
    delayMs: 4_000,
  })
  await platform.cancel(trial)
  await eventually(
    'the release to be under way',
    async () => (await platform.faults.struck('payments'))[`${point} delay`] ?? 0,
    (times) => times > 0,
  )
  await approve(trial)
  const outcome = await checkOutcome(platform, [trial])
  const path = `/api/refunds/rf_${trial.orderId.slice(4)}_late`
  const refund = await platform.api(`GET ${path}`, { token: await platform.staff() })
  return refund.status === 200
    ? outcome
    : { ...outcome, broke: [...outcome.broke, 'no late refund'] }
}

/** Cancels at many moments between the cart and `processing`. */
export async function cancelAlways(platform: TestPlatform): Promise<Outcome> {
  const moments = [0, 10, 20, 40, 60, 80, 100, 150, 200, 300, 500, 1_000]
  const trials = await mapInParallel(
    moments,
    async (ms) => {
      const trial = await platform.trial()
      await pause(ms)
      await platform.cancel(trial)
      return trial
    },
    4,
  )
  return await checkOutcome(platform, trials, ['cancelled'])
}

/** Several cancels of the same order at once: one refund, one credit note. */
export async function cancelTogether(platform: TestPlatform): Promise<Outcome> {
  const trials = await mapInParallel([1, 2, 3], () => platform.trial())
  await Promise.all(trials.map((trial) => platform.reach(trial, ['processing'])))
  await Promise.all(
    trials.flatMap((trial) => [
      platform.cancel(trial),
      platform.cancel(trial),
      platform.cancel(trial),
    ]),
  )
  return await checkOutcome(platform, trials, ['cancelled'])
}
