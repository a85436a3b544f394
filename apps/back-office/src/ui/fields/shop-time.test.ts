import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { dayAfter, localTime, momentOf, shopDay, startOfDay } from './shop-time.ts'

describe('the clocks of the shop', () => {
  it('are ahead of UTC by one hour in winter and two in summer', () => {
    expect(momentOf('2026-01-15T09:30')).toBe('2026-01-15T08:30:00.000Z')
    expect(momentOf('2026-07-15T09:30')).toBe('2026-07-15T07:30:00.000Z')
    expect(localTime('2026-07-15T07:30:00.000Z')).toBe('2026-07-15T09:30')
  })

  it('begin a day at midnight, also when clocks change in it', () => {
    expect(startOfDay('2026-03-29')).toBe('2026-03-28T23:00:00.000Z')
    expect(startOfDay('2026-10-25')).toBe('2026-10-24T22:00:00.000Z')
    expect(dayAfter('2026-12-31')).toBe('2027-01-01')
  })

  it('count by the day of the shop', () => {
    expect(shopDay(new Date('2026-12-31T23:30:00Z'))).toBe('2027-01-01')
    expect(shopDay(new Date('2026-07-14T21:59:00Z'))).toBe('2026-07-14')
  })

  it('give back the minute that was typed but in the hour that is skipped', () => {
    const minutes = fc.integer({ min: 0, max: 365 * 24 * 60 - 1 })
    fc.assert(
      fc.property(minutes, (minute) => {
        const local = new Date(Date.UTC(2026, 0, 1) + minute * 60_000).toISOString().slice(0, 16)
        fc.pre(!local.startsWith('2026-03-29T02'))
        expect(localTime(momentOf(local))).toBe(local)
      }),
    )
  })
})
