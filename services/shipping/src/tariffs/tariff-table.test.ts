import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { seedTariffs } from './seed-tariffs.ts'
import { tariffOf } from './tariff-book.ts'
import { readTable } from './tariff-table.ts'

const read = (...lines: string[]) => readTable(lines.join('\n'), seedTariffs)
const header = 'option,zone,up_to_grams,price'
/** The line, column and code of each error. */
const wrong = (...lines: string[]) =>
  read(...lines).errors.map(({ line, field, code }) => `${line} ${field} ${code}`)

describe('a tariff table', () => {
  it('sets the tiers of each option and zone, and leaves what it has no column for', () => {
    const { value, errors } = read(
      header,
      'colis-standard,mainland,1000,5.9',
      'colis-express,mainland,2000,12',
      'colis-standard,mainland,30000,"25,50"',
    )
    expect(errors).toEqual([])
    expect(value).toEqual([
      {
        ...{ optionId: 'colis-standard', zoneId: 'mainland', freeFrom: 6_000 },
        tiers: [
          { upToGrams: 1_000, price: 590 },
          { upToGrams: 30_000, price: 2_550 },
        ],
        deliveryDays: { min: 2, max: 4 },
      },
      expect.objectContaining({ optionId: 'colis-express', freeFrom: 20_000 }),
    ])
  })

  it('is read as spreadsheets write it: semicolons, a mark at the start, capitals, empty lines', () => {
    const { value, errors } = read(
      '\uFEFFOption;Zone;Up_to_grams;Price;Free_from;Days_min;Days_max\r',
      'colis-standard;corsica;30000;25,50;;1;9\r',
      '\r',
    )
    expect(errors).toEqual([])
    expect(value).toEqual([
      {
        ...{ optionId: 'colis-standard', zoneId: 'corsica' },
        tiers: [{ upToGrams: 30_000, price: 2_550 }],
        deliveryDays: { min: 1, max: 9 },
      },
    ])
  })

  it('names each bad line with its column', () => {
    const found = wrong(
      header,
      'colis-standard,mainland,1000,5.90',
      'colis-standard,mainland,900,6.90',
      'colis-standard,corsica,1000,free',
      'pigeon,mainland,1000,5.90',
      'colis-express,moon,0,5.90',
      'colis-express,mainland,40000,5.905',
    )
    expect(found).toEqual([
      '3 up_to_grams not_ascending',
      '4 price not_an_amount',
      '5 option unknown_option',
      '5 days_min not_days',
      '5 days_max not_days',
      '6 zone unknown_zone',
      '6 up_to_grams not_in_range',
      '6 days_min not_days',
      '6 days_max not_days',
      '7 up_to_grams not_in_range',
      '7 price not_an_amount',
    ])
  })

  it('refuses a header without a column or with one too many, and lines of another width', () => {
    expect(wrong('option,zone,price,colour', 'a,b,1,red')).toEqual([
      '1 up_to_grams missing_column',
      '1 colour unknown_column',
    ])
    expect(wrong(header, 'colis-standard,mainland,1000')).toEqual(['2 line columns'])
    expect(wrong(header)).toEqual(['1 option empty'])
    expect(wrong(header, 'colis-standard,mainland,"1000,5.90')).toHaveLength(1)
  })

  it('refuses lines of one tariff that say different days or free amounts', () => {
    const found = wrong(
      `${header},free_from,days_min,days_max`,
      'colis-standard,mainland,1000,5.90,60,2,3',
      'colis-standard,mainland,2000,6.90,61,2,4',
    )
    expect(found).toEqual(['3 free_from differs', '3 days_max differs'])
  })

  it('reads back any tariff that was written as one', () => {
    const tiersOf = fc
      .uniqueArray(fc.integer({ min: 1, max: 30_000 }), { minLength: 1, maxLength: 20 })
      .chain((weights) =>
        fc
          .array(fc.nat(99_999), { minLength: weights.length, maxLength: weights.length })
          .map((prices) => {
            const sorted = prices.toSorted((a, b) => a - b)
            return weights
              .toSorted((a, b) => a - b)
              .map((upToGrams, n) => ({ upToGrams, price: sorted[n] ?? 0 }))
          }),
      )
    fc.assert(
      fc.property(tiersOf, (tiers) => {
        const lines = tiers.map(
          ({ upToGrams, price }) =>
            `colis-standard,mainland,${upToGrams},${(price / 100).toFixed(2)}`,
        )
        const { value, errors } = read(header, ...lines)
        expect(errors).toEqual([])
        const today = tariffOf(seedTariffs, { optionId: 'colis-standard', zoneId: 'mainland' })
        expect(value).toEqual([{ ...today, tiers }])
      }),
    )
  })
})
