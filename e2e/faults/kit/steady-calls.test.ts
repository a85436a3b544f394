import { describe, expect, it } from 'vitest'
import { stalledMs } from './steady-calls.ts'

/** Calls every 100 ms, as far as the process had a processor: it had none from 210 to 700, and came 20 ms late at 820. */
const calls = [0, 100, 200, 700, 820, 900].map((startedAt) => ({ startedAt }))
const stalled = (from: number, to: number) => stalledMs(calls, 100, { from, to })

describe('what a process that calls steadily stood still for', () => {
  it('is how long a call was overdue', () => {
    expect(stalled(0, 1_000)).toBe(400)
  })

  it('counts between the two moments only', () => {
    expect(stalled(0, 250)).toBe(0)
    expect(stalled(250, 400)).toBe(100)
    expect(stalled(400, 600)).toBe(200)
    expect(stalled(700, 900)).toBe(0)
  })
})
