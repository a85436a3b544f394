import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { afterQuiet, isQuiet } from './quiet-hours.ts'

const paris = { timeZone: 'Europe/Paris', from: '22:00', to: '08:00' }
const after = (at: string, quiet = paris) => afterQuiet(new Date(at), quiet).toISOString()

describe('quiet hours', () => {
  it('end in the morning of the recipient, wherever that is', () => {
    expect(after('2026-11-21T21:30:00.000Z')).toBe('2026-11-22T07:00:00.000Z')
    expect(after('2026-11-21T02:10:30.000Z')).toBe('2026-11-21T07:00:00.000Z')
    const tokyo = { ...paris, timeZone: 'Asia/Tokyo' }
    expect(after('2026-11-21T21:30:00.000Z', tokyo)).toBe('2026-11-21T23:00:00.000Z')
  })

  it('leave the day as it is', () => {
    expect(after('2026-11-21T12:00:00.000Z')).toBe('2026-11-21T12:00:00.000Z')
    expect(after('2026-11-21T07:00:00.000Z')).toBe('2026-11-21T07:00:00.000Z')
  })

  it('end at eight in a night in which the clock changes', () => {
    expect(after('2026-03-28T22:30:00.000Z')).toBe('2026-03-29T06:00:00.000Z')
    expect(after('2026-10-24T21:30:00.000Z')).toBe('2026-10-25T07:00:00.000Z')
  })

  it('may be none', () => {
    const none = { ...paris, from: '00:00', to: '00:00' }
    expect(after('2026-11-21T02:00:00.000Z', none)).toBe('2026-11-21T02:00:00.000Z')
  })

  it('are over at the moment that is given, which is never earlier, nor a day later', () => {
    const time = fc.integer({ min: 0, max: 95 }).map((quarter) => {
      const [hour, minute] = [Math.floor(quarter / 4), (quarter % 4) * 15]
      return `${String(hour).padStart(2, '0')}:${String(minute).padStart(2, '0')}`
    })
    const zone = fc.constantFrom('Europe/Paris', 'Asia/Tokyo', 'America/New_York', 'Asia/Kolkata')
    const when = fc.date({
      min: new Date('2026-01-01'),
      max: new Date('2027-12-31'),
      noInvalidDate: true,
    })
    fc.assert(
      fc.property(when, zone, time, time, (at, timeZone, from, to) => {
        const quiet = { timeZone, from, to }
        const end = afterQuiet(at, quiet)
        expect(end.getTime()).toBeGreaterThanOrEqual(at.getTime() - 60_000)
        expect(end.getTime() - at.getTime()).toBeLessThanOrEqual(26 * 3_600_000)
        if (from !== to) expect(isQuiet(end, quiet)).toBe(false)
      }),
      { numRuns: 500 },
    )
  })
})
