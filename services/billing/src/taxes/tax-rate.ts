import type { TaxRate } from '@comptoir/contracts/billing/schemas'

type DatedRate = Omit<TaxRate, 'countryCode'>

/** VAT of mainland France by class of goods, dated: a change of rate is a new row, never an edit. */
const frenchRates: readonly DatedRate[] = [
  { taxClass: 'standard', rateBps: 1960, validFrom: '2000-04-01', validTo: '2013-12-31' },
  { taxClass: 'standard', rateBps: 2000, validFrom: '2014-01-01' },
  { taxClass: 'intermediate', rateBps: 700, validFrom: '2012-01-01', validTo: '2013-12-31' },
  { taxClass: 'intermediate', rateBps: 1000, validFrom: '2014-01-01' },
  { taxClass: 'reduced', rateBps: 550, validFrom: '2000-01-01' },
  { taxClass: 'super_reduced', rateBps: 210, validFrom: '2000-01-01' },
]

/** For VAT, Monaco is France. */
const countries = ['FR', 'MC']

export const taxRates: readonly TaxRate[] = countries.flatMap((countryCode) =>
  frenchRates.map((rate) => ({ countryCode, ...rate })),
)

/** The rates in force on a calendar day (`2026-11-21`), both ends included. */
export function ratesInForce(rates: readonly TaxRate[], day: string): TaxRate[] {
  return rates.filter((rate) => rate.validFrom <= day && day <= (rate.validTo ?? '9999-12-31'))
}
