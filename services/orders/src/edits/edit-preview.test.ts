import type { OrderContent } from '@comptoir/contracts/orders/edits'
import { decideTax, recordTax, taxToPrice } from '@comptoir/money/tax-decision'
import { priceOrder } from '@comptoir/money/totals'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { aVariant, eur, home } from '../../test/samples.ts'
import { previewEdit } from './edit-preview.ts'
import type { Edited } from './edited-lines.ts'

const rules = {
  rates: [
    { countryCode: 'FR', taxClass: 'standard', rateBps: 2000, validFrom: '2014-01-01' },
    { countryCode: 'FR', taxClass: 'reduced', rateBps: 550, validFrom: '2014-01-01' },
  ],
  homeCountry: 'FR',
  prices: 'gross' as const,
}

type Bought = { sku: string; quantity: number; price: number; off: number; taxClass?: string }
type Sold = { lines: readonly Bought[]; shipping?: number; shippingOff?: number; country?: string }

/** An order as placement makes it: with the discounts of one promotion. */
function anOrder({ lines, shipping = 490, shippingOff = 0, country = 'FR' }: Sold): Edited {
  const destination = { countryCode: country, postalCode: country === 'FR' ? '69002' : '1200' }
  const decision = decideTax(rules, { destination, day: '2026-11-21' })
  if (!decision) throw new Error('no VAT')
  const discount = (amount: number) => ({
    ...(amount > 0 && {
      discount: eur(amount),
      discounts: [{ promotionId: 'prm_1', amount: eur(amount) }],
    }),
  })
  const priced = priceOrder({
    currency: 'EUR',
    lines: lines.map(({ sku, quantity, price, off, taxClass = 'standard' }) => ({
      ...{ sku, productId: 'prd', title: { fr: sku }, weightGrams: 100, taxClass },
      ...{ quantity, unitPrice: eur(price), ...discount(off) },
    })),
    shipping: { price: eur(shipping), ...discount(shippingOff) },
    ...taxToPrice(decision),
  })
  if (!priced.shipping) throw new Error('no shipping')
  const { gross, net, vat, vatRateBps, discounts } = priced.shipping
  const classes = lines.map(({ taxClass = 'standard' }) => taxClass)
  const all = lines.reduce((sum, { off }) => sum + off, shippingOff)
  return {
    currency: 'EUR',
    lines: priced.lines.map(({ discount: _, ...line }) => line),
    shippingLine: {
      ...{ optionId: 'home', name: { fr: 'À domicile' }, gross, net, vat, vatRateBps },
      ...(discounts && { discounts }),
    },
    totals: priced.totals,
    promotions: [{ promotionId: 'prm_1', name: { fr: 'Dix' }, amount: eur(all) }],
    tax: recordTax(decision, classes),
    billingAddress: home,
    shippingAddress: home,
  }
}

const ratesOf = (taxClass: string) => {
  const rate = taxClass === 'reduced' ? 550 : 2000
  return { charged: rate, included: rate }
}
const today = (price = 1200) => ({
  variants: [
    aVariant({ sku: 'A', price: eur(price) }),
    aVariant({ sku: 'NEW', price: eur(799), taxClass: 'reduced' }),
  ],
  ratesOf,
})
const edit = (order: Edited, lines: { sku: string; quantity: number }[], price?: number) =>
  previewEdit(order, { lines }, today(price))

/** The order once an edit of it is applied. */
const applied = (order: Edited, content: OrderContent): Edited => ({
  ...order,
  ...content,
  placed: order.placed ?? order,
})

const lineA = { sku: 'A', quantity: 3, price: 1200, off: 100 }
const lineB = { sku: 'B', quantity: 1, price: 500, off: 250 }

describe('preview of an edit', () => {
  it('takes a piece off at the price it was bought for, with its share of the discount', () => {
    const { content, difference } = edit(anOrder({ lines: [lineA] }), [{ sku: 'A', quantity: 2 }])
    expect(content.lines[0]?.discounts).toEqual([{ promotionId: 'prm_1', amount: eur(67) }])
    expect(content.lines[0]?.gross).toEqual(eur(2400 - 67))
    expect(difference).toEqual(eur(-1200 + 33))
  })

  it('leaves the discounts of other lines as they are when a line is taken out', () => {
    const order = anOrder({ lines: [lineA, lineB] })
    const { content, difference } = edit(order, [{ sku: 'A', quantity: 0 }])
    expect(content.lines).toEqual([order.lines[1]])
    expect(difference.amount).toBe(-3500)
    expect(content.promotions?.[0]?.amount).toEqual(eur(250))
  })

  it("adds what the order lacked at today's price, and more of a line at its price", () => {
    const order = anOrder({ lines: [lineA] })
    const { content } = edit(order, [
      { sku: 'A', quantity: 5 },
      { sku: 'NEW', quantity: 2 },
    ])
    expect(content.lines[0]?.gross).toEqual(eur(6000 - 100))
    expect(content.lines[1]).toMatchObject({ sku: 'NEW', gross: eur(1598), vatRateBps: 550 })
    expect(content.tax?.rates.map(({ taxClass }) => taxClass)).toEqual(['standard', 'reduced'])
  })

  it('refuses more of a line that has another price today', () => {
    const order = anOrder({ lines: [lineA] })
    const more = () => edit(order, [{ sku: 'A', quantity: 4 }], 900)
    expect(more).toThrow('another price now')
  })

  it('gives a piece back that was taken out at the price of then', () => {
    const order = anOrder({ lines: [lineA, lineB] })
    const without = applied(order, edit(order, [{ sku: 'A', quantity: 1 }]).content)
    const { content } = edit(without, [{ sku: 'A', quantity: 3 }], 9900)
    expect(content.totals).toEqual(order.totals)
  })

  it('refuses an order without goods, without anything to pay, and a change of nothing', () => {
    const free = { sku: 'FREE', quantity: 1, price: 500, off: 500 }
    const order = anOrder({ lines: [lineA, free], shipping: 0 })
    expect(() => edit(order, [{ sku: 'A', quantity: 0 }])).toThrow('nothing would be left to pay')
    const all = [
      { sku: 'A', quantity: 0 },
      { sku: 'FREE', quantity: 0 },
    ]
    expect(() => edit(order, all)).toThrow('without goods')
    expect(() => edit(order, [{ sku: 'A', quantity: 3 }])).toThrow('nothing changes')
    const twice = [
      { sku: 'A', quantity: 1 },
      { sku: 'A', quantity: 2 },
    ]
    expect(() => edit(order, twice)).toThrow('each SKU once')
    expect(() => edit(order, [{ sku: 'GONE', quantity: 1 }])).toThrow('not for sale')
  })

  it('keeps free shipping free and never makes shipping dearer for less', () => {
    const option = { optionId: 'home', name: { fr: 'À domicile' }, price: eur(990) }
    const fewer = { lines: [{ sku: 'A', quantity: 1 }] }
    const paid = previewEdit(anOrder({ lines: [lineA] }), fewer, { ...today(), option })
    expect(paid.content.totals.shipping).toEqual(eur(490))
    const more = { lines: [{ sku: 'A', quantity: 4 }] }
    const free = anOrder({ lines: [lineA], shippingOff: 490 })
    const { content } = previewEdit(free, more, { ...today(), option })
    expect(content.totals.shipping).toEqual(eur(0))
    expect(content.shippingLine.discounts?.[0]?.amount).toEqual(eur(990))
  })

  it('charges another shipping option as it is quoted, less the reduction as far as it goes', () => {
    const order = anOrder({ lines: [lineA], shipping: 490, shippingOff: 200 })
    const option = { optionId: 'express', name: { fr: 'Express' }, price: eur(1190) }
    const changes = { shippingOptionId: 'express' }
    const { content, difference } = previewEdit(order, changes, { ...today(), option })
    expect(content.shippingLine.optionId).toBe('express')
    expect([content.totals.shipping, difference]).toEqual([eur(990), eur(700)])
  })

  it('keeps an export free of VAT', () => {
    const order = anOrder({ lines: [lineA], country: 'CH' })
    const { content } = edit(order, [{ sku: 'A', quantity: 2 }])
    expect(content.totals.vatTotal).toEqual(eur(0))
    expect(content.lines[0]?.gross).toEqual(eur(Math.round((2333 * 10_000) / 12_000)))
  })
})

const bought = fc
  .record({
    quantity: fc.integer({ min: 1, max: 9 }),
    price: fc.integer({ min: 0, max: 9_999 }),
    share: fc.integer({ min: 0, max: 100 }),
    taxClass: fc.constantFrom('standard', 'reduced'),
  })
  .map(({ quantity, price, share, taxClass }) => ({
    ...{ quantity, price, taxClass, off: Math.floor((quantity * price * share) / 100) },
  }))
const orders = fc
  .record({
    lines: fc.array(bought, { minLength: 1, maxLength: 5 }),
    shipping: fc.integer({ min: 0, max: 2_000 }),
  })
  .map(({ lines, shipping }) =>
    anOrder({ shipping, lines: lines.map((line, at) => ({ ...line, sku: `SKU${at}` })) }),
  )
const quantities = fc.array(fc.integer({ min: 0, max: 9 }), { minLength: 5, maxLength: 5 })

/** Each line goes to a part of what was bought of it. */
function fewer(order: Edited, wanted: readonly number[]) {
  return (order.placed ?? order).lines.map(({ sku, quantity }, at) => ({
    ...{ sku, quantity: Math.min(quantity, wanted[at] ?? 0) },
  }))
}

function tryEdit(order: Edited, wanted: readonly number[]): OrderContent | undefined {
  try {
    return edit(order, fewer(order, wanted)).content
  } catch {
    return undefined
  }
}

describe('any edits of any order', () => {
  it('add up, leave nothing below zero, and the differences to the totals', () => {
    fc.assert(
      fc.property(orders, fc.array(quantities, { minLength: 1, maxLength: 5 }), (placed, steps) => {
        let order = placed
        let paid = placed.totals.grandTotal.amount
        for (const wanted of steps) {
          const content = tryEdit(order, wanted)
          if (!content) continue
          const before = order.totals.grandTotal.amount
          paid += content.totals.grandTotal.amount - before
          order = applied(order, content)
          const { totals, lines, shippingLine } = content
          const parts = [...lines, shippingLine]
          const sumOf = (
            key: 'gross' | 'net' | 'vat',
            of: typeof parts | typeof totals.vatByRate,
          ) => of.reduce((sum, part) => sum + part[key].amount, 0)
          expect(sumOf('gross', parts)).toBe(totals.grandTotal.amount)
          expect(sumOf('gross', totals.vatByRate)).toBe(totals.grandTotal.amount)
          expect(sumOf('vat', totals.vatByRate)).toBe(totals.vatTotal.amount)
          expect(
            parts.every(({ gross, net, vat }) => gross.amount === net.amount + vat.amount),
          ).toBe(true)
          expect(parts.every(({ gross }) => gross.amount >= 0)).toBe(true)
          expect(paid).toBe(totals.grandTotal.amount)
        }
      }),
      { numRuns: 300 },
    )
  })

  it('come to the same in one step or in many, so what comes back is as it was', () => {
    fc.assert(
      fc.property(orders, quantities, quantities, (placed, first, last) => {
        const between = tryEdit(placed, first)
        const direct = tryEdit(placed, last)
        if (!between || !direct) return
        const after = tryEdit(applied(placed, between), last)
        const left = after ?? between
        const bySku = (content: OrderContent) =>
          Object.fromEntries(content.lines.map((line) => [line.sku, line]))
        expect(bySku(left)).toEqual(bySku(direct))
        expect(left.totals).toEqual(direct.totals)
      }),
      { numRuns: 300 },
    )
  })

  it('never make a piece that stays cheaper or free: its discount is its own', () => {
    fc.assert(
      fc.property(orders, quantities, (placed, wanted) => {
        for (const line of tryEdit(placed, wanted)?.lines ?? []) {
          const before = placed.lines.find(({ sku }) => sku === line.sku)
          if (!before) continue
          const each = before.gross.amount / before.quantity
          expect(line.gross.amount).toBeGreaterThan(each * line.quantity - 1)
        }
      }),
      { numRuns: 300 },
    )
  })
})
