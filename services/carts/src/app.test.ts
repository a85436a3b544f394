import { beforeEach, describe, expect, it } from 'vitest'
import { eur, openShop, type Shop, variantOf } from '../test/shop.ts'

let shop: Shop
let call: Shop['call']

beforeEach(() => {
  shop = openShop()
  call = shop.call
  shop.sell(
    variantOf('CHAIR', 4990),
    variantOf('BOOK', 1000, { taxClass: 'reduced', weightGrams: 200 }),
    variantOf('OLD', 100, { active: false }),
  )
})

const twoChairs = { lines: [{ sku: 'CHAIR', quantity: 2 }] }
const putAs = (as: string, body: unknown = twoChairs) => call('PUT /cart', { as, body })
async function guestCart(body: unknown = twoChairs): Promise<{ cartId: string; token: string }> {
  const { body: cart } = await call('PUT /cart', { body })
  return { cartId: cart.cartId, token: cart.cartToken }
}

describe('PUT /cart', () => {
  it('creates a guest cart, with its token once', async () => {
    const created = await call('PUT /cart', { body: twoChairs })
    expect(created.status).toBe(201)
    expect(created.body).toMatchObject({
      cartId: expect.stringMatching(/^cart_[0-9a-f]{32}$/),
      cartToken: expect.any(String),
      status: 'active',
      lines: [{ sku: 'CHAIR', quantity: 2, unitPrice: eur(4990), gross: eur(9980), flags: [] }],
      totals: { itemsSubtotal: eur(9980), vatTotal: eur(1663), grandTotal: eur(9980) },
    })
    const { cartId, cartToken: token } = created.body
    const again = await call('PUT /cart', { token, body: { ...twoChairs, cartId } })
    expect(again.status).toBe(200)
    expect(again.body).toMatchObject({ cartId, version: created.body.version })
    expect(again.body.cartToken).toBeUndefined()
  })

  it("creates the user's one cart, and replaces its lines next time", async () => {
    const created = await putAs('camille')
    const replaced = await putAs('camille', { lines: [{ sku: 'BOOK', quantity: 1 }] })
    expect([created.status, replaced.status]).toEqual([201, 200])
    expect(replaced.body.cartId).toBe(created.body.cartId)
    expect(replaced.body.lines).toMatchObject([{ sku: 'BOOK', quantity: 1 }])
    expect(replaced.body.cartToken).toBeUndefined()
  })

  it('makes one cart of two first requests at once', async () => {
    const answers = await Promise.all([putAs('camille'), putAs('camille')])
    expect(new Set(answers.map((answer) => answer.body.cartId)).size).toBe(1)
  })

  it('refuses unknown SKUs and products not on sale, naming the line', async () => {
    const lines = [
      { sku: 'CHAIR', quantity: 1 },
      { sku: 'OLD', quantity: 1 },
    ]
    const answer = await putAs('camille', { lines })
    expect(answer.status).toBe(400)
    expect(answer.body).toMatchObject({
      code: 'invalid_request',
      errors: [{ field: 'lines.1.sku' }],
    })
  })

  it('says that the catalogue is away, and writes nothing', async () => {
    shop.down.add('catalog')
    const answer = await putAs('camille')
    expect([answer.status, answer.body.code]).toEqual([503, 'dependency_unavailable'])
    shop.down.clear()
    expect((await call('GET /carts/mine', { as: 'camille' })).status).toBe(404)
  })
})

describe('reading a cart', () => {
  it('works on both paths for the owner, and for nobody else', async () => {
    const { cartId } = (await putAs('camille')).body
    for (const path of [`/cart/${cartId}`, `/carts/${cartId}`]) {
      const mine = await call(`GET ${path}`, { as: 'camille' })
      expect(mine.status).toBe(200)
      expect(mine.headers.get('etag')).toBe('"1"')
      expect((await call(`GET ${path}`, { as: 'dominique' })).status).toBe(404)
      expect((await call(`GET ${path}`)).status).toBe(404)
    }
  })

  it('shows a guest cart with its token only', async () => {
    const { cartId, token } = await guestCart()
    expect((await call(`GET /carts/${cartId}`, { token })).status).toBe(200)
    expect((await call(`GET /carts/${cartId}`, { token: 'guess' })).status).toBe(404)
    expect((await call(`GET /carts/${cartId}`, { as: 'camille' })).status).toBe(404)
  })

  it('flags what changed price and what is gone, and counts only what can be bought', async () => {
    const lines = [
      { sku: 'CHAIR', quantity: 1 },
      { sku: 'BOOK', quantity: 1 },
    ]
    const { cartId } = (await putAs('camille', { lines })).body
    shop.sell(variantOf('CHAIR', 5990))
    shop.variants.delete('BOOK')
    shop.store.clock.nowMs += 1_000
    const { body } = await call(`GET /carts/${cartId}`, { as: 'camille' })
    expect(body.lines).toMatchObject([
      { sku: 'CHAIR', unitPrice: eur(5990), flags: ['price_changed'], formerPrice: eur(4990) },
      { sku: 'BOOK', unitPrice: eur(1000), flags: ['unavailable'] },
    ])
    expect(body.totals.grandTotal).toEqual(eur(5990))
  })

  it('is over thirty days after the last change', async () => {
    const { cartId } = (await putAs('camille')).body
    const dayMs = 24 * 3600 * 1000
    shop.store.clock.nowMs += 29 * dayMs
    const touched = await putAs('camille', { lines: [{ sku: 'CHAIR', quantity: 1 }] })
    expect(touched.body.cartId).toBe(cartId)
    const expected = new Date(shop.store.clock.nowMs + 30 * dayMs).toISOString()
    expect(touched.body.expiresAt).toBe(expected)
    shop.store.clock.nowMs += 31 * dayMs
    const reader = await shop.carts.get(cartId)
    expect(reader).toBeUndefined()
  })

  it('goes on with the last VAT rates while billing is away', async () => {
    const { cartId } = (await putAs('camille')).body
    shop.down.add('billing')
    shop.store.clock.nowMs += 120_000
    const answer = await call(`GET /carts/${cartId}`, { as: 'camille' })
    expect([answer.status, answer.body.totals.vatTotal]).toEqual([200, eur(1663)])
  })
})

describe('POST /carts and GET /carts/mine', () => {
  it("open the user's cart, or a guest's new one", async () => {
    expect((await call('GET /carts/mine')).status).toBe(401)
    expect((await call('GET /carts/mine', { as: 'camille' })).status).toBe(404)
    const opened = await call('POST /carts', { as: 'camille' })
    const again = await call('POST /carts', { as: 'camille' })
    expect([opened.status, again.status]).toEqual([201, 200])
    expect((await call('GET /carts/mine', { as: 'camille' })).body.cartId).toBe(opened.body.cartId)
    const guest = await call('POST /carts')
    expect(guest.body).toMatchObject({ cartToken: expect.any(String), lines: [] })
  })
})

describe('lines', () => {
  it('are added, changed and removed', async () => {
    const { cartId, token } = await guestCart({ lines: [] })
    const lines = `/carts/${cartId}/lines`
    const added = await call(`POST ${lines}`, { token, body: { sku: 'CHAIR', quantity: 2 } })
    expect(added.body.lines).toMatchObject([{ sku: 'CHAIR', quantity: 2 }])
    const changed = await call(`PATCH ${lines}/CHAIR`, { token, body: { quantity: 5 } })
    expect(changed.body.lines).toMatchObject([{ sku: 'CHAIR', quantity: 5 }])
    expect((await call(`DELETE ${lines}/CHAIR`, { token })).body.lines).toEqual([])
    expect((await call(`DELETE ${lines}/CHAIR`, { token })).status).toBe(200)
  })

  it('refuse what is not there, not on sale, not theirs, too many', async () => {
    const { cartId, token } = await guestCart()
    const lines = `/carts/${cartId}/lines`
    const statusOf = async (route: string, given: object) => (await call(route, given)).status
    expect(await statusOf(`PATCH ${lines}/BOOK`, { token, body: { quantity: 1 } })).toBe(404)
    expect(await statusOf(`POST ${lines}`, { token, body: { sku: 'OLD', quantity: 1 } })).toBe(400)
    expect(await statusOf(`POST ${lines}`, { token, body: { sku: 'CHAIR', quantity: 998 } })).toBe(
      400,
    )
    expect(await statusOf(`POST ${lines}`, { body: { sku: 'CHAIR', quantity: 1 } })).toBe(404)
    expect(await statusOf(`DELETE ${lines}/CHAIR`, { as: 'camille' })).toBe(404)
  })
})

describe('DELETE /cart/{cartId}', () => {
  it('deletes the cart of its owner', async () => {
    const { cartId, token } = await guestCart()
    expect((await call(`DELETE /cart/${cartId}`)).status).toBe(404)
    expect((await call(`DELETE /cart/${cartId}`, { token })).status).toBe(204)
    expect((await call(`GET /cart/${cartId}`, { token })).status).toBe(404)
  })
})

describe('POST /carts/{cartId}/quote', () => {
  const to = (countryCode: string, shippingOptionId?: string) => ({
    as: 'camille',
    body: { shippingAddress: { countryCode, postalCode: '75001' }, shippingOptionId },
  })

  it('adds the first way to ship, with its VAT following the goods', async () => {
    const lines = [
      { sku: 'CHAIR', quantity: 1 },
      { sku: 'BOOK', quantity: 1 },
    ]
    const { cartId } = (await putAs('camille', { lines })).body
    const { status, body } = await call(`POST /carts/${cartId}/quote`, to('FR'))
    expect(status).toBe(200)
    expect(body).toMatchObject({ cartId, shippingOptionId: 'home' })
    expect(body.totals).toMatchObject({ shipping: eur(470), grandTotal: eur(4990 + 1000 + 470) })
    expect(body.totals.vatByRate.map((rate: { vatRateBps: number }) => rate.vatRateBps)).toEqual([
      2000, 550,
    ])
    const express = await call(`POST /carts/${cartId}/quote`, to('FR', 'express'))
    expect(express.body.totals.grandTotal).toEqual(eur(4990 + 1000 + 1290))
  })

  it('takes the VAT of the country that the goods go to, where the shop declares it', async () => {
    shop.taxSettings.ossFrom = '2020-01-01'
    const { cartId, totals } = (await putAs('camille')).body
    const { body } = await call(`POST /carts/${cartId}/quote`, to('BE'))
    const rates = body.totals.vatByRate.map((rate: { vatRateBps: number }) => rate.vatRateBps)
    expect([totals.vatByRate[0].vatRateBps, rates]).toEqual([2000, [2100]])
  })

  it('checks what it is told of the address for the label of the parcel', async () => {
    const { cartId } = (await putAs('camille')).body
    const quote = (address: object) => {
      const { as, body } = to('FR')
      const shippingAddress = { ...body.shippingAddress, ...address }
      return call(`POST /carts/${cartId}/quote`, { as, body: { ...body, shippingAddress } })
    }
    const refused = await quote({ recipient: 'Иван', line1: '1 rue de la Paix' })
    expect(refused).toMatchObject({
      status: 400,
      body: { errors: [{ field: 'shippingAddress.recipient', code: 'latin_required' }] },
    })
    expect((await quote({ recipient: 'Ivan', line1: '1 rue de la Paix' })).status).toBe(200)
  })

  it('refuses an empty cart, a destination without shipping, an option that is not offered', async () => {
    const { cartId } = (await putAs('camille')).body
    const codeOf = async (given: object) =>
      (await call(`POST /carts/${cartId}/quote`, given)).body.code
    expect(await codeOf(to('US'))).toBe('no_shipping_option')
    expect(await codeOf(to('FR', 'drone'))).toBe('no_shipping_option')
    expect(await codeOf({ ...to('FR'), as: 'dominique' })).toBe('not_found')
    shop.down.add('shipping')
    expect(await codeOf(to('FR'))).toBe('dependency_unavailable')
    await putAs('camille', { lines: [] })
    expect(await codeOf(to('FR'))).toBe('cart_not_orderable')
  })
})
