import {
  addDays,
  addWorkingDays,
  easterSunday,
  isPublicHoliday,
  isWorkingDay,
} from '@comptoir/money/working-days'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { deliveryWindow } from './delivery-window.ts'

const paris = { cutOff: '14:00', timeZone: 'Europe/Paris' }
const windowAt = (now: string, days = { min: 2, max: 4 }) =>
  deliveryWindow(days, paris, new Date(now))

describe('French public holidays', () => {
  it('follow Easter, as the calendars of these years say', () => {
    const easters = [2024, 2025, 2026, 2027, 2038].map(easterSunday)
    expect(easters).toEqual(['2024-03-31', '2025-04-20', '2026-04-05', '2027-03-28', '2038-04-25'])
  })

  it('are eleven a year, by law', () => {
    const holidays = Array.from({ length: 365 }, (_, n) => addDays('2026-01-01', n)).filter(
      isPublicHoliday,
    )
    expect(holidays).toEqual([
      ...['2026-01-01', '2026-04-06', '2026-05-01', '2026-05-08', '2026-05-14', '2026-05-25'],
      ...['2026-07-14', '2026-08-15', '2026-11-01', '2026-11-11', '2026-12-25'],
    ])
  })
})

describe('working days', () => {
  it('leave out weekends and holidays', () => {
    expect(addWorkingDays('2026-12-24', 1)).toBe('2026-12-28')
    expect(addWorkingDays('2026-05-13', 1)).toBe('2026-05-15')
    expect(addWorkingDays('2026-11-27', 0)).toBe('2026-11-27')
  })
})

describe('the delivery window', () => {
  it('of what is ordered before the cut-off begins the same day, by the clocks of the shop', () => {
    expect(windowAt('2026-11-23T12:59:59Z')).toEqual({
      ...{ dispatchOn: '2026-11-23', from: '2026-11-25', to: '2026-11-27' },
      orderBefore: '2026-11-23T13:00:00.000Z',
    })
    expect(windowAt('2026-11-23T13:00:00Z').dispatchOn).toBe('2026-11-24')
    expect(windowAt('2026-07-20T12:00:00Z').dispatchOn).toBe('2026-07-21')
  })

  it('knows when clocks change: the cut-off is the same on them, and another moment', () => {
    const before = windowAt('2026-03-27T12:59:00Z')
    const after = windowAt('2026-03-27T13:00:00Z')
    expect([before.orderBefore, after.orderBefore]).toEqual([
      '2026-03-27T13:00:00.000Z',
      '2026-03-30T12:00:00.000Z',
    ])
    expect(windowAt('2026-10-23T12:00:00Z').orderBefore).toBe('2026-10-26T13:00:00.000Z')
    const night = { cutOff: '02:30', timeZone: 'Europe/Paris' }
    const sunday = deliveryWindow({ min: 1, max: 1 }, night, new Date('2026-03-29T00:10:00Z'))
    expect(sunday.dispatchOn).toBe('2026-03-30')
  })

  it('leaves out holidays on the way, and a day that is over in Paris though not in Greenwich', () => {
    expect(windowAt('2026-12-24T12:00:00Z', { min: 1, max: 1 })).toMatchObject({
      ...{ dispatchOn: '2026-12-24', from: '2026-12-28', to: '2026-12-28' },
    })
    expect(windowAt('2026-11-22T23:30:00Z').dispatchOn).toBe('2026-11-23')
  })

  it('is never before the moment, on working days only, and never ends before it begins', () => {
    const moments = fc.date({
      min: new Date('2020-01-01T00:00:00Z'),
      max: new Date('2040-01-01T00:00:00Z'),
      noInvalidDate: true,
    })
    fc.assert(
      fc.property(moments, fc.nat(5), fc.nat(5), (now, min, more) => {
        const found = deliveryWindow({ min, max: min + more }, paris, now)
        const { dispatchOn, orderBefore, from, to } = found
        expect(Date.parse(orderBefore)).toBeGreaterThan(now.getTime())
        expect([dispatchOn, from, to].every(isWorkingDay)).toBe(true)
        expect(from >= dispatchOn && to >= from).toBe(true)
      }),
    )
  })
})
