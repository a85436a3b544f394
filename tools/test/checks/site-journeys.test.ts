import { describe, expect, it } from 'vitest'
import { countsOfSites } from './site-journeys.ts'

const stats = { expected: 3, unexpected: 0, flaky: 0, skipped: 0 }
const counts = (code: number, change: Partial<typeof stats> = {}) =>
  countsOfSites(JSON.stringify({ stats: { ...stats, ...change } }), code)

describe('the count of the journeys of the sites', () => {
  it('is the one of the report', () => {
    expect(counts(0)).toEqual({ passed: 3, failed: 0 })
    expect(counts(1, { unexpected: 2 })).toMatchObject({ passed: 3, failed: 2 })
  })

  it('takes what was left out, or went well only when it was tried again, for a failure', () => {
    expect(counts(0, { skipped: 1 })).toMatchObject({ passed: 3, failed: 1 })
    expect(counts(0, { flaky: 1 })).toMatchObject({ passed: 3, failed: 1 })
  })

  it('names what failed, by its file and title, with the first line of why', () => {
    const file = 'storefront/buying/cart.site.ts'
    const ended = (status: string, message?: string) => ({
      ...{ status, results: message === undefined ? [] : [{ error: { message } }] },
    })
    const suite = {
      ...{ title: file, file },
      specs: [{ title: 'a cart opens', file, tests: [ended('expected')] }],
      suites: [
        {
          ...{ title: 'a cart', file },
          specs: [
            { title: 'is lost', file, tests: [ended('unexpected', '\u001b[31mno cart\nat x')] },
            { title: 'is not tried', file, tests: [ended('skipped')] },
          ],
        },
      ],
    }
    const report = { stats: { ...stats, unexpected: 1, skipped: 1 }, suites: [suite] }
    expect(countsOfSites(JSON.stringify(report), 1).failures).toEqual([
      'storefront/buying/cart.site.ts › a cart is lost: no cart',
      'storefront/buying/cart.site.ts › a cart is not tried: skipped',
    ])
  })

  it('names what failed before any test', () => {
    const report = { stats: { ...stats, expected: 0 }, errors: [{ message: 'no platform\nat x' }] }
    expect(countsOfSites(JSON.stringify(report), 1)).toEqual({
      ...{ passed: 0, failed: 1, failures: ['the run of the sites: no platform'] },
    })
  })

  it('is a failure without a report, without a test, and when the run failed without saying which', () => {
    const failed = (passed: number, reason: string) => ({ passed, failed: 1, failures: [reason] })
    expect(countsOfSites(undefined, 1)).toEqual(failed(0, 'the run left no report'))
    expect(counts(0, { expected: 0 })).toEqual(failed(0, 'no test ran'))
    expect(counts(1)).toEqual(failed(3, 'the run ended with 1'))
  })
})
