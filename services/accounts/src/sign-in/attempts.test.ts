import { silentLog } from '@comptoir/service/test/silent-log'
import { RateLimiterMemory } from 'rate-limiter-flexible'
import { describe, expect, it } from 'vitest'
import { createMemoryCounts } from '../../test/memory-counts.ts'
import { attemptLimits, createAttempts } from './attempts.ts'

function attemptsAt(time = { nowMs: Date.now() }) {
  const attempts = createAttempts({
    limits: attemptLimits,
    counts: createMemoryCounts(attemptLimits, () => time.nowMs),
    registrations: new RateLimiterMemory({ points: 2, duration: 60 }),
    log: silentLog(),
  })
  let checks = 0
  async function attempt(account: string, ip: string, isRight = false): Promise<string> {
    const check = async () => {
      checks += 1
      return isRight
    }
    return await attempts.run({ account, ip }, check).then(String, (error) => error.code)
  }
  return { attempts, attempt, time, checks: () => checks }
}

const many = <T>(count: number, one: (n: number) => Promise<T>) =>
  Promise.all(Array.from({ length: count }, (_, n) => one(n)))

describe('tries of a password', () => {
  it('are counted before they are checked: ninety at once are five checks', async () => {
    const { attempt, checks } = attemptsAt()
    await many(90, () => attempt('camille', '192.0.2.1'))
    expect(checks()).toBe(5)
  })

  it('that are right wait for each other instead of being refused', async () => {
    const { attempt } = attemptsAt()
    const answers = await many(12, () => attempt('camille', '192.0.2.1', true))
    expect(new Set(answers)).toEqual(new Set(['true']))
  })

  it('go on when the pause is over', async () => {
    const { attempt, time } = attemptsAt()
    for (let n = 0; n < 6; n++) await attempt('camille', '192.0.2.1')
    expect(await attempt('camille', '192.0.2.1', true)).toBe('rate_limited')
    time.nowMs += attemptLimits.windowMs
    expect(await attempt('camille', '192.0.2.1', true)).toBe('true')
  })

  it('of one IPv6 network count together', async () => {
    const { attempt, checks } = attemptsAt()
    await many(9, (n) => attempt('camille', `2001:db8:1:2::${n}`))
    expect(checks()).toBe(5)
  })

  it('pause an address that fails for many accounts, and no other', async () => {
    const { attempt } = attemptsAt()
    await attempt('dominique', '192.0.2.1', true)
    for (let n = 0; n < 100; n++) await attempt(`nobody-${n}`, '192.0.2.1')
    expect(await attempt('camille', '192.0.2.1', true)).toBe('rate_limited')
    expect(await attempt('camille', '192.0.2.2', true)).toBe('true')
    // who signed in from there before shares the address with the attacker, and is let in
    expect(await attempt('dominique', '192.0.2.1', true)).toBe('true')
  })

  it('are fewer for strange addresses while an account is under attack, and never none', async () => {
    const { attempt } = attemptsAt()
    await attempt('camille', '192.0.2.1', true)
    await many(100, (n) => attempt('camille', `198.51.100.${n}`))
    expect(await attempt('camille', '203.0.113.1', true)).toBe('true')
    const strange = [1, 2, 3].map(() => () => attempt('camille', '203.0.113.2'))
    const known = [1, 2, 3].map(() => () => attempt('camille', '192.0.2.1'))
    const answers: string[] = []
    for (const one of [...strange, ...known]) answers.push(await one())
    expect(answers).toEqual(['false', 'false', 'rate_limited', 'false', 'false', 'false'])
  })

  it('that could not be checked do not count', async () => {
    const { attempts, attempt } = attemptsAt()
    const who = { account: 'camille', ip: '192.0.2.1' }
    const broken = () => attempts.run(who, () => Promise.reject(new Error('no memory')))
    for (let n = 0; n < 9; n++) await expect(broken()).rejects.toThrow('no memory')
    expect(await attempt('camille', '192.0.2.1', true)).toBe('true')
  })
})

describe('registrations', () => {
  it('are limited by address', async () => {
    const { attempts } = attemptsAt()
    const outcomes = await Promise.allSettled(
      ['192.0.2.1', '192.0.2.1', '192.0.2.1', '192.0.2.2'].map((ip) => attempts.registering(ip)),
    )
    expect(outcomes.map(({ status }) => status)).toEqual([
      'fulfilled',
      'fulfilled',
      'rejected',
      'fulfilled',
    ])
  })
})
