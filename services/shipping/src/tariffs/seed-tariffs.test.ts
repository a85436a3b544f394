import { Tariff } from '@comptoir/contracts/shipping/tariff-schemas'
import { describe, expect, it } from 'vitest'
import { seedTariffs } from './seed-tariffs.ts'
import { quoteOptions, zoneOf } from './shipping-rate.ts'
import { problemsOf } from './tariff-book.ts'

/** Where delivery went when zones were a rule in the code: a French postal code said it. */
function zoneByRule(countryCode: string, code: string): string | undefined {
  if (code.startsWith('980')) return ['MC', 'FR'].includes(countryCode) ? 'monaco' : undefined
  if (countryCode !== 'FR') return undefined
  const department = Number(code.slice(0, 2))
  if (department === 20) return 'corsica'
  return department >= 1 && department <= 95 ? 'mainland' : undefined
}

describe('the tariffs that a shop starts with', () => {
  it('know every place that the rule in the code knew, and no other', () => {
    const wrong: string[] = []
    for (const countryCode of ['FR', 'MC', 'BE']) {
      for (let n = 0; n < 100_000; n += 7) {
        const postalCode = String(n).padStart(5, '0')
        const zone = zoneOf(seedTariffs.zones, { countryCode, postalCode })?.zoneId
        if (zone !== zoneByRule(countryCode, postalCode)) wrong.push(`${countryCode} ${postalCode}`)
      }
    }
    expect(wrong).toEqual([])
  })

  it.each([
    ['75010', 400, 1_000, { 'colis-standard': 490, 'colis-express': 990 }],
    ['75010', 9_000, 5_999, { 'colis-standard': 1_490, 'colis-express': 2_490 }],
    ['98000', 31_000, 6_000, { 'colis-standard': 0, 'colis-express': 5_680 }],
    ['20090', 30_000, 9_999, { 'colis-standard': 3_790 }],
    ['20090', 30_001, 10_000, { 'colis-standard': 0 }],
  ])(
    'price %s, %d g of goods worth %d cents, as the constants did',
    (postalCode, weightGrams, amount, prices) => {
      const itemsTotal = { amount, currency: 'EUR' }
      const options = quoteOptions(seedTariffs, {
        ...{ countryCode: 'FR', postalCode, weightGrams, itemsTotal },
      })
      const found = options
        .filter(({ kind }) => kind !== 'pickup')
        .map(({ optionId, price }) => [optionId, price.amount])
      expect(Object.fromEntries(found)).toEqual(prices)
    },
  )

  it('are tariffs as staff may enter them', () => {
    expect(seedTariffs.tariffs.flatMap((tariff) => problemsOf(Tariff.parse(tariff)))).toEqual([])
  })
})
