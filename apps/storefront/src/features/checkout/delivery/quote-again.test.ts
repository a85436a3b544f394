import { describe, expect, it } from 'vitest'
import { quoteAgainAfterMs } from './quote-again.ts'

describe('a quote that does not come', () => {
  it.each([
    { status: 0, code: 'network' },
    { status: 429, code: 'rate_limited' },
    { status: 503, code: 'dependency_unavailable' },
  ])('is asked for again twice, then by the shopper: $code', (problem) => {
    expect([0, 1, 2].map((tries) => quoteAgainAfterMs(problem, tries))).toEqual([
      1_000,
      3_000,
      undefined,
    ])
  })

  it('is not when it is refused, or another one is asked for', () => {
    expect(quoteAgainAfterMs({ status: 400, code: 'invalid_request' }, 0)).toBeUndefined()
    expect(quoteAgainAfterMs({ status: 0, code: 'aborted' }, 0)).toBeUndefined()
  })
})
