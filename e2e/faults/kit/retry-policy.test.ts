import { describe, expect, it } from 'vitest'
import { RetryAfter, toOrderError } from './retry-policy.ts'
import { withRetries } from './test-platform.ts'

const answer = (status: number, code: string, retryAfter = '') => ({
  status,
  headers: new Headers(retryAfter ? { 'retry-after': retryAfter } : {}),
  body: { code },
})

describe('an answer that is no order', () => {
  it('says when to retry if too many orders are in flight', () => {
    expect(toOrderError(answer(503, 'overloaded', '7'))).toMatchObject({ seconds: 7 })
  })

  it('is a failure otherwise', () => {
    expect(toOrderError(answer(503, 'dependency_unavailable', '1'))).not.toBeInstanceOf(RetryAfter)
  })
})

describe('a client that retries', () => {
  it('retries as often as it is asked to, when it is asked to', async () => {
    let asked = 0
    const startedMs = performance.now()
    const placed = withRetries(async () => {
      if (++asked <= 100) throw new RetryAfter('order: 503', 0.001)
      return 'placed'
    })
    expect(await placed).toBe('placed')
    expect(performance.now() - startedMs).toBeGreaterThanOrEqual(95)
  })
})
