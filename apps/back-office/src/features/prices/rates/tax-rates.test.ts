import type { TaxRate } from '@comptoir/contracts/billing/schemas'
import { describe, expect, it } from 'vitest'
import { phaseOf, placeOf, rateBefore } from './tax-rates.ts'

const rate = (validFrom: string, rateBps: number, more: Partial<TaxRate> = {}): TaxRate => ({
  ...{ countryCode: 'FR', taxClass: 'standard', validFrom, rateBps, ...more },
})
const rates = [
  rate('2014-01-01', 2_000, { validTo: '2026-12-31' }),
  rate('2027-01-01', 2_100),
  rate('2014-01-01', 1_000, { region: 'FR-20R' }),
]

describe('a VAT rate', () => {
  it('is over, in force or to come, with both its days', () => {
    const of = (today: string) => rates.slice(0, 2).map((one) => phaseOf(one, today))
    expect(of('2026-12-31')).toEqual(['current', 'upcoming'])
    expect(of('2027-01-01')).toEqual(['over', 'current'])
  })

  it('is of a place, a class and a day', () => {
    const wish = { place: 'FR', taxClass: 'standard', validFrom: '2027-06-01', percent: '22' }
    expect(rateBefore(rates, wish)).toBe(2_100)
    expect(rateBefore(rates, { ...wish, validFrom: '2026-12-31' })).toBe(2_000)
    expect(rateBefore(rates, { ...wish, place: 'FR-20R' })).toBe(1_000)
    expect(rateBefore(rates, { ...wish, taxClass: 'reduced' })).toBeUndefined()
    expect(rates.map(placeOf)).toEqual(['FR', 'FR', 'FR-20R'])
  })
})
