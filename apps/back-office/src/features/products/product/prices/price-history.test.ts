import { describe, expect, it } from 'vitest'
import { lowestOf30Days, pricesOf } from './price-history.ts'

const point = (amount: number, from: string, sku = 'BOL') => ({
  ...{ sku, from, price: { amount, currency: 'EUR' } },
})
const now = new Date('2026-11-30T12:00:00Z')

describe('the prices that a variant had', () => {
  it('are those of its SKU, the last first', () => {
    const history = [
      point(100, '2026-01-01'),
      point(200, '2026-02-01', 'TASSE'),
      point(300, '2026-03-01'),
    ]
    expect(pricesOf(history, 'BOL').map(({ price }) => price.amount)).toEqual([300, 100])
  })
})

describe('the lowest price of thirty days', () => {
  it('counts a price that began before them and was still in force', () => {
    const history = [point(900, '2026-06-01'), point(1_200, '2026-11-15')]
    expect(lowestOf30Days(history, 'BOL', now)?.amount).toBe(900)
  })

  it('leaves out what ended before them', () => {
    const history = [point(500, '2026-06-01'), point(900, '2026-09-01'), point(1_200, '2026-11-15')]
    expect(lowestOf30Days(history, 'BOL', now)?.amount).toBe(900)
  })

  it('is nothing where there was no price', () => {
    expect(lowestOf30Days([], 'BOL', now)).toBeUndefined()
  })
})
