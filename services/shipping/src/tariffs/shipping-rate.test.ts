import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { seedTariffs } from './seed-tariffs.ts'
import { heaviestShipmentGrams, priceOf, quoteOptions, zoneOf } from './shipping-rate.ts'

const euros = (amount: number) => ({ amount, currency: 'EUR' })
const paris = { countryCode: 'FR', postalCode: '75010' }
const quote = (more: object = {}) =>
  quoteOptions(seedTariffs, { ...paris, weightGrams: 800, itemsTotal: euros(2_000), ...more })

describe('zoneOf', () => {
  it.each([
    ['FR', '75010', 'mainland'],
    ['FR', '01000', 'mainland'],
    ['FR', '7 5010', 'mainland'],
    ['FR', '20090', 'corsica'],
    ['MC', '98000', 'monaco'],
    ['FR', '98000', 'monaco'],
    ['FR', '97400', undefined],
    ['FR', '98800', undefined],
    ['FR', '00100', undefined],
    ['FR', '7501', undefined],
    ['BE', '10000', undefined],
  ])('puts %s %s in %s', (countryCode, postalCode, zone) => {
    expect(zoneOf(seedTariffs.zones, { countryCode, postalCode })?.zoneId).toBe(zone)
  })
})

describe('quoteOptions', () => {
  it('offers standard and express on the mainland, cheapest first, then pickup points', () => {
    expect(quote().map(({ optionId, price }) => [optionId, price.amount])).toEqual([
      ['colis-standard', 590],
      ['colis-express', 1_190],
      ['point-relais', 450],
    ])
  })

  it('offers no express to Corsica, at Corsican prices', () => {
    const options = quote({ postalCode: '20090' })
    expect(options.map(({ optionId, price }) => [optionId, price.amount])).toEqual([
      ['colis-standard', 790],
    ])
  })

  it('ships free from a value of goods on', () => {
    const standardAt = (amount: number) => {
      const options = quote({ itemsTotal: euros(amount) })
      return options.find(({ optionId }) => optionId === 'colis-standard')?.price.amount
    }
    expect(standardAt(5_999)).toBe(590)
    expect(standardAt(6_000)).toBe(0)
  })

  it('offers nothing overseas, abroad, in another currency or above what parcels take', () => {
    expect(quote({ postalCode: '97400' })).toEqual([])
    expect(quote({ countryCode: 'DE', postalCode: '10115' })).toEqual([])
    expect(quote({ itemsTotal: { amount: 1, currency: 'USD' } })).toEqual([])
    expect(quote({ weightGrams: heaviestShipmentGrams + 1 })).toEqual([])
  })

  it('leaves out carriers and options that are not active', () => {
    const toShip = { ...paris, weightGrams: 1, itemsTotal: euros(1) }
    const idle = <T extends object>(list: readonly T[]) =>
      list.map((one) => ({ ...one, active: false }))
    const { carriers, options } = seedTariffs
    expect(quoteOptions({ ...seedTariffs, carriers: idle(carriers) }, toShip)).toEqual([])
    expect(quoteOptions({ ...seedTariffs, options: idle(options) }, toShip)).toEqual([])
  })
})

describe('priceOf', () => {
  const { tariffs } = seedTariffs
  const grams = fc.integer({ min: 0, max: heaviestShipmentGrams })

  it('never falls when the weight rises', () => {
    fc.assert(
      fc.property(fc.constantFrom(...tariffs), grams, grams, (tariff, a, b) => {
        const [light, heavy] = [Math.min(a, b), Math.max(a, b)]
        expect(priceOf(tariff, light, 0)).toBeLessThanOrEqual(priceOf(tariff, heavy, 0))
      }),
    )
  })

  it('charges a full parcel for every thirty kilos', () => {
    const [mainland] = tariffs
    expect(
      mainland && [30_000, 30_001, 60_000].map((weight) => priceOf(mainland, weight, 0)),
    ).toEqual([2_490, 2_980, 4_980])
  })
})
