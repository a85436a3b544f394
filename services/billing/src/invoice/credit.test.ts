import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { sampleOrder } from '../../test/sample-order.ts'
import {
  type Credit,
  type CreditRequest,
  creditedOrder,
  creditFor,
  grossOf,
  remainderOf,
} from './credit.ts'

const now = '2026-11-21T10:00:00.000Z'
const order = sampleOrder({
  lines: [
    { title: 'Lampe', quantity: 3, unitPrice: 3_823 },
    { title: 'Livre', quantity: 7, unitPrice: 1_299, taxClass: 'reduced' },
  ],
  shippingPrice: 591,
})
const whole = order.totals.grandTotal.amount
type Asked = Partial<CreditRequest>
const asking = (creditNoteId: string, rest: Asked = {}): CreditRequest => ({
  ...{ creditNoteId, reason: 'x', now },
  ...rest,
})
const take = (credits: readonly Credit[], id: string, rest: Asked = {}) =>
  creditFor({ order, credits }, asking(id, rest))

describe('the credit of a refund', () => {
  it('is the whole invoice when all goes back at once', () => {
    expect(take([], 'cn_1')).toMatchObject({ kind: 'whole', vatByRate: order.totals.vatByRate })
    expect(take([], 'cn_1', { amount: whole })?.kind).toBe('whole')
  })

  it('of an order that costs nothing is the whole invoice, once, and only when all of it goes', () => {
    const free = sampleOrder({
      lines: [{ title: 'Lampe', quantity: 1, unitPrice: 1_000, discount: 1_000 }],
      shippingPrice: 0,
    })
    const credit = creditFor({ order: free }, asking('cn_1'))
    expect(credit).toMatchObject({ kind: 'whole', lines: free.lines })
    expect(creditFor({ order: free, credits: credit && [credit] }, asking('cn_2'))).toBeUndefined()
    expect(creditFor({ order: free }, asking('cn_1', { amount: 0 }))).toBeUndefined()
  })

  it('of one piece takes its part of the discount, and all pieces come to what was paid', () => {
    const reduced = sampleOrder({
      lines: [{ title: 'Lampe', quantity: 3, unitPrice: 1_000, discount: 1_001 }],
      shippingPrice: 0,
    })
    const credits: Credit[] = []
    const line = [{ sku: 'SKU-1', quantity: 1 }]
    for (const [index, amount] of [666, 667, 666].entries()) {
      const asked = asking(`cn_${index}`, { amount, lines: line })
      const credit = creditFor({ order: reduced, credits }, asked)
      expect(credit).toMatchObject({ lines: [{ quantity: 1, gross: { amount } }] })
      if (credit) credits.push(credit)
    }
    expect(remainderOf({ order: reduced, credits })).toEqual([])
  })

  it('is by line and quantity, with the VAT of these units', () => {
    const credit = take([], 'cn_1', { amount: 2 * 3_823, lines: [{ sku: 'SKU-1', quantity: 2 }] })
    expect(credit).toMatchObject({
      kind: 'lines',
      lines: [{ sku: 'SKU-1', quantity: 2, gross: { amount: 7_646 }, net: { amount: 6_371 } }],
      vatByRate: [{ vatRateBps: 2000, gross: { amount: 7_646 }, vat: { amount: 1_275 } }],
    })
  })

  it('of a return takes its part of the delivery, over the VAT rates of the goods', () => {
    const asked = { lines: [{ sku: 'SKU-2', quantity: 7 }], amount: 7 * 1_299 + 591, shipping: 591 }
    const credit = take([], 'cn_1', asked)
    expect(credit?.kind).toBe('lines')
    expect(credit?.shipping?.map(({ vatRateBps }) => vatRateBps)).toEqual([2000, 550])
    expect(grossOf(credit?.shipping ?? [])).toBe(591)
    if (!credit) throw new Error('no credit')
    const shown = creditedOrder(order, credit)
    expect(shown.shippingLine.gross.amount).toBe(591)
    expect(shown.totals.itemsSubtotal.amount).toBe(7 * 1_299)
    const lamps = { lines: [{ sku: 'SKU-1', quantity: 3 }], amount: 3 * 3_823 }
    const rest = take([credit], 'cn_2', lamps)
    expect(rest).toMatchObject({ kind: 'lines', vatByRate: [{ vatRateBps: 2000 }] })
    expect(rest && remainderOf({ order, credits: [credit, rest] })).toEqual([])
  })

  it('is an amount over the rates of the invoice when no lines are named', () => {
    const credit = take([], 'cn_1', { amount: 1000 })
    expect(credit?.kind).toBe('amount')
    expect(credit?.vatByRate.map(({ vatRateBps }) => vatRateBps)).toEqual([2000, 550])
    expect(grossOf(credit?.vatByRate ?? [])).toBe(1000)
  })

  it('is an amount when its lines are not there any more, or come to something else', () => {
    const lines = [{ sku: 'SKU-1', quantity: 3 }]
    expect(take([], 'cn_1', { amount: 3_000, lines })?.kind).toBe('amount')
    const most = take([], 'cn_1', { amount: whole - 100 })
    const rest = most && take([most], 'cn_2', { amount: 3 * 3_823, lines })
    expect(rest).toMatchObject({ kind: 'remainder' })
    expect(grossOf(rest?.vatByRate ?? [])).toBe(100)
  })

  it('is made once, and not when nothing is left', () => {
    const first = take([], 'cn_1', { amount: 1000 })
    const credits = first ? [first] : []
    expect(take(credits, 'cn_1', { amount: 2000 })).toBeUndefined()
    const rest = take(credits, 'cn_2')
    expect(rest?.kind).toBe('remainder')
    expect(rest && take([...credits, rest], 'cn_3', { amount: 1 })).toBeUndefined()
  })
})

describe('any sequence of credits', () => {
  const request = fc.record({
    amount: fc.option(fc.integer({ min: 1, max: whole }), { nil: undefined }),
    lines: fc.option(
      fc.array(
        fc.record({
          sku: fc.constantFrom('SKU-1', 'SKU-2'),
          quantity: fc.integer({ min: 1, max: 3 }),
        }),
        { minLength: 1, maxLength: 2 },
      ),
      { nil: undefined },
    ),
  })
  const price: Record<string, number> = { 'SKU-1': 3_823, 'SKU-2': 1_299 }

  it('never exceeds the invoice, at any rate, in net, VAT and gross; the last one takes all that is left', () => {
    fc.assert(
      fc.property(fc.array(request, { maxLength: 12 }), (requests) => {
        const credits: Credit[] = []
        const add = (id: string, asked: Asked) => {
          const credit = take(credits, id, asked)
          if (credit) credits.push(credit)
        }
        requests.forEach(({ amount, lines }, index) => {
          const ofLines = lines?.reduce(
            (sum, { sku, quantity }) => sum + quantity * (price[sku] ?? 0),
            0,
          )
          add(`cn_${index}`, lines ? { lines, amount: ofLines } : { amount: amount ?? 1 })
          for (const { net, vat, gross } of remainderOf({ order, credits })) {
            expect(Math.min(net.amount, vat.amount, gross.amount)).toBeGreaterThanOrEqual(0)
            expect(net.amount + vat.amount).toBe(gross.amount)
          }
        })
        add('cn_rest', {})
        expect(remainderOf({ order, credits })).toEqual([])
        const sum = (part: 'net' | 'vat' | 'gross') =>
          credits
            .flatMap(({ vatByRate }) => vatByRate)
            .reduce((all, rate) => all + rate[part].amount, 0)
        expect(sum('gross')).toBe(whole)
        expect(sum('vat')).toBe(order.totals.vatTotal.amount)
        for (const { totals } of credits.map((credit) => creditedOrder(order, credit))) {
          expect(grossOf(totals.vatByRate)).toBe(totals.grandTotal.amount)
        }
      }),
      { numRuns: 300 },
    )
  })
})
