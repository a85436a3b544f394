import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  add,
  allocate,
  carveVat,
  compare,
  convert,
  exponentOf,
  formatMoney,
  money,
  multiply,
  parseDecimal,
  reduceByBps,
  subtract,
  sum,
} from './money.ts'

const eur = (amount: number) => money(amount, 'EUR')
const amounts = fc.integer({ min: -1_000_000_000, max: 1_000_000_000 })

describe('money', () => {
  it('refuses parts of a cent and what a double cannot hold', () => {
    expect(() => eur(0.5)).toThrow(RangeError)
    expect(() => eur(2 ** 53)).toThrow(RangeError)
    expect(() => multiply(eur(2 ** 52), 3)).toThrow(RangeError)
  })

  it('refuses to mix currencies', () => {
    expect(() => add(eur(1), money(1, 'USD'))).toThrow('cannot mix EUR and USD')
    expect(() => compare(eur(1), money(1, 'USD'))).toThrow(RangeError)
  })

  it('takes away what it added', () => {
    fc.assert(
      fc.property(amounts, amounts, (a, b) => {
        expect(subtract(add(eur(a), eur(b)), eur(b))).toEqual(eur(a))
      }),
    )
  })

  it('sums an empty list to zero of the currency', () => {
    expect(sum([], 'EUR')).toEqual(eur(0))
  })
})

describe('carveVat', () => {
  it('knows the French examples', () => {
    expect(carveVat(eur(1200), 2000)).toEqual({ net: eur(1000), vat: eur(200) })
    expect(carveVat(eur(1055), 550)).toEqual({ net: eur(1000), vat: eur(55) })
    expect(carveVat(eur(-1200), 2000)).toEqual({ net: eur(-1000), vat: eur(-200) })
  })

  it('rounds a half away from zero, on both sides', () => {
    expect(carveVat(eur(1), 10_000).vat).toEqual(eur(1))
    expect(carveVat(eur(-1), 10_000).vat).toEqual(eur(-1))
  })

  it('always gives back the gross, within half a cent of the exact VAT', () => {
    fc.assert(
      fc.property(amounts, fc.constantFrom(0, 210, 550, 1000, 2000), (gross, rate) => {
        const { net, vat } = carveVat(eur(gross), rate)
        expect(add(net, vat)).toEqual(eur(gross))
        expect(Math.abs(vat.amount - (gross * rate) / (10_000 + rate))).toBeLessThanOrEqual(0.5001)
      }),
    )
  })
})

describe('allocate', () => {
  it('shares by numbers as it does by integers of any size', () => {
    const scale = 1_000_003
    fc.assert(
      fc.property(
        fc.nat(100_000_000),
        fc.array(fc.nat(1_000_000), { minLength: 1, maxLength: 100 }),
        (total, weights) => {
          const large = weights.map((weight) => weight * scale)
          expect(allocate(total, weights)).toEqual(allocate(total, large))
        },
      ),
    )
  })

  it('gives the units left over to the largest remainders, ties to the lower index', () => {
    expect(allocate(10, [5, 1])).toEqual([8, 2])
    expect(allocate(10, [1, 1, 1])).toEqual([4, 3, 3])
    expect(allocate(eur(-10), [1, 1, 1])).toEqual([eur(-4), eur(-3), eur(-3)])
  })

  it('gives nothing to a zero weight, and zeros when every weight is zero', () => {
    expect(allocate(10, [0, 3, 0])).toEqual([0, 10, 0])
    expect(allocate(10, [0, 0])).toEqual([0, 0])
  })

  it('adds up to the total, each share less than one unit from its exact part', () => {
    const weights = fc.array(fc.integer({ min: 0, max: 1_000_000 }), { minLength: 1 })
    fc.assert(
      fc.property(amounts, weights, (total, parts) => {
        const whole = parts.reduce((a, b) => a + b, 0)
        fc.pre(whole > 0)
        const shares = allocate(total, parts)
        expect(shares.reduce((a, b) => a + b, 0)).toBe(total)
        shares.forEach((share, index) => {
          expect(Math.abs(share - (total * (parts[index] ?? 0)) / whole)).toBeLessThan(1.000001)
        })
      }),
    )
  })

  it('never gives a larger weight less', () => {
    const weights = fc.array(fc.integer({ min: 0, max: 1000 }), { minLength: 2 })
    fc.assert(
      fc.property(fc.nat(100_000), weights, (total, parts) => {
        const sorted = parts.toSorted((a, b) => b - a)
        const shares = allocate(total, sorted)
        expect(shares).toEqual(shares.toSorted((a, b) => b - a))
      }),
    )
  })
})

describe('convert', () => {
  it('follows the rate and both exponents, half-up', () => {
    expect(convert(money(10_000, 'SAR'), '0.2308', 'EUR')).toEqual(eur(2308))
    expect(convert(eur(1), '0.5', 'USD')).toEqual(money(1, 'USD'))
    expect(convert(eur(1050), '162.5', 'JPY')).toEqual(money(1706, 'JPY'))
    expect(convert(money(5, 'JPY'), '0.0019', 'KWD')).toEqual(money(10, 'KWD'))
  })

  it('refuses a rate that is not a plain decimal', () => {
    expect(() => convert(eur(1), '1e3', 'USD')).toThrow(RangeError)
  })
})

describe('formatMoney', () => {
  const plain = (text: string) => text.replace(/\s/g, ' ')

  it('writes French and English, with the decimals of the currency', () => {
    expect(plain(formatMoney(eur(123_456), 'fr'))).toBe('1 234,56 €')
    expect(formatMoney(eur(1999), 'en')).toBe('€19.99')
    expect(formatMoney(money(500, 'JPY'), 'en')).toBe('¥500')
    expect(plain(formatMoney(money(1500, 'KWD'), 'en'))).toBe('KWD 1.500')
    expect(formatMoney(eur(-5), 'en')).toBe('-€0.05')
  })
})

describe('parseDecimal', () => {
  it('reads decimal commas and thousands', () => {
    expect(parseDecimal('265,0', { decimal: ',' })).toBe(26_500)
    expect(parseDecimal(' 2,375 ', { decimal: '.', group: ',' })).toBe(237_500)
    expect(parseDecimal('-1 234,5', { decimal: ',', group: ' ' })).toBe(-123_450)
    expect(parseDecimal('12', { decimal: '.', exponent: 0 })).toBe(12)
    expect(parseDecimal('1.2500', { decimal: '.' })).toBe(125)
  })

  it.each([
    '',
    'No old price',
    '1,5',
    '1.234.5',
    '12.',
    '.5',
    '1.005',
    '175/2',
    '99999999999999999',
  ])('refuses %j', (text) => {
    expect(parseDecimal(text, { decimal: '.', group: ',' })).toBeUndefined()
  })

  it('reads back every amount written with the exponent of its currency', () => {
    fc.assert(
      fc.property(
        fc.nat(1_000_000_000),
        fc.constantFrom('EUR', 'JPY', 'KWD'),
        (minor, currency) => {
          const exponent = exponentOf(currency)
          const text = (minor / 10 ** exponent).toFixed(exponent)
          expect(parseDecimal(text, { decimal: '.', exponent })).toBe(minor)
        },
      ),
    )
  })
})

describe('a price less a part of it', () => {
  it('is rounded half-up, and never nothing', () => {
    const left = (amount: number, bps: number) => reduceByBps(money(amount, 'EUR'), bps).amount
    expect([left(999, 2000), left(5, 1000), left(1, 9999), left(0, 100), left(700, 0)]).toEqual([
      799, 5, 1, 0, 700,
    ])
    expect(() => left(1, 10_001)).toThrow(RangeError)
  })
})
