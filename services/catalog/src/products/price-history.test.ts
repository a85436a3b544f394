import { describe, expect, it } from 'vitest'
import { priorPrice, recordPrices, shownFormerPrice } from './price-history.ts'

const eur = (amount: number) => ({ amount, currency: 'EUR' })
const at = (day: number, amount: number) => ({
  sku: 'A',
  price: eur(amount),
  from: new Date(Date.UTC(2026, 0, day)).toISOString(),
})

describe('recording prices', () => {
  it('adds a price only when it changes', () => {
    const now = new Date('2026-01-01T00:00:00Z')
    const first = recordPrices([], [{ sku: 'A', price: eur(100) }], now)
    const same = recordPrices(first, [{ sku: 'A', price: eur(100) }], now)
    const next = recordPrices(same, [{ sku: 'A', price: eur(90) }], now)
    expect([first.length, same.length, next.length]).toEqual([1, 1, 2])
  })
})

describe('the price before a reduction', () => {
  it('is the lowest of the 30 days before it', () => {
    expect(priorPrice([at(1, 100), at(10, 80), at(15, 120), at(30, 70)], 'A')).toEqual(eur(80))
  })

  it('is not a lower one that ended more than 30 days before', () => {
    expect(priorPrice([at(1, 60), at(2, 100), at(40, 70)], 'A')).toEqual(eur(100))
  })

  it('is nothing when the price rose, or never changed', () => {
    expect(priorPrice([at(1, 100), at(2, 110)], 'A')).toBeUndefined()
    expect(priorPrice([at(1, 100)], 'A')).toBeUndefined()
  })
})

describe('the former price that shoppers see', () => {
  const cut = [at(1, 100), at(5, 80)]

  it('is never more than what the history proves', () => {
    const claimed = { sku: 'A', price: eur(80), compareAtPrice: eur(150) }
    expect(shownFormerPrice(claimed, cut)).toEqual(eur(100))
  })

  it('is not shown when the history proves none', () => {
    const claimed = { sku: 'A', price: eur(100), compareAtPrice: eur(150) }
    expect(shownFormerPrice(claimed, [at(1, 100)])).toBeUndefined()
  })

  it('is not shown when none is announced', () => {
    expect(shownFormerPrice({ sku: 'A', price: eur(80) }, cut)).toBeUndefined()
  })
})
