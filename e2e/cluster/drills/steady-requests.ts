import { callSteadily, stalledMs } from '../../faults/kit/steady-calls.ts'
import type { Api } from '../../src/api.ts'

/** A request of the load, by what it shows: a method that may be sent again, or one that may not. */
export type Request = {
  readonly operation: string
  readonly body?: object
  readonly token?: string
}
export type LoadResult = {
  readonly requests: number
  /** Answers that were no success, by operation, status and detail. */
  readonly failures: Readonly<Record<string, number>>
  /** After how long each of them came, in milliseconds: at once, after all tries, or at the time limit. */
  readonly failedAfterMs: readonly number[]
  /** The longest time without one success, in milliseconds, without the time in which this process stood still. */
  readonly longestGapMs: number
  readonly slowestMs: number
  /** How long this process stood still in all. */
  readonly stalledMs: number
  /** The same between two moments of `performance.now()`. */
  readonly stalledBetween: (from: number, to: number) => number
}

/** Sends requests in turn, so many a second, until it is stopped. */
export function startLoad(api: Api, requests: readonly [Request, ...Request[]], perSecond: number) {
  const beganAt = performance.now()
  const everyMs = 1_000 / perSecond
  const load = callSteadily(everyMs, async (n) => {
    const { operation, ...asking } = requests[n % requests.length] ?? requests[0]
    const { status, detail } = await api<{ detail?: string }>(operation, asking).then(
      (answer) => ({ status: answer.status, detail: answer.body?.detail ?? '' }),
      (error: unknown) => ({ status: 0, detail: String(error) }),
    )
    const isSuccess = status >= 200 && status < 300
    return { isSuccess, what: `${operation.split('?')[0]} ${status} ${detail}`.trim() }
  })
  return {
    async stop(): Promise<LoadResult> {
      const calls = await load.stop()
      const succeeded = calls.filter(({ answer }) => answer.isSuccess)
      const failed = calls.filter(({ answer }) => !answer.isSuccess)
      const failures = Object.groupBy(failed, ({ answer }) => answer.what)
      const stalled = (from: number, to: number) => stalledMs(calls, everyMs, { from, to })
      const gapMs = (from: number, to: number) => to - from - stalled(from, to)
      const ends = succeeded.map(({ startedAt, ms }) => startedAt + ms).toSorted((a, b) => a - b)
      return {
        requests: calls.length,
        failures: Object.fromEntries(
          Object.entries(failures).map(([what, same = []]) => [what, same.length]),
        ),
        failedAfterMs: failed.map(({ ms }) => Math.round(ms)),
        longestGapMs: Math.max(0, ...ends.map((end, n) => gapMs(ends[n - 1] ?? beganAt, end))),
        slowestMs: Math.max(0, ...calls.map(({ ms }) => ms)),
        stalledMs: stalled(beganAt, performance.now()),
        stalledBetween: stalled,
      }
    },
  }
}
