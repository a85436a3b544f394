import { setTimeout as sleep } from 'node:timers/promises'
import { expect } from 'vitest'

const patienceMs = 20_000

/**
 * Holds that a change is seen within a second, by the quickest of three: a machine that stands still for a moment
 * delays one change, a fault delays each. Every change must be seen in the end.
 * @param change makes the nth change, and answers with what says whether it is seen
 */
export async function seenWithinASecond(
  change: (n: number) => Promise<() => boolean | Promise<boolean>>,
): Promise<void> {
  const tookMs: number[] = []
  for (const n of [1, 2, 3]) {
    const isSeen = await change(n)
    const startedAt = performance.now()
    await expect.poll(isSeen, { timeout: patienceMs, interval: 20 }).toBe(true)
    const ms = performance.now() - startedAt
    if (ms < 1_000) return
    tookMs.push(Math.round(ms))
    await sleep(500)
  }
  expect.fail(`three changes were seen after ${tookMs.join(', ')} ms`)
}
