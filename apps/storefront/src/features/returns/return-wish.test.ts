import { describe, expect, it } from 'vitest'
import { labelPriceOf, linesOf, nothingChosen, wishOf } from './return-wish.ts'

describe('what is asked to come back', () => {
  it('is what was chosen, without what is kept or left empty', () => {
    const wish = {
      KEPT: nothingChosen,
      ONE: { ...nothingChosen, quantity: 1, note: '  ' },
      TWO: { ...nothingChosen, quantity: 2, reason: 'defective' as const, note: ' fêlé ' },
      SWAP: { ...nothingChosen, quantity: 1, reason: 'wrong_size' as const, exchangeFor: 'SWAP-L' },
    }
    expect(linesOf(wish)).toEqual([
      { sku: 'ONE', quantity: 1, reason: 'changed_mind' },
      { sku: 'TWO', quantity: 2, reason: 'defective', note: 'fêlé' },
      { sku: 'SWAP', quantity: 1, reason: 'wrong_size', exchangeFor: 'SWAP-L' },
    ])
    expect(wishOf(wish, 'OTHER')).toBe(nothingChosen)
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
