import { describe, expect, it } from 'vitest'
import { tariffBody, tariffFaults, tariffWish, withTier } from './tariff-wish.ts'

const tariff = {
  tiers: [
    { upToGrams: 500, price: 490 },
    { upToGrams: 2_000, price: 690 },
  ],
  freeFrom: 6_000,
  deliveryDays: { min: 2, max: 4 },
}

describe('a tariff that is edited', () => {
  it('is the same when nothing was changed', () => {
    expect(tariffBody(tariffWish(tariff))).toEqual(tariff)
  })

  it('keeps its reason, and may have no free delivery', () => {
    const wish = { ...tariffWish(tariff), freeFrom: null, reason: ' hausse ' }
    const { freeFrom: _, ...rest } = tariff
    expect(tariffBody(wish)).toEqual({ ...rest, reason: 'hausse' })
  })

  it.each([
    { upToGrams: '' },
    { upToGrams: '500' },
    { upToGrams: '30001' },
    { upToGrams: '2 kg' },
    { price: null },
    { price: 489 },
  ])('is refused when its second tier is %j', (change) => {
    const start = tariffWish(tariff)
    const wish = { ...start, tiers: withTier(start.tiers, 1, change) }
    expect(tariffBody(wish)).toBeUndefined()
    expect(tariffFaults(wish)).toEqual({ tiers: true, days: false })
  })

  it('needs days in their order, and a tier', () => {
    expect(tariffFaults({ ...tariffWish(tariff), minDays: '5' })).toEqual({
      tiers: false,
      days: true,
    })
    expect(tariffFaults({ ...tariffWish(tariff), maxDays: '91' }).days).toBe(true)
    expect(tariffBody(tariffWish(undefined))).toBeUndefined()
  })
})
