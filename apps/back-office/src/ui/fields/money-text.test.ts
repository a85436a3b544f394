import { formatMoney } from '@comptoir/site/money'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { digitsOf, moneyText, readMoney, shortMoneyText } from './money-text.ts'

describe('an amount that is typed', () => {
  it.each([
    ['12', 'EUR', 1_200],
    ['12,5', 'EUR', 1_250],
    ['12.50', 'EUR', 1_250],
    ['1 234,50', 'EUR', 123_450],
    ['1\u202f234,50\u00a0€', 'EUR', 123_450],
    ['EUR 12,50', 'EUR', 1_250],
    ['1.234,50', 'EUR', 123_450],
    ['1.234.567', 'EUR', 123_456_700],
    ['-3,00', 'EUR', -300],
    ['−3', 'EUR', -300],
    ['1 500', 'JPY', 1_500],
    ['1,234', 'KWD', 1_234],
    ['0', 'EUR', 0],
  ] as const)('in French: %s %s is %i', (text, currency, amount) => {
    expect(readMoney(text, currency, 'fr')).toBe(amount)
  })

  it.each([
    ['1,234', 'EUR', 123_400],
    ['1,234.50', 'EUR', 123_450],
    ['12,50', 'EUR', 1_250],
    ['€1,234.5', 'EUR', 123_450],
    ['1,500', 'JPY', 1_500],
    ['1.234', 'KWD', 1_234],
    ['1,234', 'KWD', 1_234_000],
    ['1,234,567.89', 'EUR', 123_456_789],
  ] as const)('in English: %s %s is %i', (text, currency, amount) => {
    expect(readMoney(text, currency, 'en')).toBe(amount)
  })

  it.each([
    ...['', '-', 'douze', '1.234', '12,345', '1,2,3', '1.23,4.5', '12,3456', '1 234.567,8.9'],
    ...[',50', '1..2', '99999999999999999', '1e3', '1.234,567.890'],
  ])('is refused rather than guessed: %s', (text) => {
    expect(readMoney(text, 'EUR', 'fr')).toBeUndefined()
  })

  it('has no decimals where the currency has none', () => {
    expect(readMoney('100,5', 'JPY', 'fr')).toBeUndefined()
    expect(readMoney('100.00', 'JPY', 'en')).toBeUndefined()
    expect(digitsOf('JPY')).toBe(0)
    expect(digitsOf('KWD')).toBe(3)
  })

  it.each([
    ['fr', 'EUR', 123_450, '1234,50'],
    ['en', 'EUR', 5, '0.05'],
    ['fr', 'JPY', 1_500, '1500'],
    ['en', 'KWD', -1_234, '-1.234'],
  ] as const)('is edited as it is written: %s %s', (locale, currency, amount, text) => {
    expect(moneyText(amount, currency, locale)).toBe(text)
  })

  it('is the same after it was shown, to be edited or to be read', () => {
    const amounts = fc.integer({ min: -1_000_000_000_000, max: 1_000_000_000_000 })
    const currencies = fc.constantFrom('EUR', 'USD', 'GBP', 'JPY', 'KWD')
    fc.assert(
      fc.property(amounts, currencies, fc.constantFrom('fr', 'en'), (amount, currency, locale) => {
        expect(readMoney(moneyText(amount, currency, locale), currency, locale)).toBe(amount)
        const shown = formatMoney({ amount, currency }, locale)
        expect(readMoney(shown, currency, locale)).toBe(amount)
      }),
    )
  })
})

describe('an amount in an address', () => {
  it('has no cents where there are none', () => {
    const written = ['1 200', '12,50 €', '0'].map((text) => readMoney(text, 'EUR', 'fr') ?? -1)
    expect(written.map((amount) => shortMoneyText(amount, 'EUR', 'fr'))).toEqual([
      ...['1200', '12,50', '0'],
    ])
  })
})
