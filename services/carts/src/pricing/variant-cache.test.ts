import { beforeEach, describe, expect, it } from 'vitest'
import { eur, openShop, type Shop, variantOf } from '../../test/shop.ts'

let shop: Shop
beforeEach(() => {
  shop = openShop()
  shop.sell(variantOf('CHAIR', 4990), variantOf('BOOK', 1000))
})

const priceOf = async (sku: string) => (await shop.memory.find([sku])).get(sku)?.price.amount

describe('the cache of variants', () => {
  it('is asked again after a second: a new price shows', async () => {
    expect(await priceOf('CHAIR')).toBe(4990)
    shop.sell(variantOf('CHAIR', 5990))
    shop.store.clock.nowMs += 999
    expect(await priceOf('CHAIR')).toBe(4990)
    shop.store.clock.nowMs += 1
    expect(await priceOf('CHAIR')).toBe(5990)
  })

  it('is asked for once by all who ask together', async () => {
    const asked = await Promise.all([priceOf('CHAIR'), priceOf('BOOK'), priceOf('CHAIR')])
    expect(asked).toEqual([4990, 1000, 4990])
    expect(shop.lookups).toEqual([['CHAIR', 'BOOK']])
  })

  it('is never that something is not on sale', async () => {
    expect(await priceOf('LAMP')).toBeUndefined()
    shop.sell(variantOf('LAMP', 2990))
    expect(await priceOf('LAMP')).toBe(2990)
    shop.sell(variantOf('OLD', 100, { active: false }))
    expect((await shop.memory.find(['OLD'])).get('OLD')?.active).toBe(false)
    shop.sell(variantOf('OLD', 100))
    expect((await shop.memory.find(['OLD'])).get('OLD')?.active).toBe(true)
  })

  it('ends when the catalogue says otherwise to anyone', async () => {
    await priceOf('CHAIR')
    shop.variants.delete('CHAIR')
    expect((await shop.memory.findNow(['CHAIR'])).get('CHAIR')).toBeUndefined()
    expect(shop.memory.cached(['CHAIR']).size).toBe(0)
  })

  it('is nothing of a question that failed', async () => {
    shop.down.add('catalog')
    await expect(priceOf('CHAIR')).rejects.toMatchObject({ code: 'dependency_unavailable' })
    shop.down.clear()
    expect(await priceOf('CHAIR')).toBe(4990)
  })
})

describe('changing lines', () => {
  const fill = async () => {
    const lines = [
      { sku: 'CHAIR', quantity: 1 },
      { sku: 'BOOK', quantity: 1 },
    ]
    return (await shop.call('PUT /cart', { as: 'camille', body: { lines } })).body.cartId
  }
  const setQuantity = (cartId: string, quantity: number, as = 'camille') =>
    shop.call(`PATCH /carts/${cartId}/lines/CHAIR`, { as, body: { quantity } })

  it('asks the catalogue for nothing that it said within the second', async () => {
    const cartId = await fill()
    const { body } = await setQuantity(cartId, 2)
    expect(body.totals.itemsSubtotal).toEqual(eur(2 * 4990 + 1000))
    expect(shop.lookups).toHaveLength(1)
  })

  it('shows the prices of every line as they are a second later', async () => {
    const cartId = await fill()
    shop.sell(variantOf('CHAIR', 5990), variantOf('BOOK', 1200))
    shop.store.clock.nowMs += 1_000
    const { body } = await setQuantity(cartId, 2)
    expect(body.lines).toMatchObject([
      { sku: 'CHAIR', unitPrice: eur(5990), flags: [] },
      { sku: 'BOOK', unitPrice: eur(1200), flags: ['price_changed'] },
    ])
  })

  it('writes nothing while what else is in the cart cannot be priced', async () => {
    const cartId = await fill()
    shop.store.clock.nowMs += 1_000
    await shop.memory.find(['CHAIR'])
    shop.down.add('catalog')
    expect((await setQuantity(cartId, 2)).status).toBe(503)
    shop.down.clear()
    const { body } = await shop.call(`GET /carts/${cartId}`, { as: 'camille' })
    expect(body).toMatchObject({ version: 1, lines: [{ quantity: 1 }, { quantity: 1 }] })
  })

  it("finds nobody else's cart, and says no more of it than of one that is not there", async () => {
    const cartId = await fill()
    const others = await setQuantity(cartId, 2, 'dominique')
    const none = await setQuantity('cart_none', 2, 'dominique')
    expect([others.status, none.status]).toEqual([404, 404])
    expect(others.body.detail).toBe(none.body.detail)
  })

  it('quotes at the prices of now', async () => {
    const cartId = await fill()
    shop.sell(variantOf('CHAIR', 5990))
    const body = { shippingAddress: { countryCode: 'FR', postalCode: '75001' } }
    const quote = await shop.call(`POST /carts/${cartId}/quote`, { as: 'camille', body })
    expect(quote.body.totals.itemsSubtotal).toEqual(eur(6990))
  })
})
