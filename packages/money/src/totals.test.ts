import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { add, type Money, money, sum } from './money.ts'
import { priceOrder } from './totals.ts'

const eur = (amount: number) => money(amount, 'EUR')
const rates: Record<string, number> = { standard: 2000, intermediate: 1000, reduced: 550 }
const rateOf = (taxClass: string) => rates[taxClass] ?? 0
const lineOf = (amount: number, quantity: number, taxClass = 'standard') => ({
  quantity,
  unitPrice: eur(amount),
  taxClass,
})

const line = fc.record({
  quantity: fc.integer({ min: 1, max: 999 }),
  unitPrice: fc.nat(1_000_000).map(eur),
  taxClass: fc.constantFrom('standard', 'intermediate', 'reduced'),
})
const order = fc.record({
  lines: fc.array(line, { maxLength: 12 }),
  shipping: fc.option(fc.record({ price: fc.nat(10_000).map(eur) }), { nil: undefined }),
})
const vatOf = (amounts: readonly { vat: Money }[]) =>
  sum(
    amounts.map((amount) => amount.vat),
    'EUR',
  )

describe('priceOrder', () => {
  it('keeps the gross total of ten times 38.23', () => {
    const { totals } = priceOrder({ currency: 'EUR', lines: [lineOf(3823, 10)], rateOf })
    expect(totals.grandTotal).toEqual(eur(38_230))
    expect(totals.vatByRate).toEqual([
      { vatRateBps: 2000, gross: eur(38_230), net: eur(31_858), vat: eur(6372) },
    ])
  })

  it('taxes shipping like goods of one rate', () => {
    const { shipping } = priceOrder({
      currency: 'EUR',
      lines: [lineOf(1000, 1, 'reduced')],
      shipping: { price: eur(590) },
      rateOf,
    })
    expect(shipping).toMatchObject({ vatRateBps: 550, gross: eur(590), vat: eur(31) })
  })

  it('splits shipping by value over mixed rates and names the rate of most value', () => {
    const { shipping, totals } = priceOrder({
      currency: 'EUR',
      lines: [lineOf(1000, 1), lineOf(3000, 1, 'reduced')],
      shipping: { price: eur(400) },
      rateOf,
    })
    expect(shipping).toMatchObject({
      vatRateBps: 550,
      gross: eur(400),
      net: eur(367),
      vat: eur(33),
    })
    expect(totals.vatByRate.map(({ vatRateBps, gross }) => [vatRateBps, gross.amount])).toEqual([
      [2000, 1100],
      [550, 3300],
    ])
  })

  it('still taxes the shipping of goods that cost nothing', () => {
    const { shipping } = priceOrder({
      currency: 'EUR',
      lines: [lineOf(0, 1, 'reduced')],
      shipping: { price: eur(1055) },
      rateOf,
    })
    expect(shipping).toMatchObject({ vatRateBps: 550, vat: eur(55) })
  })

  it('is zero for an empty cart', () => {
    const { shipping, totals } = priceOrder({ currency: 'EUR', lines: [], rateOf })
    expect(shipping).toBeUndefined()
    expect(totals).toMatchObject({ grandTotal: eur(0), vatTotal: eur(0), vatByRate: [] })
  })

  it('has a grand total that is what the shopper saw, and VAT that adds up everywhere', () => {
    fc.assert(
      fc.property(order, ({ lines, shipping }) => {
        const priced = priceOrder({ currency: 'EUR', lines, shipping, rateOf })
        const { totals } = priced
        const seen = lines.reduce((all, one) => all + one.unitPrice.amount * one.quantity, 0)
        expect(totals.grandTotal).toEqual(eur(seen + (shipping?.price.amount ?? 0)))
        expect(totals.shipping).toEqual(shipping?.price ?? eur(0))
        expect(totals.vatTotal).toEqual(vatOf(totals.vatByRate))
        expect(totals.vatTotal).toEqual(
          vatOf([...priced.lines, ...(priced.shipping ? [priced.shipping] : [])]),
        )
        for (const rate of totals.vatByRate) expect(add(rate.net, rate.vat)).toEqual(rate.gross)
        expect(
          sum(
            totals.vatByRate.map((rate) => rate.gross),
            'EUR',
          ),
        ).toEqual(totals.grandTotal)
      }),
    )
  })
})
