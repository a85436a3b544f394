import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type GivenBack, type SoldLine, type VendorSale, vendorShares } from './vendor-shares.ts'

const lamp: SoldLine = {
  ...{ sku: 'LAMP', quantity: 3, gross: 10_000, net: 8_333 },
  ...{ vendorId: 'ven_a', commissionBps: 1_250 },
}
const vase: SoldLine = {
  ...{ sku: 'VASE', quantity: 1, gross: 5_000, net: 4_167 },
  ...{ vendorId: 'ven_b', commissionBps: 1_000 },
}
const own: SoldLine = { sku: 'MUG', quantity: 2, gross: 3_000, net: 2_500 }
const order: VendorSale = { lines: [lamp, vase, own], total: 18_600, refunds: [], disputes: [] }
const back = (refundId: string, amount: number, rest: Partial<GivenBack> = {}) => ({
  ...{ refundId, amount, ...rest },
})
const sharesOf = (change: Partial<VendorSale>) =>
  Object.fromEntries(vendorShares({ ...order, ...change }))

describe('what an order comes to for its vendors', () => {
  it('is the price of their lines, less a commission of the net amount, half-up', () => {
    expect(sharesOf({})).toEqual({
      ven_a: { sales: 10_000, refunded: 0, disputed: 0, commission: 1_042 },
      ven_b: { sales: 5_000, refunded: 0, disputed: 0, commission: 417 },
    })
  })

  it('loses with a line that goes back its price and its commission, and nothing of others', () => {
    const refunds = [back('rf_1', 5_600, { lines: [{ sku: 'VASE', quantity: 1 }], shipping: 600 })]
    expect(sharesOf({ refunds })).toEqual({
      ven_a: { sales: 10_000, refunded: 0, disputed: 0, commission: 1_042 },
      ven_b: { sales: 5_000, refunded: 5_000, disputed: 0, commission: 0 },
    })
  })

  it('loses all of a line whose units go back one by one', () => {
    const units = [3_333, 3_334, 3_333].map((amount, n) =>
      back(`rf_${n}`, amount, { lines: [{ sku: 'LAMP', quantity: 1 }] }),
    )
    const [first, , last] = units
    expect(sharesOf({ refunds: units })['ven_a']).toMatchObject({ refunded: 10_000, commission: 0 })
    const two = [first, last].flatMap((one) => one ?? [])
    expect(sharesOf({ refunds: two })['ven_a']).toMatchObject({ refunded: 6_666, commission: 347 })
  })

  it('bears of a refund without lines, and of a dispute, a part by what is left', () => {
    const whole = [back('rf_1', 9_300)]
    expect(sharesOf({ refunds: whole })).toMatchObject({
      ven_a: { refunded: 5_000, commission: 521 },
      ven_b: { refunded: 2_500 },
    })
    const disputes = [{ disputeId: 'dp_1', amount: 18_600 }]
    expect(sharesOf({ refunds: whole, disputes })).toMatchObject({
      ven_a: { refunded: 5_000, disputed: 5_000, commission: 0 },
      ven_b: { refunded: 2_500, disputed: 2_500, commission: 0 },
    })
  })

  it('keeps a refund by line together that several captures bore', () => {
    const parts = [
      back('rf_1', 4_000, { lines: [{ sku: 'VASE', quantity: 1 }] }),
      back('rf_1_2', 1_000),
    ]
    expect(sharesOf({ refunds: parts })).toMatchObject({
      ven_a: { refunded: 0 },
      ven_b: { refunded: 5_000 },
    })
  })
})

const bps = fc.integer({ min: 0, max: 10_000 })
const soldLine = fc.record({
  quantity: fc.integer({ min: 1, max: 9 }),
  gross: fc.nat(1_000_000),
  vat: fc.integer({ min: 0, max: 2_000 }),
  vendor: fc.constantFrom('ven_a', 'ven_b', undefined),
  commissionBps: bps,
})
const sale = fc
  .record({
    lines: fc.array(soldLine, { minLength: 1, maxLength: 6 }),
    delivery: fc.nat(2_000),
    refunds: fc.array(
      fc.record({ amount: fc.nat(400_000), line: fc.option(fc.nat(5)), quantity: fc.nat(9) }),
      { maxLength: 6 },
    ),
    disputes: fc.array(fc.nat(400_000), { maxLength: 2 }),
  })
  .map(({ lines, delivery, refunds, disputes }): VendorSale => {
    const sold = lines.map(({ quantity, gross, vat, vendor, commissionBps }, n) => ({
      ...{ sku: `S${n}`, quantity, gross, net: Math.round((gross * 10_000) / (10_000 + vat)) },
      ...(vendor && { vendorId: vendor, commissionBps }),
    }))
    return {
      lines: sold,
      total: sold.reduce((sum, { gross }) => sum + gross, delivery),
      refunds: refunds.map(({ amount, line, quantity }, n) => ({
        ...{ refundId: `rf_${n}x`, amount },
        ...(line !== null && quantity > 0 && { lines: [{ sku: `S${line}`, quantity }] }),
      })),
      disputes: disputes.map((amount, n) => ({ disputeId: `dp_${n}`, amount })),
    }
  })

describe('the shares of any order', () => {
  it('are the same in whatever order refunds and disputes are known', () => {
    fc.assert(
      fc.property(sale, (one) => {
        const turned = {
          ...one,
          refunds: one.refunds.toReversed(),
          disputes: one.disputes.toReversed(),
        }
        expect(vendorShares(turned)).toEqual(vendorShares(one))
      }),
    )
  })

  it('give back no more than was sold, and keep a commission of what is left only', () => {
    fc.assert(
      fc.property(sale, (one) => {
        const shares = [...vendorShares(one).values()]
        for (const { sales, refunded, disputed, commission } of shares) {
          expect(refunded + disputed).toBeLessThanOrEqual(sales)
          expect(Math.min(refunded, disputed, commission)).toBeGreaterThanOrEqual(0)
          if (refunded + disputed === sales) expect(commission).toBe(0)
          expect(commission).toBeLessThanOrEqual(sales)
        }
        const gone = shares.reduce((sum, share) => sum + share.refunded + share.disputed, 0)
        const asked = [...one.refunds, ...one.disputes].reduce((sum, { amount }) => sum + amount, 0)
        expect(gone).toBeLessThanOrEqual(asked)
      }),
    )
  })

  it('are of all that vendors sell, and nothing is left once the whole order went back', () => {
    fc.assert(
      fc.property(sale, (one) => {
        const refunds = [{ refundId: 'rf_all', amount: one.total }]
        const shares = vendorShares({ ...one, refunds, disputes: [] })
        const sold = one.lines.filter(({ vendorId }) => vendorId !== undefined)
        const sum = (part: 'sales' | 'refunded') =>
          [...shares.values()].reduce((all, share) => all + share[part], 0)
        expect(sum('sales')).toBe(sold.reduce((all, { gross }) => all + gross, 0))
        expect(sum('refunded')).toBe(sum('sales'))
      }),
    )
  })
})
