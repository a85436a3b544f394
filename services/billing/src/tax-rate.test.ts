import { describe, expect, it } from 'vitest'
import { parisDayOf } from './paris-day.ts'
import { ratesInForce, taxRates } from './tax-rate.ts'

const rateOn = (day: string, taxClass: string) =>
  ratesInForce(taxRates, day).filter(
    (rate) => rate.countryCode === 'FR' && rate.taxClass === taxClass,
  )

describe('ratesInForce', () => {
  it.each(['FR', 'MC'])('has one rate for each class today in %s', (countryCode) => {
    const today = ratesInForce(taxRates, '2026-11-21')
    const rates = today.filter((rate) => rate.countryCode === countryCode)
    expect(Object.fromEntries(rates.map(({ taxClass, rateBps }) => [taxClass, rateBps]))).toEqual({
      standard: 2000,
      intermediate: 1000,
      reduced: 550,
      super_reduced: 210,
    })
    expect(rates).toHaveLength(4)
  })

  it('changes on the day that the law says', () => {
    expect(rateOn('2013-12-31', 'standard').map((rate) => rate.rateBps)).toEqual([1960])
    expect(rateOn('2014-01-01', 'standard').map((rate) => rate.rateBps)).toEqual([2000])
  })
})

describe('parisDayOf', () => {
  it('is the day in Paris, in winter and in summer', () => {
    expect(parisDayOf(new Date('2026-12-31T22:59:59Z'))).toBe('2026-12-31')
    expect(parisDayOf(new Date('2026-12-31T23:00:00Z'))).toBe('2027-01-01')
    expect(parisDayOf(new Date('2026-07-14T22:00:00Z'))).toBe('2026-07-15')
  })
})
