import { describe, expect, it } from 'vitest'
import { parisDayOf, startOfParisDay, taxRateOf } from './tax-rates.ts'

const standard = { countryCode: 'FR', taxClass: 'standard' }
const rates = [
  { ...standard, rateBps: 1960, validFrom: '2000-04-01', validTo: '2013-12-31' },
  { ...standard, rateBps: 2000, validFrom: '2014-01-01' },
  { ...standard, taxClass: 'reduced', rateBps: 550, validFrom: '2000-01-01' },
  { ...standard, countryCode: 'BE', rateBps: 2100, validFrom: '1996-01-01' },
]
const today = '2026-11-21'

describe('the VAT rate', () => {
  it.each([
    ['FR', 'standard', 2000],
    ['FR', 'reduced', 550],
    ['BE', 'standard', 2100],
  ])('in %s of %s goods is %i', (countryCode, taxClass, rateBps) => {
    expect(taxRateOf(rates, { countryCode, day: today }, taxClass)).toBe(rateBps)
  })

  it('changes on its day: the last day of the old one is still its own', () => {
    const inFrance = (day: string) => taxRateOf(rates, { countryCode: 'FR', day }, 'standard')
    expect(inFrance('2013-12-31')).toBe(1960)
    expect(inFrance('2014-01-01')).toBe(2000)
    expect(inFrance('2000-03-31')).toBeUndefined()
  })

  it('is its own in a region that has one, else that of its country', () => {
    const corsica = { ...standard, region: 'FR-20R', rateBps: 210, validFrom: '2000-01-01' }
    const all = [...rates, { ...corsica, taxClass: 'reduced' }]
    const rateIn = (region: string | undefined, taxClass: string) =>
      taxRateOf(all, { countryCode: 'FR', region, day: today }, taxClass)
    expect(rateIn('FR-20R', 'reduced')).toBe(210)
    expect(rateIn('FR-20R', 'standard')).toBe(2000)
    expect(rateIn(undefined, 'reduced')).toBe(550)
  })

  it('is unknown where the country or the class has none', () => {
    expect(taxRateOf(rates, { countryCode: 'DE', day: today }, 'standard')).toBeUndefined()
    expect(taxRateOf(rates, { countryCode: 'BE', day: today }, 'reduced')).toBeUndefined()
  })
})

describe('parisDayOf', () => {
  it('is the day in Paris, in winter and in summer', () => {
    expect(parisDayOf(new Date('2026-12-31T22:59:59Z'))).toBe('2026-12-31')
    expect(parisDayOf(new Date('2026-12-31T23:00:00Z'))).toBe('2027-01-01')
    expect(parisDayOf(new Date('2026-07-14T22:00:00Z'))).toBe('2026-07-15')
  })
})

describe('startOfParisDay', () => {
  it('is the first moment of the day, in winter, in summer and on the days between', () => {
    const days = [
      '2026-01-15',
      '2026-03-29',
      '2026-03-30',
      '2026-07-01',
      '2026-10-25',
      '2026-10-26',
    ]
    for (const day of days) {
      const start = startOfParisDay(day)
      expect(parisDayOf(new Date(start))).toBe(day)
      expect(parisDayOf(new Date(start - 1))).not.toBe(day)
    }
  })
})
