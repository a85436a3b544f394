import { beforeEach, describe, expect, it } from 'vitest'
import { eur, openPriceListShop, type PriceListShop, vip } from '../../test/price-list-shop.ts'

let shop: PriceListShop

beforeEach(async () => {
  shop = await openPriceListShop()
})

describe('price lists of staff', () => {
  it('are created once, read with a tag, listed, changed and archived', async () => {
    const [first, again] = [await shop.create(vip()), await shop.create(vip())]
    expect([first.status, again.status, again.body.version]).toEqual([201, 201, 1])
    const other = await shop.create(vip({ priority: 5 }))
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
    shop.later(1)
    await shop.create(shop.sale())
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
    const { status, body } = await shop.create(vip(over))
    expect([status, body.errors.map((error: { field: string }) => error.field)]).toEqual([
      400,
      [field],
    ])
  })

  it('has an amount for one SKU only, and keeps its currency', async () => {
    const category = [{ categoryId: shop.shelf, tiers: [{ amount: 100 }] }]
    const { body } = await shop.create(shop.sale({ entries: category }))
    expect(body.errors[0].field).toBe('entries.0.tiers.0.amount')
    await shop.create(vip())
    const { priceListId: _, ...content } = vip({ currency: 'USD' })
    const changed = await shop.call('PUT /api/price-lists/vip', { body: content })
    expect([changed.status, changed.body.errors[0].field]).toEqual([400, 'currency'])
  })

  it('think in the wall time of the shop', async () => {
    const { body } = await shop.create(
      shop.sale({ startsAt: '2027-07-14T00:00', endsAt: '2027-07-15T00:00:00Z' }),
    )
    expect([body.startsAt, body.endsAt]).toEqual([
      '2027-07-13T22:00:00.000Z',
      '2027-07-15T00:00:00.000Z',
    ])
  })
})

describe('the price of a look-up', () => {
  it('is the base price where no list has another one', async () => {
    const variant = await shop.lookUp('MUG-1', { customer: { status: 'vip' } })
    expect([variant.price, variant.priceOrigin, variant.priceDependsOn]).toEqual([
      eur(2000),
      undefined,
      undefined,
    ])
  })

  it('is a VIP’s own, by quantity, beside what everyone pays, with its origin', async () => {
    await shop.create(vip())
    const customer = { status: 'vip' }
    expect(await shop.lookUp('MUG-1', { customer, quantities: { 'MUG-1': 12 } })).toMatchObject({
      price: eur(1200),
      compareAtPrice: eur(2000),
      priceOrigin: { priceListId: 'vip', name: vip().name, minQuantity: 10 },
    })
    expect((await shop.lookUp('MUG-1', { customer })).price).toEqual(eur(1500))
    const others = await shop.lookUp('MUG-1', { customer: { status: 'gold' } })
    expect([others.price, others.priceDependsOn]).toEqual([eur(2000), ['customer', 'quantity']])
  })

  it('converts nothing: a SKU without a price in the currency is left out', async () => {
    expect(await shop.lookUp('MUG-1', { currency: 'USD' })).toBeUndefined()
    await shop.create(vip({ currency: 'USD', customerStatuses: [] }))
    const dollars = { amount: 1500, currency: 'USD' }
    expect((await shop.lookUp('MUG-1', { currency: 'USD' })).price).toEqual(dollars)
    expect((await shop.lookUp('MUG-1')).price).toEqual(eur(2000))
  })
})
