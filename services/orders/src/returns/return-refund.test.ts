import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { aDeliveredOrder, wanting } from '../../test/sagas/return-world.ts'
import { at, eur } from '../../test/samples.ts'
import type { Order } from '../order/order.ts'
import {
  creditedInvoiceOf,
  deliveryRule,
  estimateOf,
  goodsShare,
  settleClaim,
} from './return-refund.ts'
import { type Cause, claimReturn, type ReturnRequest } from './returnable.ts'

const all = [
  { sku: 'MUG', quantity: 3 },
  { sku: 'POT', quantity: 1 },
  { sku: 'GIFT', quantity: 1 },
]
const kinds: Readonly<Record<Cause, Partial<ReturnRequest>>> = {
  withdrawal: { kind: 'withdrawal' },
  shop_fault: {},
  choice: {},
}
type Lines = { sku: string; quantity: number }[]

function returned(order: Order, cause: Cause, lines: Lines, accepted = lines): Order {
  const reason = cause === 'shop_fault' ? ('damaged' as const) : ('changed_mind' as const)
  const key = `key-${order.returns?.length ?? 0}`
  const asked = lines.map((line) => ({ ...line, reason }))
  const claimed = claimReturn(order, wanting(asked, { ...kinds[cause], key }), 30)
  const id = claimed.returns?.at(-1)?.returnId ?? ''
  return settleClaim(claimed, id, { accepted, forGood: accepted, lines, at })
}
const deliveryOf = ({ returns = [] }: Order) => returns.map(({ delivery }) => delivery)

describe('the delivery', () => {
  const express = { ...aDeliveredOrder().shippingLine, gross: eur(990), standardPrice: eur(490) }

  it('is given back by one table: of a whole withdrawal the standard one, at the shop’s fault what was paid', () => {
    const given = (cause: Cause, lines: Lines) =>
      deliveryOf(returned(aDeliveredOrder({ shippingLine: express }), cause, lines))[0]
    const part = all.slice(0, 1)
    expect(
      (Object.keys(deliveryRule) as Cause[]).map((cause) => [
        ...[cause, given(cause, all), given(cause, part)],
      ]),
    ).toEqual([
      ['withdrawal', 490, 0],
      ['shop_fault', 990, 0],
      ['choice', 0, 0],
    ])
  })

  it('is never more than was paid for it', () => {
    const free = { ...express, gross: eur(0) }
    expect(
      deliveryOf(returned(aDeliveredOrder({ shippingLine: free }), 'withdrawal', all)),
    ).toEqual([0])
  })

  it('stays when a unit was refused', () => {
    const accepted = [{ sku: 'MUG', quantity: 2 }, ...all.slice(1)]
    expect(deliveryOf(returned(aDeliveredOrder(), 'withdrawal', all, accepted))).toEqual([0])
  })
})

describe('what returns pay back', () => {
  it('takes the share of each unit, and the last one the rest', () => {
    const order = aDeliveredOrder()
    const one = [{ sku: 'MUG', quantity: 1 }]
    const before = (quantity: number) => [{ sku: 'MUG', quantity }]
    const shares = [0, 1, 2].map((units) => goodsShare(order, one, before(units)))
    expect(shares).toEqual([800, 799, 800])
    expect(goodsShare(order, [{ sku: 'GIFT', quantity: 1 }], [])).toBe(0)
  })

  it('is estimated when they are asked for, after those before', () => {
    const first = returned(aDeliveredOrder(), 'withdrawal', [{ sku: 'MUG', quantity: 3 }])
    const asked = wanting(
      [
        { sku: 'POT', quantity: 1 },
        { sku: 'GIFT', quantity: 1 },
      ],
      {
        ...{ kind: 'withdrawal', key: 'last' },
      },
    )
    const order = claimReturn(first, asked, 30)
    const claim = order.returns?.at(-1)
    expect(claim && estimateOf(order, claim)).toEqual({
      ...{ goods: eur(900), shipping: eur(490), total: eur(1390) },
    })
  })

  it('comes to what was paid, exactly, over every way to withdraw from an order piece by piece', () => {
    const units = fc.shuffledSubarray(['MUG', 'MUG', 'MUG', 'POT', 'GIFT'], { minLength: 5 })
    const cuts = fc.array(fc.integer({ min: 1, max: 3 }), { minLength: 5, maxLength: 5 })
    const grosses = fc.tuple(fc.nat(9_999), fc.nat(9_999), fc.nat(9_999), fc.nat(999))
    fc.assert(
      fc.property(units, cuts, grosses, (order, sizes, [mug, pot, gift, shipping]) => {
        const bought = aDeliveredOrder()
        const amounts = [mug, pot, gift]
        let now: Order = {
          ...bought,
          lines: bought.lines.map((line, index) => ({ ...line, gross: eur(amounts[index] ?? 0) })),
          shippingLine: { ...bought.shippingLine, gross: eur(shipping) },
        }
        let goods = 0
        let rest = order
        for (const size of sizes) {
          const piece = rest.slice(0, size)
          rest = rest.slice(size)
          const lines = [...Map.groupBy(piece, (sku) => sku)].map(([sku, same]) => ({
            ...{ sku, quantity: same.length },
          }))
          if (lines.length === 0) continue
          const before = (now.returns ?? []).flatMap(({ accepted = [] }) => accepted)
          goods += goodsShare(now, lines, before)
          now = returned(now, 'withdrawal', lines)
        }
        const delivery = deliveryOf(now).reduce<number>((sum, amount) => sum + (amount ?? 0), 0)
        expect([goods, delivery]).toEqual([mug + pot + gift, shipping])
      }),
    )
  })
})

describe('the credit note of a refund', () => {
  const order = aDeliveredOrder()
  const on = (paymentIntentId?: string) => creditedInvoiceOf(order, { refund: { paymentIntentId } })

  it('is on the invoice of the order, or on that of the exchange whose payment went back', () => {
    const own = order.invoice.invoiceId
    expect([on('pi_1'), on('pi_1_edit1'), on(), on('pi_1_x2')]).toEqual([
      ...[own, own, own, 'inv_1_x2'],
    ])
  })
})
