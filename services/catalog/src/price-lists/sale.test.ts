import { beforeEach, describe, expect, it } from 'vitest'
import { eur, openPriceListShop, type PriceListShop, vip } from '../../test/price-list-shop.ts'
import type { PriceList } from './price-list.ts'
import { changePriceList, newPriceList } from './price-list-change.ts'

let shop: PriceListShop

beforeEach(async () => {
  shop = await openPriceListShop()
})

describe('what a shopper pays', () => {
  const pricesFor = async (as: 'customer' | 'guest') =>
    (await shop.call('GET /api/products/mug/prices', { as })).body
  const own = {
    ...{ sku: 'MUG-1', price: eur(1500), compareAtPrice: eur(2000) },
    priceOrigin: { priceListId: 'vip', name: vip().name, minQuantity: 1 },
    tiers: [
      {
        ...{ minQuantity: 10, price: eur(1200) },
        priceOrigin: { priceListId: 'vip', name: vip().name, minQuantity: 10 },
      },
    ],
  }
  const full = [
    { sku: 'MUG-1', price: eur(2000), tiers: [] },
    { sku: 'MUG-2', price: eur(3000), tiers: [] },
  ]

  it('is by their own state and tags, and by quantity, and for nobody else to see', async () => {
    await shop.create(vip())
    shop.customers.set('usr_camille', { status: 'vip' })
    expect((await pricesFor('customer')).items).toEqual([own, full[1]])
    expect((await pricesFor('guest')).items).toEqual(full)
    shop.customers.set('usr_camille', { status: 'gold' })
    expect((await pricesFor('customer')).items).toEqual(full)
    const { headers } = await shop.call('GET /api/products/mug/prices', { as: 'customer' })
    expect(headers.get('cache-control')).toBe('private, no-store')
  })

  it('is everyone’s price while accounts does not answer, and says so', async () => {
    shop.loseAccounts()
    expect(await pricesFor('customer')).toEqual({ items: full })
    await shop.create(vip())
    expect(await pricesFor('customer')).toEqual({ items: full, degraded: ['customer_prices'] })
  })

  it('is not said of a draft', async () => {
    const variants = [{ sku: 'NEW', price: eur(1), weightGrams: 1 }]
    const draft = { slug: 'new', title: { en: 'New' }, categoryIds: [shop.shelf], variants }
    await shop.call('POST /api/products', { body: draft })
    expect((await shop.call('GET /api/products/new/prices', { as: 'guest' })).status).toBe(404)
    expect((await shop.call('GET /api/products/new/prices')).status).toBe(200)
  })
})

describe('a sale', () => {
  it('starts and ends at its second in look-ups, products, lists and orders by price, without an event', async () => {
    await shop.create(shop.sale({ startsAt: shop.inSeconds(60), endsAt: shop.inSeconds(120) }))
    const prices = async () => [
      (await shop.lookUp('MUG-1')).price.amount,
      (await shop.shown()).price.amount,
      (await shop.listed())[0].price.amount,
      (await shop.listed('?maxPrice=1500')).length,
    ]
    const seen = [await prices()]
    shop.later(59.999)
    seen.push(await prices())
    shop.later(0.001)
    seen.push(await prices())
    shop.later(60)
    seen.push(await prices())
    const full = [2000, 2000, 2000, 0]
    expect(seen).toEqual([full, full, [1500, 1500, 1500, 1], full])
  })

  it('shows the lowest price of the 30 days before it, and its name', async () => {
    shop.later(24 * 60 * 60)
    await shop.create(shop.sale())
    expect(await shop.shown()).toMatchObject({
      price: eur(1500),
      compareAtPrice: eur(2000),
      lowestPriceOf30Days: eur(2000),
      priceOrigin: { priceListId: 'sale', minQuantity: 1 },
    })
    expect((await shop.listed())[0]).toMatchObject({
      price: eur(1500),
      lowestPriceOf30Days: eur(2000),
    })
    expect(await shop.lookUp('MUG-1')).toMatchObject({
      price: eur(1500),
      compareAtPrice: eur(2000),
    })
  })

  it('is shown in time by a replica whose clock is behind that of the one that wrote it', async () => {
    const ahead = () => new Date(shop.store.clock.nowMs + 300)
    const put = (version: number, data: PriceList) =>
      shop.catalogue.putPriceList({ id: 'sale', version, data })
    const prices = async () => [(await shop.shown()).price, (await shop.listed())[0].price]
    const terms = { name: { en: 'Sale' }, currency: 'EUR', customerStatuses: [], customerTags: [] }
    const quarterOff = [{ minQuantity: 1, percentOffBps: 2500 }]
    const entries = [{ categoryId: shop.shelf, tiers: quarterOff }]
    const { list } = newPriceList('sale', { ...terms, priority: 0, entries }, ahead())
    put(1, list)
    await prices()
    shop.later(0.3)
    expect(await prices()).toEqual([eur(1500), eur(1500)])
    const others = [{ sku: 'SOLD-OUT', tiers: quarterOff }]
    const change = changePriceList(list, { ...terms, priority: 0, entries: others }, ahead())
    put(2, change?.next ?? list)
    await prices()
    shop.later(0.3)
    expect(await prices()).toEqual([eur(2000), eur(2000)])
  })

  it('leaves staff the price as they entered it', async () => {
    await shop.create(shop.sale())
    const read = await shop.call(`GET /api/products/${shop.productId}`)
    const drafts = await shop.call('GET /api/products?status=all')
    expect([read.body.variants[0].price, drafts.body.items[0].price]).toEqual([
      eur(2000),
      eur(2000),
    ])
  })

  it('ends at once when it is archived', async () => {
    await shop.create(shop.sale())
    expect((await shop.shown()).price).toEqual(eur(1500))
    await shop.call('DELETE /api/price-lists/sale')
    expect([(await shop.shown()).price, (await shop.lookUp('MUG-1')).price]).toEqual([
      eur(2000),
      eur(2000),
    ])
  })

  it('orders a list by what is paid now', async () => {
    await shop.call('POST /api/products', {
      body: {
        status: 'active',
        title: { en: 'Bowl' },
        categoryIds: [shop.shelf],
        variants: [{ sku: 'BOWL', price: eur(2500), weightGrams: 1 }],
      },
    })
    const titles = async () =>
      (await shop.listed('?sort=price')).map((one: { title: { en: string } }) => one.title.en)
    expect(await titles()).toEqual(['Mug', 'Bowl'])
    await shop.create(shop.sale({ entries: [{ sku: 'BOWL', tiers: [{ amount: 100 }] }] }))
    expect(await titles()).toEqual(['Bowl', 'Mug'])
  })
})
