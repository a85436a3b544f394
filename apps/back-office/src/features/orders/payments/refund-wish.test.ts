import { RefundOrder } from '@comptoir/contracts/payments/schemas'
import { describe, expect, it } from 'vitest'
import { amountIn, type RefundWish, refundAmount, refundBody } from './refund-wish.ts'

const around = {
  refundable: 5_000,
  lines: [
    { sku: 'MUG', quantity: 3, gross: 3_000 },
    { sku: 'TEA', quantity: 1, gross: 1_500 },
  ],
  isUnsent: false,
}
const wish = (more: Partial<RefundWish>): RefundWish => ({
  ...{ kind: 'whole', amount: '', quantities: new Map() },
  ...more,
})

describe('an amount', () => {
  it.each([
    ['12', 1_200],
    ['12,5', 1_250],
    ['1 234.56', 123_456],
    ['0,29', 29],
    ['12,345', undefined],
    ['-1', undefined],
    ['x', undefined],
  ])('%s: %s', (text, amount) => {
    expect(amountIn(text)).toBe(amount)
  })
})

describe('a refund', () => {
  it('of all that is left names no amount: the service knows it', () => {
    expect(refundBody(wish({}), around, 'broken')).toEqual({ reason: 'broken' })
  })

  it('of a part names it, and is never more than what is left', () => {
    expect(refundBody(wish({ kind: 'part', amount: '12,50' }), around, 'late')).toEqual({
      ...{ reason: 'late', amount: 1_250 },
    })
    expect(refundBody(wish({ kind: 'part', amount: '50,01' }), around, 'late')).toBeUndefined()
    expect(refundBody(wish({ kind: 'part', amount: '0' }), around, 'late')).toBeUndefined()
  })

  it('by lines says which, and shows what that is', () => {
    const lines = wish({
      kind: 'lines',
      quantities: new Map([
        ['MUG', 2],
        ['TEA', 0],
      ]),
    })
    expect(refundAmount(lines, around)).toBe(2_000)
    expect(refundBody(lines, around, 'chipped')).toEqual({
      ...{ reason: 'chipped', lines: [{ sku: 'MUG', quantity: 2 }] },
    })
    expect(refundBody(wish({ kind: 'lines' }), around, 'chipped')).toBeUndefined()
  })

  it('of everything that has not left says what becomes of the goods', () => {
    const unsent = { ...around, isUnsent: true }
    expect(refundBody(wish({}), unsent, 'x')).toBeUndefined()
    expect(refundBody(wish({ goods: 'restock' }), unsent, 'x')).toEqual({
      reason: 'x',
      restock: true,
    })
    expect(refundBody(wish({ goods: 'writeOff' }), unsent, 'x')).toEqual({
      ...{ reason: 'x', restock: false },
    })
    expect(refundBody(wish({ goods: 'keepShipping' }), unsent, 'x')).toEqual({
      ...{ reason: 'x', keepShipping: true },
    })
    const part = wish({ kind: 'part', amount: '1', goods: 'restock' })
    expect(refundBody(part, unsent, 'x')).toEqual({ reason: 'x', amount: 100 })
  })

  it('is what the contract takes', () => {
    for (const one of [wish({}), wish({ kind: 'part', amount: '3' })]) {
      expect(RefundOrder.safeParse(refundBody(one, around, 'x')).success).toBe(true)
    }
  })
})
