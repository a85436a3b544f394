import { describe, expect, it } from 'vitest'
import { AskedToWait, noOrder } from './overload-retry.ts'
import { stubborn } from './stand.ts'

const answer = (status: number, code: string, retryAfter = '') => ({
  status,
  headers: new Headers(retryAfter ? { 'retry-after': retryAfter } : {}),
  body: { code },
})

describe('an answer that is no order', () => {
  it('says when to come again if too many orders are under way', () => {
    expect(noOrder(answer(503, 'overloaded', '7'))).toMatchObject({ seconds: 7 })
  })

  it('is a failure otherwise', () => {
    expect(noOrder(answer(503, 'dependency_unavailable', '1'))).not.toBeInstanceOf(AskedToWait)
  })
})

describe('a stubborn client', () => {
  it('comes again as often as it is asked to, when it is asked to', async () => {
    let asked = 0
    const startedMs = performance.now()
    const placed = stubborn(async () => {
      if (++asked <= 100) throw new AskedToWait('order: 503', 0.001)
      return 'placed'
    })
    expect(await placed).toBe('placed')
    expect(performance.now() - startedMs).toBeGreaterThanOrEqual(95)
  })
})
