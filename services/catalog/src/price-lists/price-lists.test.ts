import { beforeEach, describe, expect, it } from 'vitest'
import { createTestShop } from '../../test/catalog-app.ts'

type Shop = ReturnType<typeof createTestShop>
let shop: Shop
let shelf: string
let productId: string

const eur = (amount: number) => ({ amount, currency: 'EUR' })

beforeEach(async () => {
  shop = createTestShop()
  const { body } = await shop.call('POST /api/categories', { body: { name: { en: 'Tableware' } } })
  shelf = body.categoryId
  const cups = await shop.call('POST /api/categories', {
    body: { name: { en: 'Cups' }, parentId: shelf },
  })
  const created = await shop.call('POST /api/products', {
    body: {
      status: 'active',
      title: { en: 'Mug' },
      categoryIds: [cups.body.categoryId],
      variants: [
        { sku: 'MUG-1', price: eur(2000), weightGrams: 350, options: { Size: 'S' } },
        { sku: 'MUG-2', price: eur(3000), weightGrams: 350, options: { Size: 'L' } },
      ],
    },
  })
  productId = created.body.productId
})

const vip = (over: object = {}) => ({
  priceListId: 'vip',
  name: { fr: 'Tarif VIP', en: 'VIP price' },
  currency: 'EUR',
  customerStatuses: ['vip'],
  entries: [{ sku: 'MUG-1', tiers: [{ amount: 1500 }, { minQuantity: 10, amount: 1200 }] }],
  ...over,
})
const sale = (over: object = {}) => ({
  priceListId: 'sale',
  name: { fr: 'Soldes', en: 'Sale' },
  currency: 'EUR',
  entries: [{ categoryId: shelf, tiers: [{ percentOffBps: 2500 }] }],
  ...over,
})
const create = (body: object) => shop.call('POST /api/price-lists', { body })
const later = (seconds: number) => {
  shop.store.clock.nowMs += seconds * 1000
}
const inSeconds = (seconds: number) =>
  new Date(shop.store.clock.nowMs + seconds * 1000).toISOString()

async function lookUp(sku: string, asked: object = {}) {
  const { body } = await shop.call('POST /internal/variants/lookup', {
    as: 'guest',
    body: { skus: [sku], ...asked },
    headers: { 'dapr-api-token': 'app-token', 'dapr-caller-app-id': 'orders' },
  })
  return body.variants[0]
}
const shown = async () =>
  (await shop.call('GET /api/products/mug', { as: 'guest' })).body.variants[0]
const listed = async (query = '') =>
  (await shop.call(`GET /api/products${query}`, { as: 'guest' })).body.items

describe('price lists of staff', () => {
  it('are created once, read with a tag, listed, changed and archived', async () => {
    const [first, again] = [await create(vip()), await create(vip())]
    expect([first.status, again.status, again.body.version]).toEqual([201, 201, 1])
    const other = await create(vip({ priority: 5 }))
    expect([other.status, other.body.errors[0].field]).toEqual([409, 'priceListId'])

    const { priceListId: _, ...content } = vip({ priority: 5 })
    const etag = first.headers.get('etag') ?? ''
    const put = (tag: string) =>
      shop.call('PUT /api/price-lists/vip', { body: content, headers: { 'if-match': tag } })
    expect([(await put(etag)).body.priority, (await put(etag)).status]).toEqual([5, 412])

    expect((await shop.call('DELETE /api/price-lists/vip')).status).toBe(204)
    const read = await shop.call('GET /api/price-lists/vip')
    expect([read.body.status, read.body.phase, read.body.past]).toEqual([
      'archived',
      'archived',
      undefined,
    ])
    later(1)
    await create(sale())
    const ids = async (query: string) =>
      (await shop.call(`GET /api/price-lists${query}`)).body.items.map(
        (one: { priceListId: string }) => one.priceListId,
      )
    expect([await ids(''), await ids('?status=active')]).toEqual([['sale', 'vip'], ['sale']])
  })

  it('are for staff only, and unknown ones are not found', async () => {
    const asked = [
      'GET /api/price-lists',
      'GET /api/price-lists/vip',
      'DELETE /api/price-lists/vip',
    ]
    for (const call of asked) {
      expect((await shop.call(call, { as: 'customer' })).status).toBe(403)
      expect((await shop.call(call, { as: 'guest' })).status).toBe(401)
    }
    expect((await shop.call('GET /api/price-lists/none')).status).toBe(404)
    expect((await shop.call('DELETE /api/price-lists/none')).status).toBe(404)
  })

  it.each([
    ['entries.0.sku', { entries: [{ sku: 'NONE', tiers: [{ amount: 1 }] }] }],
    ['entries.0', { entries: [{ tiers: [{ percentOffBps: 1 }] }] }],
    ['entries.0', { entries: [{ sku: 'MUG-1', productId: 'x', tiers: [{ amount: 1 }] }] }],
    ['entries.0.productId', { entries: [{ productId: 'x', tiers: [{ percentOffBps: 1 }] }] }],
    ['entries.0.categoryId', { entries: [{ categoryId: 'x', tiers: [{ percentOffBps: 1 }] }] }],
    ['entries.0.tiers.0', { entries: [{ sku: 'MUG-1', tiers: [{ minQuantity: 1 }] }] }],
    ['entries.0.tiers', { entries: [{ sku: 'MUG-1', tiers: [{ amount: 1 }, { amount: 2 }] }] }],
    ['entries.1', { entries: ['MUG-1', 'mug-1'].map((sku) => ({ sku, tiers: [{ amount: 1 }] })) }],
    [
      'entries.0.tiers.0.percentOffBps',
      { currency: 'USD', entries: [{ sku: 'MUG-1', tiers: [{ percentOffBps: 1 }] }] },
    ],
    ['endsAt', { startsAt: '2027-01-13T08:00', endsAt: '2027-01-13T08:00' }],
    ['startsAt', { startsAt: '2027-02-30T08:00' }],
    ['startsAt', { startsAt: '0000-01-01T00:00:00+10:00' }],
    ['endsAt', { endsAt: '2027-01-13T08:00:00.1234567891Z' }],
    ['priceListId', { priceListId: 'Not An Id' }],
  ])('names the field at fault: %s', async (field, over) => {
    const { status, body } = await create(vip(over))
    expect([status, body.errors.map((error: { field: string }) => error.field)]).toEqual([
      400,
      [field],
    ])
  })

  it('has an amount for one SKU only, and keeps its currency', async () => {
    const category = [{ categoryId: shelf, tiers: [{ amount: 100 }] }]
    const { body } = await create(sale({ entries: category }))
    expect(body.errors[0].field).toBe('entries.0.tiers.0.amount')
    await create(vip())
    const { priceListId: _, ...content } = vip({ currency: 'USD' })
    const changed = await shop.call('PUT /api/price-lists/vip', { body: content })
    expect([changed.status, changed.body.errors[0].field]).toEqual([400, 'currency'])
  })

  it('think in the wall time of the shop', async () => {
    const { body } = await create(
      sale({ startsAt: '2027-07-14T00:00', endsAt: '2027-07-15T00:00:00Z' }),
    )
    expect([body.startsAt, body.endsAt]).toEqual([
      '2027-07-13T22:00:00.000Z',
      '2027-07-15T00:00:00.000Z',
    ])
  })
})

describe('the price of a look-up', () => {
  it('is the base price where no list has another one', async () => {
    const variant = await lookUp('MUG-1', { customer: { status: 'vip' } })
    expect([variant.price, variant.priceOrigin, variant.priceDependsOn]).toEqual([
      eur(2000),
      undefined,
      undefined,
    ])
  })

  it('is a VIP’s own, by quantity, beside what everyone pays, with its origin', async () => {
    await create(vip())
    const customer = { status: 'vip' }
    expect(await lookUp('MUG-1', { customer, quantities: { 'MUG-1': 12 } })).toMatchObject({
      price: eur(1200),
      compareAtPrice: eur(2000),
      priceOrigin: { priceListId: 'vip', name: vip().name, minQuantity: 10 },
    })
    expect((await lookUp('MUG-1', { customer })).price).toEqual(eur(1500))
    const others = await lookUp('MUG-1', { customer: { status: 'gold' } })
    expect([others.price, others.priceDependsOn]).toEqual([eur(2000), ['customer', 'quantity']])
  })

  it('converts nothing: a SKU without a price in the currency is left out', async () => {
    expect(await lookUp('MUG-1', { currency: 'USD' })).toBeUndefined()
    await create(vip({ currency: 'USD', customerStatuses: [] }))
    const dollars = { amount: 1500, currency: 'USD' }
    expect((await lookUp('MUG-1', { currency: 'USD' })).price).toEqual(dollars)
    expect((await lookUp('MUG-1')).price).toEqual(eur(2000))
  })
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
    await create(vip())
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
    await create(vip())
    expect(await pricesFor('customer')).toEqual({ items: full, degraded: ['customer_prices'] })
  })

  it('is not said of a draft', async () => {
    const variants = [{ sku: 'NEW', price: eur(1), weightGrams: 1 }]
    const draft = { slug: 'new', title: { en: 'New' }, categoryIds: [shelf], variants }
    await shop.call('POST /api/products', { body: draft })
    expect((await shop.call('GET /api/products/new/prices', { as: 'guest' })).status).toBe(404)
    expect((await shop.call('GET /api/products/new/prices')).status).toBe(200)
  })
})

describe('a sale', () => {
  it('starts and ends at its second in look-ups, products, lists and orders by price, without an event', async () => {
    await create(sale({ startsAt: inSeconds(60), endsAt: inSeconds(120) }))
    const prices = async () => [
      (await lookUp('MUG-1')).price.amount,
      (await shown()).price.amount,
      (await listed())[0].price.amount,
      (await listed('?maxPrice=1500')).length,
    ]
    const seen = [await prices()]
    later(59.999)
    seen.push(await prices())
    later(0.001)
    seen.push(await prices())
    later(60)
    seen.push(await prices())
    const full = [2000, 2000, 2000, 0]
    expect(seen).toEqual([full, full, [1500, 1500, 1500, 1], full])
  })

  it('shows the lowest price of the 30 days before it, and its name', async () => {
    later(24 * 60 * 60)
    await create(sale())
    expect(await shown()).toMatchObject({
      price: eur(1500),
      compareAtPrice: eur(2000),
      lowestPriceOf30Days: eur(2000),
      priceOrigin: { priceListId: 'sale', minQuantity: 1 },
    })
    expect((await listed())[0]).toMatchObject({ price: eur(1500), lowestPriceOf30Days: eur(2000) })
    expect(await lookUp('MUG-1')).toMatchObject({ price: eur(1500), compareAtPrice: eur(2000) })
  })

  it('leaves staff the price as they entered it', async () => {
    await create(sale())
    const read = await shop.call(`GET /api/products/${productId}`)
    const drafts = await shop.call('GET /api/products?status=all')
    expect([read.body.variants[0].price, drafts.body.items[0].price]).toEqual([
      eur(2000),
      eur(2000),
    ])
  })

  it('ends at once when it is archived', async () => {
    await create(sale())
    expect((await shown()).price).toEqual(eur(1500))
    await shop.call('DELETE /api/price-lists/sale')
    expect([(await shown()).price, (await lookUp('MUG-1')).price]).toEqual([eur(2000), eur(2000)])
  })

  it('orders a list by what is paid now', async () => {
    await shop.call('POST /api/products', {
      body: {
        status: 'active',
        title: { en: 'Bowl' },
        categoryIds: [shelf],
        variants: [{ sku: 'BOWL', price: eur(2500), weightGrams: 1 }],
      },
    })
    const titles = async () =>
      (await listed('?sort=price')).map((one: { title: { en: string } }) => one.title.en)
    expect(await titles()).toEqual(['Mug', 'Bowl'])
    await create(sale({ entries: [{ sku: 'BOWL', tiers: [{ amount: 100 }] }] }))
    expect(await titles()).toEqual(['Bowl', 'Mug'])
  })
})
