import { describe, expect, it } from 'vitest'
import { money } from './money.ts'
import { decideTax, recordTax, type TaxRules, type TaxSale, taxToPrice } from './tax-decision.ts'
import { priceOrder } from './totals.ts'

const day = '2026-11-21'
const rate = (place: string, taxClass: string, rateBps: number, validFrom = '2021-07-01') => ({
  countryCode: place.slice(0, 2),
  ...(place.length > 2 && { region: place }),
  ...{ taxClass, rateBps, validFrom },
})
const rules: TaxRules = {
  homeCountry: 'FR',
  prices: 'gross',
  rates: [
    rate('FR', 'standard', 2000),
    rate('FR', 'reduced', 550),
    rate('FR-20R', 'reduced', 210),
    rate('DE', 'standard', 1900),
    rate('DE', 'reduced', 700),
    rate('DK', 'standard', 2500),
  ],
}
const withOss: TaxRules = { ...rules, ossFrom: '2026-01-01' }

const [lyon, bastia, berlin, odense] = [
  { countryCode: 'FR', postalCode: '69002' },
  { countryCode: 'FR', postalCode: '20200' },
  { countryCode: 'DE', postalCode: '10115' },
  { countryCode: 'DK', postalCode: '5000' },
]
const [geneva, pointeAPitre] = [
  { countryCode: 'CH', postalCode: '1200' },
  { countryCode: 'FR', postalCode: '97110' },
]

/** Treatment, and the rates charged and included of standard and reduced goods. */
function decided(by: TaxRules, sale: Omit<TaxSale, 'day'> & { day?: string }) {
  const tax = decideTax(by, { day, ...sale })
  const rates = ['standard', 'reduced'].map((taxClass) => [
    tax?.rateOf(taxClass),
    tax?.includedRateOf(taxClass),
  ])
  return [tax?.treatment, ...rates]
}

describe('the VAT of a sale', () => {
  it.each([
    ['at home is that of home', rules, lyon, ['domestic', [2000, 2000], [550, 550]]],
    [
      'in Monaco too',
      rules,
      { countryCode: 'MC', postalCode: '98000' },
      ['domestic', [2000, 2000], [550, 550]],
    ],
    [
      'in Corsica is its own where it has one',
      rules,
      bastia,
      ['domestic', [2000, 2000], [210, 210]],
    ],
    [
      'to consumers abroad is that of home below the threshold',
      rules,
      berlin,
      ['distance_home', [2000, 2000], [550, 550]],
    ],
    [
      'and that of the destination above it',
      withOss,
      berlin,
      ['distance_oss', [1900, 1900], [700, 700]],
    ],
    [
      'at the standard rate where the class is not known',
      withOss,
      odense,
      ['distance_oss', [2500, 2500], [2500, 2500]],
    ],
    [
      'is none out of the EU, where prices include that of home',
      withOss,
      geneva,
      ['export', [0, 2000], [0, 550]],
    ],
    ['is none overseas', rules, pointeAPitre, ['overseas', [0, 2000], [0, 550]]],
  ])('%s', (_, by, destination, expected) => {
    expect(decided(by, { destination })).toEqual(expected)
  })

  it.each([
    ['owes it itself abroad', berlin, 'DE', ['reverse_charge', [0, 2000], [0, 550]]],
    [
      'with an id of a third member state too',
      berlin,
      'EL',
      ['reverse_charge', [0, 2000], [0, 550]],
    ],
    [
      'with an id of home has goods sent abroad at the VAT of home',
      berlin,
      'FR',
      ['distance_home', [2000, 2000], [550, 550]],
    ],
    ['pays that of home at home', lyon, 'DE', ['domestic', [2000, 2000], [550, 550]]],
    ['pays none out of the EU', geneva, 'DE', ['export', [0, 2000], [0, 550]]],
  ])('of a business %s', (_, destination, buyerVatCountry, expected) => {
    expect(decided(withOss, { destination, buyerVatCountry })).toEqual(expected)
  })

  it('is that of the destination from the day on that the shop says', () => {
    const on = (day: string) => decided(withOss, { destination: berlin, day })[0]
    expect([on('2025-12-31'), on('2026-01-01')]).toEqual(['distance_home', 'distance_oss'])
  })

  it('is unknown for a class that home does not have, whatever the destination', () => {
    for (const destination of [lyon, berlin, geneva]) {
      const tax = decideTax(withOss, { destination, day })
      expect([tax?.rateOf('books'), tax?.includedRateOf('books')]).toEqual([undefined, undefined])
    }
  })

  it('is not decided where no rate is known: on a day before all, and in a country without', () => {
    expect(decideTax(rules, { destination: lyon, day: '1999-01-01' })).toBeUndefined()
    const madrid = { countryCode: 'ES', postalCode: '28001' }
    expect(decideTax(withOss, { destination: madrid, day })).toBeUndefined()
  })
})

describe('a decision in prices', () => {
  const eur = (amount: number) => money(amount, 'EUR')
  const lines = [{ quantity: 1, unitPrice: eur(12_000), taxClass: 'standard' }]
  const totalsOf = (by: TaxRules, destination: TaxSale['destination']) => {
    const tax = decideTax(by, { destination, day })
    if (!tax) throw new Error('not sold there')
    const { totals } = priceOrder({ currency: 'EUR', lines, ...taxToPrice(tax) })
    return [totals.grandTotal.amount, totals.vatTotal.amount]
  }

  it('keeps a gross price whatever the rate, and takes the VAT of home off where none is charged', () => {
    expect(totalsOf(withOss, lyon)).toEqual([12_000, 2000])
    expect(totalsOf(withOss, berlin)).toEqual([12_000, 1916])
    expect(totalsOf(withOss, geneva)).toEqual([10_000, 0])
  })

  it('puts the rate of the destination on a net price', () => {
    const net: TaxRules = { ...withOss, prices: 'net' }
    expect(totalsOf(net, lyon)).toEqual([14_400, 2400])
    expect(totalsOf(net, berlin)).toEqual([14_280, 2280])
    expect(totalsOf(net, geneva)).toEqual([12_000, 0])
  })

  it('is kept with the rates of the classes that were sold, each once', () => {
    const tax = decideTax(rules, { destination: geneva, day })
    expect(tax && recordTax(tax, ['standard', 'reduced', 'standard'])).toEqual({
      ...{ treatment: 'export', day, prices: 'gross' },
      rates: [
        { taxClass: 'reduced', rateBps: 0, includedRateBps: 550 },
        { taxClass: 'standard', rateBps: 0, includedRateBps: 2000 },
      ],
    })
    const corsica = decideTax({ ...rules, prices: 'net' }, { destination: bastia, day })
    expect(corsica && recordTax(corsica, ['reduced'])).toEqual({
      ...{ treatment: 'domestic', day, prices: 'net', countryCode: 'FR', region: 'FR-20R' },
      rates: [{ taxClass: 'reduced', rateBps: 210 }],
    })
  })

  it('refuses a class without a rate', () => {
    const tax = decideTax(rules, { destination: lyon, day })
    expect(() => tax && taxToPrice(tax).rateOf('books')).toThrow('no VAT rate for books')
  })
})
