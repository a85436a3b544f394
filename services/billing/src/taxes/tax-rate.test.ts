import { describe, expect, it } from 'vitest'
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
