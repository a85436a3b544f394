import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { seedTariffs } from './seed-tariffs.ts'
import { carriedBy, priceOf, zoneOf } from './shipping-rate.ts'
import {
  problemsOf,
  putCarrier,
  putOption,
  putTariffs,
  putZone,
  removeTariff,
  tariffOf,
} from './tariff-book.ts'

const author = { by: 'usr_staff', at: '2026-12-01T09:00:00.000Z', reason: 'tariffs of 2027' }
const standard = { optionId: 'colis-standard', zoneId: 'mainland' }
const tariff = {
  ...standard,
  tiers: [
    { upToGrams: 1_000, price: 600 },
    { upToGrams: 20_000, price: 2_000 },
  ],
  deliveryDays: { min: 2, max: 3 },
}

describe('a tariff in the hands of staff', () => {
  it('replaces the one of its option and zone, with who did it, when, why and what was before', () => {
    const book = putTariffs(seedTariffs, [tariff], author)
    expect(tariffOf(book, standard)).toEqual(tariff)
    expect(book.tariffs).toHaveLength(seedTariffs.tariffs.length)
    expect(book.history.at(-1)).toMatchObject({
      ...{ ...author, ...standard, action: 'changed' },
      previous: { tiers: tariffOf(seedTariffs, standard)?.tiers, freeFrom: 6_000 },
      tariff: { tiers: tariff.tiers },
    })
  })

  it('changes nothing when it is set again, nor when it is removed again', () => {
    const book = putTariffs(seedTariffs, [tariff], author)
    expect(putTariffs(book, [structuredClone(tariff)], author)).toBe(book)
    const without = removeTariff(book, standard, author)
    expect(tariffOf(without, standard)).toBeUndefined()
    expect(removeTariff(without, standard, author)).toBe(without)
  })

  it('is refused where a heavier parcel costs less, weights do not rise, or days are upside down', () => {
    const refused = { ...tariff, deliveryDays: { min: 4, max: 3 } }
    const tiers = [
      { upToGrams: 2_000, price: 600 },
      { upToGrams: 2_000, price: 500 },
    ]
    expect(problemsOf({ ...refused, tiers }).map(({ field }) => field)).toEqual([
      ...['tiers.1.upToGrams', 'tiers.1.price', 'deliveryDays.max'],
    ])
    expect(() => putTariffs(seedTariffs, [tariff, { ...tariff, tiers }], author)).toThrow(
      expect.objectContaining({ code: 'invalid_request' }),
    )
  })

  it('is refused for an option and a zone that are not there', () => {
    const put = (more: object) => () => putTariffs(seedTariffs, [{ ...tariff, ...more }], author)
    expect(put({ optionId: 'pigeon' })).toThrow(expect.objectContaining({ code: 'not_found' }))
    expect(put({ zoneId: 'moon' })).toThrow(expect.objectContaining({ code: 'not_found' }))
  })

  it('never charges less for more weight, whatever staff were let enter', () => {
    const tiers = fc
      .array(fc.record({ upToGrams: fc.integer({ min: 1, max: 30_000 }), price: fc.nat(9_000) }), {
        ...{ minLength: 1, maxLength: 8 },
      })
      .filter((list) => problemsOf({ ...tariff, tiers: list }).length === 0)
    const grams = fc.nat(200_000)
    fc.assert(
      fc.property(tiers, grams, grams, (list, a, b) => {
        const [light, heavy] = [Math.min(a, b), Math.max(a, b)]
        const priced = (weight: number) => priceOf({ ...tariff, tiers: list }, weight, 0)
        expect(priced(light)).toBeLessThanOrEqual(priced(heavy))
      }),
    )
  })
})

describe('carriers, options and zones', () => {
  const carrier = { code: 'relais', name: 'Relais Express', active: true }
  const option = {
    ...{ optionId: 'eco', carrierCode: 'relais', active: true },
    kind: 'home' as const,
    name: { fr: 'Éco', en: 'Economy' },
  }

  it('are created, changed, and recorded', () => {
    const book = putOption(putCarrier(seedTariffs, carrier, author), option, author)
    const renamed = putCarrier(book, { ...carrier, name: 'Relais' }, author)
    expect(
      renamed.history.slice(-3).map(({ action, carrierCode }) => [action, carrierCode]),
    ).toEqual([
      ['added', 'relais'],
      ['added', 'relais'],
      ['changed', 'relais'],
    ])
    expect(putCarrier(renamed, { ...carrier, name: 'Relais' }, author)).toBe(renamed)
  })

  it('refuse an option without a carrier, of another one, or that turns into one to a pickup point', () => {
    const refused = (more: object, code: string) =>
      expect(() => putOption(seedTariffs, { ...option, ...more }, author)).toThrow(
        expect.objectContaining({ code }),
      )
    refused({}, 'not_found')
    refused({ optionId: 'colis-standard', carrierCode: 'express-france' }, 'conflict')
    const standardOption = seedTariffs.options[0]
    refused({ ...standardOption, kind: 'pickup' }, 'invalid_request')
  })

  it('keep every postal code in one zone: the longest prefix decides, and none is in two', () => {
    const name = { fr: 'Paris' }
    const paris = {
      ...{ zoneId: 'paris', name },
      areas: [{ countryCode: 'FR', postalPrefixes: ['750'] }],
    }
    const book = putZone(seedTariffs, paris, author)
    expect(zoneOf(book.zones, { countryCode: 'FR', postalCode: '75010' })?.zoneId).toBe('paris')
    expect(zoneOf(book.zones, { countryCode: 'FR', postalCode: '75116' })?.zoneId).toBe('mainland')
    const areas = [{ countryCode: 'FR', postalPrefixes: ['69', '75'] }]
    expect(() => putZone(seedTariffs, { ...paris, areas }, author)).toThrow(
      expect.objectContaining({
        code: 'invalid_request',
        errors: [expect.objectContaining({ field: 'areas.0.postalPrefixes' })],
      }),
    )
  })

  it('may cover a whole country', () => {
    const areas = [{ countryCode: 'BE', postalPrefixes: [] }]
    const book = putZone(
      seedTariffs,
      { zoneId: 'belgium', name: { fr: 'Belgique' }, areas },
      author,
    )
    expect(zoneOf(book.zones, { countryCode: 'BE', postalCode: '1000' })?.zoneId).toBe('belgium')
  })

  it('carry what was ordered when the option is gone', () => {
    const to = { countryCode: 'FR', postalCode: '75010' }
    expect(carriedBy(seedTariffs, 'gone', to)).toEqual({
      ...{ carrierCode: 'unknown', carrierName: '', maxParcelGrams: 30_000 },
    })
    const book = putTariffs(seedTariffs, [tariff], author)
    expect(carriedBy(book, 'colis-standard', to).maxParcelGrams).toBe(20_000)
  })

  it('keep the latest three hundred changes', () => {
    let book = seedTariffs
    for (let n = 1; n <= 310; n++) book = putCarrier(book, { ...carrier, name: `N${n}` }, author)
    expect(book.history).toHaveLength(300)
  })
})
