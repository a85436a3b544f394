import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { toDecimal, toPercent, unitPriceOf } from './decimals.ts'

describe('decimals', () => {
  it.each([
    [0, 'EUR', '0.00'],
    [7, 'EUR', '0.07'],
    [123_456, 'EUR', '1234.56'],
    [1_230, 'JPY', '1230'],
  ])('writes %d of %s as %s', (amount, currency, written) => {
    expect(toDecimal(amount, currency)).toBe(written)
  })

  it('writes a rate as a percentage', () => {
    expect([2_000, 550, 210, 0].map(toPercent)).toEqual(['20.00', '5.50', '2.10', '0.00'])
  })

  it('gives a price the decimals that it needs', () => {
    expect(unitPriceOf(9_557, 3, 'EUR')).toBe('31.856667')
    expect(unitPriceOf(3_790, 2, 'EUR')).toBe('18.95')
    expect(unitPriceOf(1_000, 3, 'JPY')).toBe('333.333333')
    expect(unitPriceOf(1_000, 2, 'JPY')).toBe('500')
  })

  it('gives a price that comes to the line again, for any quantity', () => {
    const amount = fc.integer({ min: 0, max: 99_999_999 })
    fc.assert(
      fc.property(amount, fc.integer({ min: 1, max: 999 }), (net, quantity) => {
        const price = Number(unitPriceOf(net, quantity, 'EUR'))
        expect(Math.round(price * quantity * 100)).toBe(net)
      }),
    )
  })
})
