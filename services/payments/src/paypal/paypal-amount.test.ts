import { exponentOf } from '@comptoir/money'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { fromPayPalAmount, isPayable, paypalCurrencies, toPayPalAmount } from './paypal-amount.ts'

describe('amounts at PayPal', () => {
  it.each([
    [1999, 'EUR', '19.99'],
    [7, 'EUR', '0.07'],
    [100, 'EUR', '1.00'],
    [1500, 'JPY', '1500'],
    [150_000, 'HUF', '1500'],
  ])('%i of %s are %s', (amount, currency_code, value) => {
    expect(toPayPalAmount(amount, currency_code)).toEqual({ currency_code, value })
  })

  it.each([
    ['a currency with three decimals', 1500, 'KWD'],
    ['a part of a forint', 150_050, 'HUF'],
    ['nothing', 0, 'EUR'],
  ])('refuses %s', (_what, amount, currency) => {
    expect(isPayable(amount, currency)).toBe(false)
    expect(() => toPayPalAmount(amount, currency)).toThrow('PayPal takes no such')
  })

  it('come back as they went, whatever their decimals', () => {
    const amounts = fc.record({
      currency: fc.constantFrom(...paypalCurrencies),
      units: fc.integer({ min: 1, max: 1e9 }),
    })
    fc.assert(
      fc.property(amounts, ({ currency, units }) => {
        const isWhole = ['HUF', 'TWD', 'JPY'].includes(currency)
        const amount = isWhole ? units * 10 ** exponentOf(currency) : units
        expect(fromPayPalAmount(toPayPalAmount(amount, currency))).toBe(amount)
      }),
    )
  })
})
