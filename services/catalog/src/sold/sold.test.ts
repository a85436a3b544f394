import { OrderConfirmed } from '@comptoir/contracts/orders/events'
import fc from 'fast-check'
import { beforeEach, describe, expect, it } from 'vitest'
import { createTestShop } from '../../test/catalog-app.ts'
import { createMemorySold } from '../../test/memory-sold.ts'
import { countSold, createSoldReader } from './follow-sold.ts'
import { daysBefore, sumOf, unitsOf } from './sold-days.ts'

let shop: ReturnType<typeof createTestShop>
let soldUnits: ReturnType<typeof createMemorySold>
let shelf: string

beforeEach(async () => {
  shop = createTestShop()
  shop.store.clock.nowMs = Date.parse('2026-11-30T10:00:00.000Z')
  soldUnits = createMemorySold()
  shelf = (await shop.call('POST /api/categories', { body: { name: { en: 'All' } } })).body
    .categoryId
})

async function sell(...names: string[]): Promise<string[]> {
  const ids: string[] = []
  for (const name of names) {
    shop.store.clock.nowMs += 1_000
    const { body } = await shop.call('POST /api/products', {
      body: {
        ...{ slug: name, status: 'active', title: { en: name }, categoryIds: [shelf] },
        variants: [
          { sku: name.toUpperCase(), price: { amount: 1_000, currency: 'EUR' }, weightGrams: 1 },
        ],
      },
    })
    ids.push(body.productId)
  }
  return ids
}

type Line = { readonly productId: string; readonly quantity: number }
const order = (orderId: string, confirmedAt: string, lines: readonly Line[]) =>
  countSold({ soldUnits, clock: shop.clock }).handle(
    { orderId, confirmedAt, lines },
    { id: orderId, type: OrderConfirmed.type, subject: orderId, version: 1, time: confirmedAt },
  )
const today = '2026-11-30T09:00:00.000Z'
const listed = async (query = 'sort=-sold') => {
  const { body } = await shop.call(`GET /api/products?${query}&facets=false`, { as: 'guest' })
  return body.items.map(({ slug }: { slug: string }) => slug)
}
const reader = () => createSoldReader({ soldUnits, clock: shop.clock, catalogue: shop.catalogue })

describe('a list by what is sold', () => {
  it('has what was sold most in the last 30 days first, then the newest', async () => {
    const [mug = '', cup = ''] = await sell('mug', 'cup', 'jar', 'pot')
    await order('ord_1', today, [{ productId: mug, quantity: 2 }])
    await order('ord_2', '2026-11-01T09:00:00.000Z', [
      { productId: cup, quantity: 2 },
      { productId: cup, quantity: 1 },
    ])
    await order('ord_3', '2026-10-31T23:59:59.000Z', [{ productId: mug, quantity: 99 }])
    await reader()()
    expect(await listed()).toEqual(['cup', 'mug', 'pot', 'jar'])
    expect(await listed('sort=-sold&q=mug')).toEqual(['cup', 'mug'])
  })

  it('counts an order once, however often it is told', async () => {
    const [mug = '', cup = ''] = await sell('mug', 'cup')
    await order('ord_1', today, [{ productId: mug, quantity: 3 }])
    for (let n = 0; n < 3; n++) await order('ord_2', today, [{ productId: cup, quantity: 2 }])
    await reader()()
    expect(await listed()).toEqual(['mug', 'cup'])
  })

  it('forgets a day once it is thirty days ago', async () => {
    const [mug = ''] = await sell('mug', 'cup')
    await order('ord_1', '2026-11-02T10:00:00.000Z', [{ productId: mug, quantity: 3 }])
    const read = reader()
    await read()
    expect(await listed()).toEqual(['mug', 'cup'])
    shop.store.clock.nowMs += 86_400_000
    await read()
    expect(await listed()).toEqual(['mug', 'cup'])
    shop.store.clock.nowMs += 86_400_000
    await read()
    expect(await listed()).toEqual(['cup', 'mug'])
  })

  it('shows what came late for a day before within the hour', async () => {
    const [mug = '', cup = ''] = await sell('mug', 'cup')
    await order('ord_1', today, [{ productId: cup, quantity: 1 }])
    const read = reader()
    await read()
    await order('ord_2', '2026-11-20T10:00:00.000Z', [{ productId: mug, quantity: 2 }])
    shop.store.clock.nowMs += 60_000
    await read()
    expect(await listed()).toEqual(['cup', 'mug'])
    shop.store.clock.nowMs += 3_600_000
    await read()
    expect(await listed()).toEqual(['mug', 'cup'])
  })

  it('keeps answers in memory while nothing else was sold', async () => {
    const [mug = ''] = await sell('mug')
    await order('ord_1', today, [{ productId: mug, quantity: 1 }])
    const read = reader()
    await read()
    const before = shop.catalogue.epoch()
    await read()
    expect(shop.catalogue.epoch()).toBe(before)
  })
})

it('sums the same, whatever order days and lines come in', () => {
  const line = fc.record({
    productId: fc.constantFrom('a', 'b', 'constructor'),
    quantity: fc.integer({ min: 1, max: 9 }),
  })
  fc.assert(
    fc.property(fc.array(fc.array(line)), (orders) => {
      const forwards = sumOf(orders.map(unitsOf))
      const backwards = sumOf(orders.toReversed().map((lines) => unitsOf(lines.toReversed())))
      const total = orders.flat().reduce((sum, { quantity }) => sum + quantity, 0)
      expect(new Map([...backwards].toSorted())).toEqual(new Map([...forwards].toSorted()))
      expect([...forwards.values()].reduce((sum, count) => sum + count, 0)).toBe(total)
    }),
  )
})

it('looks at thirty days, over the end of a month', () => {
  const days = daysBefore('2026-03-01')
  expect([days.length, days[0], days[1], days.at(-1)]).toEqual([
    30,
    '2026-03-01',
    '2026-02-28',
    '2026-01-31',
  ])
})

describe('a list for staff', () => {
  const slugs = async (sort: string) => {
    const { body } = await shop.call(`GET /api/products?status=all&sort=${sort}`)
    return body.items.map(({ slug }: { slug: string }) => slug)
  }

  it('is sorted by last change, SKU, price, title, age or what is sold', async () => {
    const [mug = '', cup = ''] = await sell('mug', 'cup', 'jar')
    shop.store.clock.nowMs += 1_000
    await shop.call(`PUT /api/products/${mug}`, {
      body: {
        ...{ title: { en: 'A mug' }, categoryIds: [shelf] },
        variants: [{ sku: 'Z-1', price: { amount: 900, currency: 'EUR' }, weightGrams: 1 }],
      },
    })
    await order('ord_1', today, [{ productId: cup, quantity: 1 }])
    await reader()()
    expect(await slugs('-updated')).toEqual(['mug', 'jar', 'cup'])
    expect(await slugs('updated')).toEqual(['cup', 'jar', 'mug'])
    expect(await slugs('sku')).toEqual(['cup', 'jar', 'mug'])
    expect(await slugs('-sku')).toEqual(['mug', 'jar', 'cup'])
    expect((await slugs('price'))[0]).toBe('mug')
    expect((await slugs('title'))[0]).toBe('mug')
    expect(await slugs('newest')).toEqual(['jar', 'cup', 'mug'])
    expect((await slugs('-sold'))[0]).toBe('cup')
  })

  it('has orders that shoppers are refused', async () => {
    const { status, body } = await shop.call('GET /api/products?sort=sku', { as: 'guest' })
    expect([status, body.errors[0].field]).toEqual([400, 'sort'])
  })
})
