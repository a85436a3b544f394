import { describe, expect, it } from 'vitest'
import { createShopTwin } from '../test/shop-twin.ts'
import { createTaxRates, frenchDay, rateFor } from './tax-rates.ts'

describe('the VAT rates', () => {
  it('are asked for once a minute, and old ones serve while billing is away', async () => {
    const shop = createShopTwin()
    let nowMs = 0
    const read = createTaxRates(shop.billing, () => nowMs)
    await read()
    await read()
    expect(shop.calls).toHaveLength(1)
    nowMs = 61_000
    shop.away.add('billing')
    expect(await read()).toHaveLength(1)
  })

  it('are those of the country and the day', () => {
    const rate = { countryCode: 'FR', taxClass: 'standard', validFrom: '2014-01-01' }
    const rates = [
      { ...rate, rateBps: 1960, validFrom: '2000-04-01', validTo: '2013-12-31' },
      { ...rate, rateBps: 2000 },
    ]
    expect(rateFor(rates, { countryCode: 'FR', day: '2013-12-31' })('standard')).toBe(1960)
    expect(rateFor(rates, { countryCode: 'FR', day: '2014-01-01' })('standard')).toBe(2000)
    expect(rateFor(rates, { countryCode: 'BE', day: '2014-01-01' })('standard')).toBeUndefined()
  })

  it('change at midnight in France', () => {
    expect(frenchDay('2026-12-31T23:30:00.000Z')).toBe('2027-01-01')
  })
})
