import { describe, expect, it } from 'vitest'
import { countsOfSites } from './site-journeys.ts'

const stats = { expected: 3, unexpected: 0, flaky: 0, skipped: 0 }
const counts = (code: number, change: Partial<typeof stats> = {}) =>
  countsOfSites(JSON.stringify({ stats: { ...stats, ...change } }), code)

describe('the count of the journeys of the sites', () => {
  it('is the one of the report', () => {
    expect(counts(0)).toEqual({ passed: 3, failed: 0 })
    expect(counts(1, { unexpected: 2 })).toEqual({ passed: 3, failed: 2 })
  })

  it('takes what was left out, or went well only when it was tried again, for a failure', () => {
    expect(counts(0, { skipped: 1 })).toEqual({ passed: 3, failed: 1 })
    expect(counts(0, { flaky: 1 })).toEqual({ passed: 3, failed: 1 })
  })

  it('is a failure without a report, without a test, and when the run failed without saying which', () => {
    expect(countsOfSites(undefined, 1)).toEqual({ passed: 0, failed: 1 })
    expect(counts(0, { expected: 0 })).toEqual({ passed: 0, failed: 1 })
    expect(counts(1)).toEqual({ passed: 3, failed: 1 })
  })
})
