import type { ProductChange } from '@comptoir/contracts/catalog/product-change-routes'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { newProduct, type Product } from '../products/product.ts'
import { applyBulkChange, undoBulkChange } from './bulk-change.ts'

const now = new Date('2026-11-30T10:00:00.000Z')
const later = new Date('2026-11-30T11:00:00.000Z')
const euros = (amount: number) => ({ amount, currency: 'EUR' })

function mug(prices: readonly number[] = [1_490]): Product {
  const variants = prices.map((amount, n) => ({
    ...{ sku: `MUG-${n}`, price: euros(amount), weightGrams: 350, options: { size: `${n}` } },
  }))
  const input = { title: { en: 'Mug' }, taxClass: 'standard', attributes: { madeIn: 'France' } }
  return newProduct(
    { ...input, variants, status: 'active', categoryIds: ['cat_1'] },
    { productId: 'prd_1', slug: 'mug', now },
  ).product
}
const price = (over: object): ProductChange =>
  ({ kind: 'price', showFormer: false, ...over }) as ProductChange
const apply = (product: Product, ...changes: ProductChange[]) =>
  applyBulkChange(product, { changeId: 'chg_1', changes }, later)?.next ?? product
const pricesOf = ({ variants }: Product) => variants.map((one) => one.price.amount)

describe('a bulk change', () => {
  it.each([
    [{ byBps: -1_000 }, 1_490, 1_341],
    [{ byBps: -1_000 }, 5, 5],
    [{ byBps: 1_000, ending: 90 }, 1_490, 1_590],
    [{ byAmount: -200, ending: 99 }, 1_490, 1_299],
    [{ byAmount: -9_999 }, 1_490, 1],
    [{ byBps: -9_000, ending: 90 }, 100, 90],
  ])('moves a price by %j from %i to %i', (by, from, to) => {
    expect(pricesOf(apply(mug([from]), price(by)))).toEqual([to])
  })

  it('shows the price of before beside a lower one, if it is wanted', () => {
    const [variant] = apply(mug(), price({ byBps: -1_000, showFormer: true })).variants
    expect(variant).toMatchObject({ price: euros(1_341), compareAtPrice: euros(1_490) })
  })

  it('is done once, however often it is asked', () => {
    const once = apply(mug(), price({ byBps: -1_000 }))
    expect(apply(once, price({ byBps: -1_000 }))).toBe(once)
  })

  it('does several things one after the other, and leaves what is so already', () => {
    const next = apply(
      mug(),
      { kind: 'categories', add: ['cat_2', 'cat_1'], remove: [] },
      { kind: 'attributes', set: { organic: true }, remove: ['madeIn'] },
      { kind: 'brand', brand: 'Kéroman' },
    )
    expect(next).toMatchObject({ categoryIds: ['cat_1', 'cat_2'], brand: 'Kéroman' })
    expect(next.attributes).toEqual({ organic: true })
    expect(
      applyBulkChange(
        mug(),
        { changeId: 'x', changes: [{ kind: 'status', status: 'active' }] },
        now,
      ),
    ).toBeUndefined()
  })

  it('refuses what a product may not become', () => {
    const empty: ProductChange = { kind: 'categories', add: [], remove: ['cat_1'] }
    expect(() => apply(mug(), empty)).toThrow('invalid_request')
    expect(() => apply(mug(), { kind: 'status', status: 'draft' })).toThrow('transition_refused')
    expect(() => apply(mug([9_000_000_00]), price({ byBps: 100_000 }))).toThrow(
      expect.objectContaining({ errors: [expect.objectContaining({ code: 'price_too_high' })] }),
    )
  })

  it('tells of new prices, and keeps them in the history', () => {
    const change = applyBulkChange(
      mug(),
      { changeId: 'c', changes: [price({ byBps: -1_000 })] },
      later,
    )
    expect(change?.events.map(({ type }) => type.split('.')[2])).toEqual([
      'product-updated',
      'price-changed',
    ])
    expect(change?.next.priceHistory.at(-1)).toMatchObject({
      price: euros(1_341),
      from: later.toISOString(),
    })
  })
})

describe('taking a bulk change back', () => {
  const bulk = [
    price({ byBps: -2_500, ending: 90, showFormer: true }),
    { kind: 'brand', brand: 'Kéroman' },
    { kind: 'visibility', visibility: 'unlisted' },
  ] as const

  it('makes any product what it was', () => {
    const amounts = fc.array(fc.integer({ min: 1, max: 100_000 }), { minLength: 1, maxLength: 5 })
    fc.assert(
      fc.property(amounts, (prices) => {
        const before = mug(prices)
        const back = undoBulkChange(apply(before, ...bulk), 'chg_1', later)?.next
        expect(back).toMatchObject({ variants: before.variants, visibility: 'listed' })
        expect(back?.brand).toBeUndefined()
        expect(back && undoBulkChange(back, 'chg_1', later)).toBeUndefined()
      }),
    )
  })

  it('leaves what somebody changed since', () => {
    const after = apply(mug([1_000, 2_000]), ...bulk)
    const [first, second] = after.variants
    if (!first || !second) throw new Error('two variants')
    const edited = {
      ...after,
      brand: 'Other',
      variants: [first, { ...second, price: euros(1_777) }],
    }
    const back = undoBulkChange(edited, 'chg_1', later)?.next
    expect(back).toMatchObject({ brand: 'Other', visibility: 'listed' })
    expect(back && pricesOf(back)).toEqual([1_000, 1_777])
  })

  it('leaves on sale what was a draft, and takes the rest back', () => {
    const draft: Product = { ...mug(), status: 'draft' }
    const after = apply(draft, { kind: 'status', status: 'active' }, price({ byAmount: 10 }))
    const back = undoBulkChange(after, 'chg_1', later)?.next
    expect(back).toMatchObject({ status: 'active', variants: [{ price: euros(1_490) }] })
  })

  it('is not possible behind five later ones', () => {
    let product = apply(mug(), price({ byAmount: 1 }))
    for (let n = 2; n <= 6; n++)
      product =
        applyBulkChange(product, { changeId: `chg_${n}`, changes: [price({ byAmount: 1 })] }, later)
          ?.next ?? product
    expect(undoBulkChange(product, 'chg_1', later)).toBeUndefined()
    expect(product.bulkChanges).toHaveLength(5)
  })
})
