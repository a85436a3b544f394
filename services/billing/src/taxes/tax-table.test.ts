import { describe, expect, it } from 'vitest'
import { readSeed } from './seed-rates.ts'
import { datedRates, ratesInForce, removeRate, setRate, type TaxTable } from './tax-table.ts'

const change = { by: 'usr_staff', at: '2026-11-21T10:00:00.000Z', today: '2026-11-21' }
const today = { day: change.today }
const standard = { taxClass: 'standard', rateBps: 2000, validFrom: '2014-01-01' }
const table: TaxTable = { countryCode: 'FR', rates: [standard], history: [] }
const next = { ...standard, rateBps: 2100, validFrom: '2027-01-01' }

const seeded = [...readSeed().values()].flatMap(datedRates)
const seededIn = (countryCode: string, region?: string, day = today.day) =>
  Object.fromEntries(
    ratesInForce(seeded, { day })
      .filter((rate) => rate.countryCode === countryCode && rate.region === region)
      .map(({ taxClass, rateBps }) => [taxClass, rateBps]),
  )

describe('setting a rate', () => {
  it('ends the one before it on the day before, and records who did it and why', () => {
    const set = setRate(table, next, { ...change, reason: 'budget of 2027' })
    expect(datedRates(set)).toEqual([
      { countryCode: 'FR', ...standard, validTo: '2026-12-31' },
      { countryCode: 'FR', ...next },
    ])
    const { at, by } = change
    const { taxClass, validFrom, rateBps } = next
    expect(set.history).toEqual([
      {
        at,
        by,
        action: 'added',
        place: 'FR',
        taxClass,
        validFrom,
        rateBps,
        reason: 'budget of 2027',
      },
    ])
  })

  it('may begin today, and changes nothing when it is so already', () => {
    const fromToday = { ...next, validFrom: change.today }
    const set = setRate(table, fromToday, change)
    expect(ratesInForce(datedRates(set), today)).toEqual([{ countryCode: 'FR', ...fromToday }])
    expect(setRate(set, fromToday, change)).toBe(set)
    expect(() => setRate(set, { ...fromToday, rateBps: 1 }, change)).toThrow(
      expect.objectContaining({ code: 'transition_refused' }),
    )
    expect(setRate(table, standard, change)).toBe(table)
  })

  it('replaces one that is still to come, with what it was', () => {
    const once = setRate(table, next, change)
    const twice = setRate(once, { ...next, rateBps: 2200 }, change)
    expect(twice.rates).toEqual([standard, { ...next, rateBps: 2200 }])
    expect(twice.history.at(-1)).toMatchObject({
      ...{ action: 'changed', rateBps: 2200, previousRateBps: 2100 },
    })
  })

  it('is refused for a day that is over, and in place of one that is in force', () => {
    const past = { ...standard, validFrom: '2026-11-20', rateBps: 500 }
    expect(() => setRate(table, past, change)).toThrow(
      expect.objectContaining({
        code: 'invalid_request',
        errors: [expect.objectContaining({ field: 'validFrom' })],
      }),
    )
    expect(() => setRate(table, { ...standard, rateBps: 1 }, change)).toThrow(
      expect.objectContaining({ code: 'transition_refused' }),
    )
  })

  it('of a region leaves the rate of the country', () => {
    const set = setRate(table, { ...next, region: 'FR-20R' }, change)
    expect(datedRates(set)).toEqual([
      { countryCode: 'FR', ...standard },
      { countryCode: 'FR', region: 'FR-20R', ...next },
    ])
    expect(set.history[0]?.place).toBe('FR-20R')
  })
})

describe('taking a rate back', () => {
  it('gives the one before it no end again', () => {
    const back = removeRate(setRate(table, next, change), next, change)
    expect(datedRates(back)).toEqual([{ countryCode: 'FR', ...standard }])
    expect(back.history.at(-1)).toMatchObject({ action: 'removed', previousRateBps: 2100 })
    expect(removeRate(back, next, change)).toBe(back)
  })

  it('is refused when it is in force', () => {
    expect(() => removeRate(table, standard, change)).toThrow(
      expect.objectContaining({ code: 'transition_refused' }),
    )
    const fromToday = setRate(table, { ...next, validFrom: change.today }, change)
    expect(() => removeRate(fromToday, { ...next, validFrom: change.today }, change)).toThrow(
      expect.objectContaining({ code: 'transition_refused' }),
    )
  })
})

describe('the rates that a shop starts with', () => {
  it('are those of France, and of Corsica where they differ', () => {
    expect(seededIn('FR')).toEqual({
      ...{ standard: 2000, intermediate: 1000, reduced: 550, super_reduced: 210 },
    })
    expect(seededIn('FR', 'FR-20R')).toEqual({ intermediate: 210, reduced: 210 })
  })

  it('change on the day that the law says', () => {
    expect(seededIn('FR', undefined, '2013-12-31')).toMatchObject({ standard: 1960 })
    expect(seededIn('FR', undefined, '2014-01-01')).toMatchObject({ standard: 2000 })
    expect(seededIn('RO', undefined, '2025-07-31')).toMatchObject({ standard: 1900, reduced: 500 })
    expect(seededIn('RO', undefined, '2025-08-01')).toMatchObject({ standard: 2100, reduced: 1100 })
  })

  it.each([
    ...['AT 2000', 'BE 2100', 'BG 2000', 'CY 1900', 'CZ 2100', 'DE 1900', 'DK 2500', 'EE 2400'],
    ...['ES 2100', 'FI 2550', 'FR 2000', 'GR 2400', 'HR 2500', 'HU 2700', 'IE 2300', 'IT 2200'],
    ...['LT 2100', 'LU 1700', 'LV 2100', 'MT 1800', 'NL 2100', 'PL 2300', 'PT 2300', 'RO 2100'],
    ...['SE 2500', 'SI 2200', 'SK 2300'],
  ])('have the standard rate of %s', (expected) => {
    const [countryCode = '', rateBps] = expected.split(' ')
    expect(seededIn(countryCode)['standard']).toBe(Number(rateBps))
  })

  it('fall from class to class in every place, from 2.1 to 27 %', () => {
    const order = ['standard', 'intermediate', 'reduced', 'super_reduced']
    for (const { countryCode } of seeded) {
      const rates = order.flatMap((taxClass) => seededIn(countryCode)[taxClass] ?? [])
      expect(rates, countryCode).toEqual(rates.toSorted((a, b) => b - a))
      for (const rate of rates) expect([210 <= rate, rate <= 2700]).toEqual([true, true])
    }
  })
})
