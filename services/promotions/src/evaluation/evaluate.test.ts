import type { Benefit, NotApplied } from '@comptoir/contracts/promotions/schemas'
import { money } from '@comptoir/money'
import { describe, expect, it } from 'vitest'
import { cartOf, eur, line, offer } from '../../test/carts-and-offers.ts'
import { evaluate } from './evaluate.ts'
import { reasonInWords } from './reasons.ts'
import type { CartSnapshot, Offer } from './snapshot.ts'

const tenPercent: Benefit = { kind: 'percentage', target: { kind: 'order' }, bps: 1_000 }
const fixed = (amount: number): Benefit => ({
  ...{ kind: 'fixed', target: { kind: 'order' } },
  amount: eur(amount),
})

/** What is taken off by SKU, in minor units. */
const takenOff = (cart: CartSnapshot, ...offers: Offer[]) =>
  Object.fromEntries(
    evaluate(cart, offers).lines.map(({ sku, discounts }) => [
      sku,
      discounts.reduce((sum, { amount }) => sum + amount.amount, 0),
    ]),
  )
const reasonOf = (cart: CartSnapshot, one: Offer): NotApplied | undefined =>
  evaluate(cart, [one]).notApplied[0]?.reason

describe('what promotions give', () => {
  it('shares one percentage of the whole, so that it does not drift', () => {
    const thirds = cartOf([line('A', 333), line('B', 333), line('C', 334)])
    const off = takenOff(thirds, offer('p', { ...tenPercent, bps: 3_333 }))
    expect(Object.values(off).reduce((sum, amount) => sum + amount, 0)).toBe(333)
  })

  it('shares a fixed amount over lines of several rates, to the cent (vendure#2995)', () => {
    const lines = [line('A', 1_000, 3), line('B', 999), line('C', 1)]
    const off = takenOff(cartOf(lines), offer('p', fixed(1_000)))
    expect(off).toEqual({ A: 750, B: 250 })
  })

  it('takes a fixed amount off what there is, not more', () => {
    expect(takenOff(cartOf([line('A', 300)]), offer('p', fixed(1_000)))).toEqual({ A: 300 })
  })

  it('sells pieces at a fixed price, where they cost more', () => {
    const benefit: Benefit = { kind: 'fixed_price', lines: {}, price: eur(500) }
    const cart = cartOf([line('A', 700, 2), line('B', 400)])
    expect(takenOff(cart, offer('p', benefit))).toEqual({ A: 400 })
  })

  it('gives the cheapest pieces for those that are bought', () => {
    const benefit: Benefit = { kind: 'buy_x_get_y', lines: {}, buy: 2, get: 1, bps: 10_000 }
    const cart = cartOf([line('A', 1_000, 4), line('B', 300, 3)])
    expect(takenOff(cart, offer('p', benefit))).toEqual({ B: 600 })
    expect(takenOff(cartOf([line('A', 1_000, 2)]), offer('p', benefit))).toEqual({})
  })

  it('reduces by the tier that the pieces reach', () => {
    const tiers = [
      { quantity: 3, bps: 500 },
      { quantity: 10, bps: 2_000 },
    ]
    const of = (quantity: number) =>
      takenOff(cartOf([line('A', 100, quantity)]), offer('p', { kind: 'tiers', lines: {}, tiers }))
    expect([of(2), of(3), of(9), of(10)]).toEqual([{}, { A: 15 }, { A: 45 }, { A: 200 }])
  })

  it('gives a gift that is in the cart, and asks for one that is not', () => {
    const gift = offer('p', { kind: 'gift', sku: 'MUG', quantity: 1 })
    expect(takenOff(cartOf([line('A', 900), line('MUG', 500, 2)]), gift)).toEqual({ MUG: 500 })
    expect(reasonOf(cartOf([line('A', 900)]), gift)).toBe('add_gift')
  })

  it('takes the shipping off, or a part of it', () => {
    const cart = cartOf([line('A', 900)], { shipping: eur(590) })
    const free = evaluate(cart, [offer('p', { kind: 'free_shipping' })])
    expect(free.shipping).toEqual([{ promotionId: 'p', amount: eur(590) }])
    const half: Benefit = { kind: 'percentage', target: { kind: 'shipping' }, bps: 5_000 }
    expect(evaluate(cart, [offer('p', half)]).shipping[0]?.amount).toEqual(eur(295))
    const shipped = cartOf([line('A', 900)], { shipping: eur(0) })
    expect(reasonOf(shipped, offer('p', half))).toBe('no_shipping')
    const unknown = evaluate(cartOf([line('A', 900)]), [offer('p', half)])
    expect(unknown.applied).toMatchObject([{ promotionId: 'p', amount: eur(0) }])
  })

  it('is for the lines that are selected', () => {
    const lines = [
      line('A', 1_000, 1, { brand: 'Lumière', categoryIds: ['lamps'] }),
      line('B', 1_000, 1, { brand: 'Lumière', categoryIds: ['bulbs'] }),
      line('C', 1_000),
    ]
    const target = {
      kind: 'lines' as const,
      lines: { brands: ['Lumière'], categoryIds: ['lamps', 'desks'] },
    }
    const off = takenOff(cartOf(lines), offer('p', { kind: 'percentage', target, bps: 1_000 }))
    expect(off).toEqual({ A: 100 })
  })
})

describe('the order of promotions', () => {
  it('is lines before the order, then priority, then id; each takes off what is left', () => {
    const onLine: Benefit = { ...tenPercent, target: { kind: 'lines', lines: {} } }
    const cart = cartOf([line('A', 1_000)])
    const offers = [
      offer('b', fixed(100)),
      offer('a', tenPercent, { priority: 1 }),
      offer('z', onLine),
    ]
    const { applied } = evaluate(cart, offers)
    expect(applied.map(({ promotionId, amount }) => [promotionId, amount.amount])).toEqual([
      ['z', 100],
      ['b', 100],
      ['a', 80],
    ])
    expect(evaluate(cart, offers.toReversed())).toEqual(evaluate(cart, offers))
  })

  it.each([
    ['all', 'all', true],
    ['levels', 'all', false],
    ['none', 'all', false],
    ['all', 'none', false],
  ] as const)('combines %s with %s on one level: %s', (one, other, both) => {
    const offers = [
      offer('a', tenPercent, { combination: one }),
      offer('b', tenPercent, { combination: other }),
    ]
    const { applied, notApplied } = evaluate(cartOf([line('A', 1_000)]), offers)
    expect(applied).toHaveLength(both ? 2 : 1)
    expect(notApplied.map(({ reason }) => reason)).toEqual(both ? [] : ['not_combinable'])
  })

  it('combines other levels where both say so', () => {
    const offers = [
      offer('a', tenPercent, { combination: 'levels' }),
      offer('b', { kind: 'free_shipping' }, { combination: 'levels' }),
    ]
    const cart = cartOf([line('A', 1_000)], { shipping: eur(500) })
    expect(evaluate(cart, offers).applied).toHaveLength(2)
  })
})

const customer = { userId: 'u', status: 'vip', tags: ['press'], hasOrdered: true }

describe('what a promotion asks for', () => {
  it.each<[NotApplied, Partial<Offer>, Partial<CartSnapshot>]>([
    ['not_started', { window: { startsAt: '2026-11-29T12:00:00.001Z' } }, {}],
    ['ended', { window: { endsAt: '2026-11-29T12:00:00.000Z' } }, {}],
    ['paused', { isPaused: true }, {}],
    ['used_up', { reached: 'used_up' }, {}],
    ['sign_in', { criteria: { customerStatuses: ['vip'] } }, {}],
    ['customer_status', { criteria: { customerStatuses: ['gold'] } }, { customer }],
    ['customer_tag', { criteria: { customerTags: ['staff'] } }, { customer }],
    ['first_order', { criteria: { firstOrder: true } }, { customer }],
    ['country', { criteria: { countryCodes: ['FR'] } }, {}],
    ['country', { criteria: { countryCodes: ['FR'] } }, { countryCode: 'BE' }],
    ['payment_method', { criteria: { paymentMethods: ['card'] } }, { paymentMethod: 'sepa_debit' }],
    ['minimum_subtotal', { criteria: { minimumSubtotal: eur(1_001) } }, {}],
    ['minimum_quantity', { criteria: { minimumQuantity: 2 } }, {}],
    ['currency', { criteria: { minimumSubtotal: money(1, 'USD') } }, {}],
    ['currency', { benefit: { ...fixed(1), amount: money(1, 'USD') } as Benefit }, {}],
  ])('is said: %s', (reason, more, cart) => {
    const asked = offer('p', tenPercent, more)
    expect(reasonOf(cartOf([line('A', 1_000)], cart), asked)).toBe(reason)
    const said = reasonInWords(reason, asked)
    expect([said.fr, said.en].map((text) => text?.endsWith('.'))).toEqual([true, true])
  })

  it('is met to the cent, at the first moment, by one of several', () => {
    const met = offer('p', tenPercent, {
      window: { startsAt: '2026-11-29T12:00:00.000Z', endsAt: '2026-11-29T12:00:00.001Z' },
      criteria: {
        ...{ customerStatuses: ['gold', 'vip'], customerTags: ['press'], countryCodes: ['FR'] },
        ...{ minimumSubtotal: eur(1_000), minimumQuantity: 1, paymentMethods: ['card'] },
      },
    })
    const cart = cartOf([line('A', 1_000)], { customer, countryCode: 'FR', paymentMethod: 'card' })
    expect(takenOff(cart, met)).toEqual({ A: 100 })
  })

  it('is the minimum of what is left of its own lines', () => {
    const onLine: Benefit = { ...tenPercent, target: { kind: 'lines', lines: {} } }
    const asking = offer('b', tenPercent, { criteria: { minimumSubtotal: eur(1_000) } })
    const cart = cartOf([line('A', 1_000)])
    const { notApplied } = evaluate(cart, [offer('a', onLine), asking])
    expect(notApplied[0]?.reason).toBe('minimum_subtotal')
  })
})
