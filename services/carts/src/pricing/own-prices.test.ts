import { beforeEach, describe, expect, it } from 'vitest'
import { eur, openShop, type Shop, variantOf } from '../../test/shop.ts'

let shop: Shop
const vipOrigin = (minQuantity: number) => ({
  ...{ priceListId: 'vip', name: { fr: 'Tarif VIP' }, minQuantity },
})
const chair = variantOf('CHAIR', 5000, { priceDependsOn: ['customer', 'quantity'] })
const home = { shippingAddress: { countryCode: 'FR', postalCode: '75011' } }

beforeEach(() => {
  shop = openShop()
  shop.sell(chair, variantOf('BOOK', 1000))
  shop.statuses.set('vip', 'vip')
  shop.vipPrices.set('CHAIR', (quantity) => ({
    ...variantOf('CHAIR', quantity < 10 ? 4000 : 3000),
    ...{ compareAtPrice: eur(5000), priceOrigin: vipOrigin(quantity < 10 ? 1 : 10) },
  }))
})

const put = (as: string, quantity = 1) =>
  shop.call('PUT /cart', { as, body: { lines: [{ sku: 'CHAIR', quantity }] } })

describe('the prices of a cart', () => {
  it('are those of its owner, said where they are from, in the cart and in its quote', async () => {
    const { body } = await put('vip')
    const line = { unitPrice: eur(4000), compareAtPrice: eur(5000), priceOrigin: vipOrigin(1) }
    const quote = await shop.call(`POST /carts/${body.cartId}/quote`, { as: 'vip', body: home })
    for (const shown of [body, quote.body]) {
      expect(shown.lines).toMatchObject([{ ...line, flags: [] }])
      expect(shown.totals.itemsSubtotal).toEqual(eur(4000))
    }
  })

  it('go by the quantity of the line, and nothing changed for who put so many', async () => {
    const { body } = await put('vip', 9)
    const added = await shop.call(`POST /carts/${body.cartId}/lines`, {
      as: 'vip',
      body: { sku: 'CHAIR', quantity: 1 },
    })
    expect(added.body.lines).toMatchObject([
      { unitPrice: eur(3000), gross: eur(30_000), flags: [] },
    ])
  })

  it('are never shown to another shopper, whoever looked first', async () => {
    await put('vip')
    const other = await put('camille')
    const guest = await shop.call('PUT /cart', { body: { lines: [{ sku: 'CHAIR', quantity: 1 }] } })
    expect([other.body.lines[0].unitPrice, guest.body.lines[0].unitPrice]).toEqual([
      eur(5000),
      eur(5000),
    ])
    expect((await put('vip')).body.lines[0].unitPrice).toEqual(eur(4000))
    expect(shop.memory.cached(['CHAIR']).get('CHAIR')?.price).toEqual(eur(5000))
  })

  it('are of everyone while accounts does not answer, and the cart says so', async () => {
    shop.down.add('accounts')
    const { body } = await put('vip')
    expect([body.lines[0].unitPrice, body.degraded]).toEqual([eur(5000), ['customer_prices']])
    shop.down.delete('accounts')
    const read = await shop.call('GET /carts/mine', { as: 'vip' })
    expect([read.body.lines[0].unitPrice, read.body.degraded]).toEqual([eur(4000), undefined])
  })

  it('cost no call where no list depends on who buys, and the state of a customer one in five seconds', async () => {
    await shop.call('PUT /cart', { as: 'vip', body: { lines: [{ sku: 'BOOK', quantity: 3 }] } })
    expect([shop.accountReads, shop.lookups]).toEqual([[], [['BOOK']]])
    await put('vip')
    await shop.call('GET /carts/mine', { as: 'vip' })
    expect(shop.accountReads).toEqual(['vip'])
    shop.later(5_001)
    await shop.call('GET /carts/mine', { as: 'vip' })
    expect(shop.accountReads).toEqual(['vip', 'vip'])
  })

  it('flag what changed for everyone since the line was put', async () => {
    await put('vip')
    shop.sell({ ...chair, price: eur(5500) })
    shop.later(2_000)
    const { body } = await shop.call('GET /carts/mine', { as: 'vip' })
    expect(body.lines).toMatchObject([{ unitPrice: eur(4000), flags: ['price_changed'] }])
    // it was not theirs
    expect(body.lines[0].formerPrice).toBeUndefined()
  })
})
