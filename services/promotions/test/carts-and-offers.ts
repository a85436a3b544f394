import type { Benefit, ReductionTarget } from '@comptoir/contracts/promotions/schemas'
import { money } from '@comptoir/money'
import fc from 'fast-check'
import type { CartSnapshot, Offer, SnapshotLine } from '../src/evaluation/snapshot.ts'

export const eur = (amount: number) => money(amount, 'EUR')
export const line = (
  sku: string,
  amount: number,
  quantity = 1,
  more: Partial<SnapshotLine> = {},
) => ({
  ...{ sku, productId: `p-${sku}`, categoryIds: ['all'], quantity, unitPrice: eur(amount) },
  ...more,
})
export const cartOf = (
  lines: readonly SnapshotLine[],
  more: Partial<CartSnapshot> = {},
): CartSnapshot => ({
  ...{ currency: 'EUR', lines, at: new Date('2026-11-29T12:00:00Z') },
  ...more,
})
export const offer = (promotionId: string, benefit: Benefit, more: Partial<Offer> = {}): Offer => ({
  ...{ promotionId, name: { en: promotionId }, benefit, criteria: {}, combination: 'all' },
  ...{ priority: 0, window: {}, isPaused: false },
  ...more,
})
const targets: ReductionTarget[] = [
  { kind: 'order' },
  { kind: 'lines', lines: {} },
  { kind: 'lines', lines: { skus: ['S0', 'S2'] } },
  { kind: 'shipping' },
]
const target = fc.constantFrom(...targets)
const bps = fc.integer({ min: 1, max: 10_000 })
const small = fc.integer({ min: 1, max: 5 })
const benefit: fc.Arbitrary<Benefit> = fc.oneof(
  fc.record({ kind: fc.constant('percentage' as const), target, bps }),
  fc.record({
    kind: fc.constant('fixed' as const),
    target,
    amount: fc.integer({ min: 1, max: 200_000 }).map(eur),
  }),
  fc.record({
    kind: fc.constant('fixed_price' as const),
    lines: fc.constant({}),
    price: fc.nat(50_000).map(eur),
  }),
  fc.record({
    kind: fc.constant('buy_x_get_y' as const),
    lines: fc.constant({}),
    ...{ buy: small, get: small, bps },
  }),
  fc.record({
    kind: fc.constant('tiers' as const),
    lines: fc.constant({}),
    tiers: fc.array(fc.record({ quantity: small, bps }), { minLength: 1, maxLength: 3 }),
  }),
  fc.record({ kind: fc.constant('gift' as const), sku: fc.constant('S1'), quantity: small }),
  fc.constant({ kind: 'free_shipping' as const }),
)
/** Offers of every kind, in any number up to six. */
export const anyOffers = fc
  .array(
    fc.record({
      benefit,
      combination: fc.constantFrom('all' as const, 'levels' as const, 'none' as const),
      priority: fc.nat(3),
    }),
    { maxLength: 6 },
  )
  .map((all) => all.map(({ benefit, ...more }, n) => offer(`p${n}`, benefit, more)))
/** Carts of up to six lines, with shipping or without. */
export const anyCart = fc
  .record({
    lines: fc.array(
      fc.record({ amount: fc.nat(100_000), quantity: fc.integer({ min: 1, max: 20 }) }),
      {
        maxLength: 6,
      },
    ),
    shipping: fc.option(fc.nat(2_000).map(eur), { nil: undefined }),
  })
  .map(({ lines, shipping }) =>
    cartOf(
      lines.map(({ amount, quantity }, n) => line(`S${n}`, amount, quantity)),
      { shipping },
    ),
  )
