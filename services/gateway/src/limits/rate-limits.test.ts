import { RateLimiterMemory } from 'rate-limiter-flexible'
import { describe, expect, it } from 'vitest'
import { createRateLimits, type RateLimitSettings } from './rate-limits.ts'

function limitsOf(settings: Partial<RateLimitSettings>) {
  const all = {
    rateLimitPerMinute: 0,
    rateLimitReadsPerMinute: 0,
    rateLimitSignInPerMinute: 0,
    rateLimitDocumentsPerMinute: 0,
    ...settings,
  }
  return createRateLimits(all, (name, points) =>
    points === 0 ? undefined : new RateLimiterMemory({ points, duration: 60, keyPrefix: name }),
  )
}

async function allowed(count: number, attempt: () => Promise<void> | undefined): Promise<number> {
  let passed = 0
  for (let i = 0; i < count; i++) {
    await Promise.resolve(attempt()).then(
      () => (passed += 1),
      () => undefined,
    )
  }
  return passed
}

describe('the limit of requests', () => {
  it('stops one address within a batch of its limit, and says when to come back', async () => {
    const limits = limitsOf({ rateLimitPerMinute: 100 })
    const passed = await allowed(500, () => limits.request('1.1.1.1', false))
    expect(passed).toBeGreaterThanOrEqual(100)
    expect(passed).toBeLessThan(140)
    await expect(allowedOnce(limits)).rejects.toMatchObject({ code: 'rate_limited' })
    expect(await allowed(20, () => limits.request('2.2.2.2', false))).toBe(20)
  })

  it('counts those who come at once as one after the other', async () => {
    const limits = limitsOf({ rateLimitPerMinute: 1_000 })
    const asks = Array.from({ length: 900 }, async () => limits.request('1.1.1.1', false))
    const results = await Promise.allSettled(asks)
    expect(results.filter(({ status }) => status === 'rejected')).toEqual([])
  })

  it('counts documents apart', async () => {
    const limits = limitsOf({ rateLimitDocumentsPerMinute: 30 })
    expect(await allowed(90, () => limits.document('1.1.1.1'))).toBe(30)
    expect(await allowed(90, () => limits.request('1.1.1.1', false))).toBe(90)
  })

  it('counts catalogue reads apart and can be off', async () => {
    const limits = limitsOf({ rateLimitPerMinute: 20 })
    expect(await allowed(200, () => limits.request('1.1.1.1', true))).toBe(200)
  })
})

async function allowedOnce(limits: ReturnType<typeof limitsOf>) {
  for (let i = 0; i < 40; i++) await limits.request('1.1.1.1', false)
}

describe('the limit of sign-ins', () => {
  it('is strict by address', async () => {
    const limits = limitsOf({ rateLimitSignInPerMinute: 5 })
    expect(await allowed(9, () => limits.signIn('1.1.1.1'))).toBe(5)
    expect(await allowed(1, () => limits.signIn('2.2.2.2'))).toBe(1)
  })

  it('counts the addresses of one IPv6 network together', async () => {
    const limits = limitsOf({ rateLimitSignInPerMinute: 3 })
    let host = 0
    const attempt = () => limits.signIn(`2001:db8:1:2::${(++host).toString(16)}`)
    expect(await allowed(5, attempt)).toBe(3)
    expect(await allowed(1, () => limits.signIn('2001:db8:1:3::1'))).toBe(1)
  })
})
