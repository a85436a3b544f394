import { type Call, callSteadily, stalledMs } from '../../faults/kit/steady-calls.ts'
import type { Api } from '../../src/api.ts'

/** A request of the load, by what it shows: a method that may be sent again, or one that may not. */
export type Request = {
  readonly operation: string
  readonly body?: object
  readonly token?: string
}
type Answer = { readonly isSuccess: boolean; readonly what: string }
export type LoadResult = {
  readonly requests: number
  /** Answers that were no success, by operation, status and detail. */
  readonly failures: Readonly<Record<string, number>>
  /** After how long each of them came, in milliseconds: at once, after all tries, or at the time limit. */
  readonly failedAfterMs: readonly number[]
  /** The longest time without one success, in milliseconds, without the time in which this process stood still. */
  readonly longestGapMs: number
  /** When that gap began, in seconds since the load did, and how long each call took that ended it or waited through it. */
  readonly longestGap: string
  readonly slowestMs: number
  /** How long this process stood still in all. */
  readonly stalledMs: number
  /** The same between two moments of `performance.now()`. */
  readonly stalledBetween: (from: number, to: number) => number
}

/** The calls that were under way when a gap ended, each with how long it took. */
const waitedAt = (calls: readonly Call<Answer>[], end: number): string[] =>
  calls
    .filter(({ startedAt, ms }) => startedAt < end && startedAt + ms >= end)
    .map(({ answer, ms }) => `${answer.what} ${Math.round(ms)} ms`)

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
      const ends = succeeded.map(({ startedAt, ms }) => startedAt + ms).toSorted((a, b) => a - b)
      const gaps = ends.map((end, n) => {
        const from = ends[n - 1] ?? beganAt
        return { from, end, ms: end - from - stalled(from, end) }
      })
      const [longest] = gaps.toSorted((a, b) => b.ms - a.ms)
      return {
        requests: calls.length,
        failures: Object.fromEntries(
          Object.entries(failures).map(([what, same = []]) => [what, same.length]),
        ),
        failedAfterMs: failed.map(({ ms }) => Math.round(ms)),
        longestGapMs: Math.max(0, longest?.ms ?? 0),
        longestGap: longest
          ? `${((longest.from - beganAt) / 1000).toFixed(1)} s: ${waitedAt(calls, longest.end).join(', ')}`
          : '',
        slowestMs: Math.max(0, ...calls.map(({ ms }) => ms)),
        stalledMs: stalled(beganAt, performance.now()),
        stalledBetween: stalled,
      }
    },
  }
}
