import type { RefundBasis } from '@comptoir/contracts/orders/schemas'
import type { RefundOrder } from '@comptoir/contracts/payments/schemas'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { addRefund, type Refunded, settleRefund } from './refund.ts'
import { needsOrder, planRefund, planReturn } from './refund-plan.ts'

const now = '2026-11-21T10:00:00.000Z'
const paid: Refunded = {
  ...{ id: 'pi_1', orderId: 'ord_1', currency: 'EUR', captured: 5000, updatedAt: now },
  ...{ refunds: [], disputes: [], credited: 0 },
}
const eur = (amount: number) => ({ amount, currency: 'EUR' })
const here: RefundBasis = {
  ...{ orderId: 'ord_1', status: 'processing', sent: false },
  lines: [
    { sku: 'MUG', quantity: 3, unitPrice: eur(1200), gross: eur(3600) },
    { sku: 'POT', quantity: 1, unitPrice: eur(900), gross: eur(900) },
  ],
}
const sent: RefundBasis = { ...here, status: 'shipped', sent: true }
const asking = (rest: Partial<RefundOrder>): RefundOrder => ({ reason: 'x', ...rest })
const plan = (rest: Partial<RefundOrder>, order = here, payment = paid) =>
  planRefund(payment, order, asking(rest))
const fieldsOf = (attempt: () => unknown): string[] => {
  try {
    attempt()
  } catch (error) {
    return (error as { errors?: { field: string }[] }).errors?.map(({ field }) => field) ?? []
  }
  return ['not refused']
}

describe('a refund of lines', () => {
  it('is over their price in the order', () => {
    const lines = [{ sku: 'MUG', quantity: 2 }]
    expect(plan({ lines })).toEqual({ amount: 2400, lines })
  })

  it('is over what was paid for one of a buy-two-get-one-free, and all of them come to the whole', () => {
    const line = { sku: 'MUG', quantity: 3, unitPrice: eur(1200), gross: eur(2399) }
    const order = { ...here, lines: [line] }
    const one = [{ sku: 'MUG', quantity: 1 }]
    let payment = paid
    const amounts = ['rf_1', 'rf_2', 'rf_3'].map((id) => {
      const { amount } = plan({ lines: one }, order, payment)
      payment = addRefund(payment, { id, reason: 'x', origin: 'staff', now, amount, lines: one })
      return amount
    })
    expect(amounts).toEqual([800, 799, 800])
  })

  it('refuses more than was bought, also over several refunds, and lines of other orders', () => {
    const before = addRefund(paid, {
      ...{ id: 'rf_1', reason: 'x', origin: 'staff', now, amount: 2400 },
      lines: [{ sku: 'MUG', quantity: 2 }],
    })
    const two = [{ sku: 'MUG', quantity: 2 }]
    expect(() => plan({ lines: two }, here, before)).toThrow('not so much was bought')
    expect(() => plan({ lines: [...two, ...two] })).toThrow('not so much was bought')
    expect(() => plan({ lines: [{ sku: 'constructor', quantity: 1 }] })).toThrow('not so much')
  })

  it('counts a refund that failed as not given', () => {
    const asked = addRefund(paid, {
      ...{ id: 'rf_1', reason: 'x', origin: 'staff', now, amount: 3600 },
      lines: [{ sku: 'MUG', quantity: 3 }],
    })
    const failed = settleRefund(asked, 'rf_1', { status: 'failed' }, now)?.next
    expect(plan({ lines: [{ sku: 'MUG', quantity: 3 }] }, here, failed).amount).toBe(3600)
  })
})

describe('the goods of an order that is not sent', () => {
  it('are asked about when nothing would be left: by amount, by all, after a part', () => {
    for (const asked of [{}, { amount: 5000 }]) {
      expect(() => plan(asked)).toThrow('goods_undecided')
      expect(fieldsOf(() => plan(asked))).toEqual(['restock', 'keepShipping'])
    }
    const rest = addRefund(paid, { id: 'rf_1', reason: 'x', origin: 'staff', now, amount: 4000 })
    expect(() => plan({ amount: 1000 }, here, rest)).toThrow('goods_undecided')
    expect(() => plan({ keepShipping: false })).toThrow('goods_undecided')
  })

  it('go back on sale, are written off, or leave', () => {
    expect(plan({ restock: true }).goods).toEqual({ restock: true, keepShipping: false })
    expect(plan({ restock: false }).goods).toEqual({ restock: false, keepShipping: false })
    expect(plan({ keepShipping: true }).goods).toEqual({ restock: false, keepShipping: true })
    expect(fieldsOf(() => plan({ restock: true, keepShipping: true }))).toEqual(['restock'])
  })

  it('are not asked about when a part of the money stays, or the order is sent or over', () => {
    expect(plan({ amount: 4999 }).goods).toBeUndefined()
    expect(plan({}, sent)).toEqual({ amount: 5000 })
    expect(plan({}, { ...here, status: 'cancelled' })).toEqual({ amount: 5000 })
  })

  it('cannot be decided by a refund that does not decide', () => {
    expect(fieldsOf(() => plan({ amount: 10, restock: true }))).toEqual(['restock'])
    expect(fieldsOf(() => plan({ keepShipping: true }, sent))).toEqual(['keepShipping'])
  })
})

describe('needs order', () => {
  it('is no when a plain part is refunded', () => {
    expect(needsOrder(paid, asking({ amount: 4999 }))).toBe(false)
    expect(needsOrder(paid, asking({ amount: 5000 }))).toBe(true)
    expect(needsOrder(paid, asking({}))).toBe(true)
    expect(needsOrder(paid, asking({ lines: [{ sku: 'MUG', quantity: 1 }] }))).toBe(true)
  })
})

describe('the refund of a return', () => {
  const line = { sku: 'MUG', quantity: 3, unitPrice: eur(1200), gross: eur(2399) }
  const bought = [line, ...here.lines.slice(1)]
  const returned = (lines: { sku: string; quantity: number }[], shipping = 0) => ({
    ...{ lines, bought, shipping },
  })

  it('is the share of what was paid for the units, and the delivery', () => {
    const lines = [{ sku: 'MUG', quantity: 1 }]
    expect(planReturn(paid, returned(lines, 490))).toEqual({ amount: 1290, lines, shipping: 490 })
    const withLabel = (withheld: number) => ({ ...returned(lines, 490), withheld })
    expect(planReturn(paid, withLabel(350))).toEqual({ amount: 940, lines })
    expect(planReturn(paid, withLabel(1300))).toBeUndefined()
  })

  it('leaves out units that were refunded before, and is none when nothing is left', () => {
    const lines = [{ sku: 'MUG', quantity: 2 }]
    const before = addRefund(paid, {
      ...{ id: 'rf_1', reason: 'x', origin: 'staff', now, amount: 1599, lines },
    })
    expect(planReturn(before, returned([{ sku: 'MUG', quantity: 3 }]))).toEqual({
      ...{ amount: 800, lines: [{ sku: 'MUG', quantity: 1 }] },
    })
    const all = addRefund(before, { id: 'rf_2', reason: 'x', origin: 'staff', now })
    expect(planReturn(all, returned([{ sku: 'MUG', quantity: 1 }]))).toBeUndefined()
  })

  it('is never more than is left of the payment', () => {
    const before = addRefund(paid, { id: 'rf_1', reason: 'x', origin: 'staff', now, amount: 4900 })
    const lines = [{ sku: 'MUG', quantity: 1 }]
    expect(planReturn(before, returned(lines, 490))).toEqual({ amount: 100, lines })
  })

  it('comes to what was paid for the goods, exactly, over any sequence of returns', () => {
    const some = fc.record({
      lines: fc.array(
        fc.record({
          sku: fc.constantFrom('A', 'B', 'C'),
          quantity: fc.integer({ min: 1, max: 4 }),
        }),
        { minLength: 1, maxLength: 3 },
      ),
      byStaff: fc.boolean(),
    })
    const grosses = fc.tuple(fc.nat(9_999), fc.nat(9_999), fc.integer({ min: 1, max: 99 }))
    fc.assert(
      fc.property(fc.array(some, { maxLength: 8 }), grosses, (sequence, amounts) => {
        const lines = ['A', 'B', 'C'].map((sku, index) => ({
          ...{ sku, quantity: 7, unitPrice: eur(1500), gross: eur(amounts[index] ?? 0) },
        }))
        const whole = amounts.reduce((sum, amount) => sum + amount, 0)
        let payment = { ...paid, captured: whole + 490 }
        const give = (id: string, plan: ReturnType<typeof planReturn>) => {
          if (!plan) return
          payment = addRefund(payment, { ...plan, id, reason: 'x', origin: 'staff', now })
        }
        for (const [index, { lines: asked, byStaff }] of sequence.entries()) {
          const [first] = asked
          const goods = { lines: byStaff && first ? [first] : asked, bought: lines, shipping: 0 }
          const merged = [...Map.groupBy(goods.lines, ({ sku }) => sku)].map(([sku, same]) => ({
            ...{ sku, quantity: same.reduce((sum, { quantity }) => sum + quantity, 0) },
          }))
          give(`rf_${index}`, planReturn(payment, { ...goods, lines: merged }))
        }
        const rest = { lines: lines.map(({ sku }) => ({ sku, quantity: 7 })), bought: lines }
        give('rf_rest', planReturn(payment, { ...rest, shipping: 490 }))
        expect(payment.refunds.reduce((sum, { amount }) => sum + amount, 0)).toBe(whole + 490)
      }),
    )
  })
})
