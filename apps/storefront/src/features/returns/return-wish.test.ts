import { describe, expect, it } from 'vitest'
import { labelPriceOf, linesOf, nothingChosen, wishFor, wishOf } from './return-wish.ts'

const goods = (...skus: string[]) => skus.map((sku) => ({ sku, left: 2 }))

describe('what is asked to come back', () => {
  it('is what was chosen, without what is kept or left empty', () => {
    const wish = {
      KEPT: nothingChosen,
      ONE: { ...nothingChosen, quantity: 1, note: '  ' },
      TWO: { ...nothingChosen, quantity: 2, reason: 'defective' as const, note: ' fêlé ' },
      SWAP: { ...nothingChosen, quantity: 1, reason: 'wrong_size' as const, exchangeFor: 'SWAP-L' },
    }
    expect(linesOf(wish, goods('KEPT', 'ONE', 'TWO', 'SWAP'))).toEqual([
      { sku: 'ONE', quantity: 1, reason: 'changed_mind' },
      { sku: 'TWO', quantity: 2, reason: 'defective', note: 'fêlé' },
      { sku: 'SWAP', quantity: 1, reason: 'wrong_size', exchangeFor: 'SWAP-L' },
    ])
    expect(wishOf(wish, { sku: 'OTHER', left: 1 })).toEqual(nothingChosen)
  })

  it('is no more than can come back now, as the form shows it', () => {
    const wish = {
      GONE: { ...nothingChosen, quantity: 1 },
      LESS: { ...nothingChosen, quantity: 3 },
    }
    const less = { sku: 'LESS', left: 2 }
    expect(linesOf(wish, [less])).toEqual([{ sku: 'LESS', quantity: 2, reason: 'changed_mind' }])
    expect(wishOf(wish, less).quantity).toBe(2)
  })

  it('is not the same once more where the reason is not the fault of the shop', () => {
    const reasons = [
      { code: 'defective', shopFault: true },
      { code: 'wrong_size', shopFault: false },
    ] as never
    const same = { ...nothingChosen, reason: 'defective' as const, exchangeFor: 'A' }
    const other = { ...same, exchangeFor: 'B' }
    const changed = { reason: 'wrong_size' as const, sku: 'A', reasons }
    expect(wishFor(same, changed)).toMatchObject({ reason: 'wrong_size', exchangeFor: '' })
    expect(wishFor(other, changed)).toMatchObject({ exchangeFor: 'B' })
    expect(wishFor(same, { ...changed, reason: 'defective' })).toMatchObject({ exchangeFor: 'A' })
  })
})

describe('the way back', () => {
  const policy = {
    labelPrice: { amount: 490, currency: 'EUR' },
    reasons: [
      { code: 'changed_mind', labelPaidBy: 'customer' },
      { code: 'defective', labelPaidBy: 'shop' },
    ],
  } as never

  it('is free when all of it is the fault of the shop, and costs the label otherwise', () => {
    expect(labelPriceOf(policy, [{ reason: 'defective' }]).amount).toBe(0)
    expect(labelPriceOf(policy, [{ reason: 'defective' }, { reason: 'changed_mind' }]).amount).toBe(
      490,
    )
    expect(labelPriceOf(policy, [{ reason: 'withdrawal' }]).amount).toBe(490)
  })
})
