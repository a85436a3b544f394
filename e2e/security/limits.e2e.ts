import { randomBytes } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { newKey } from '../src/api.ts'
import { openJourney } from '../src/journey.ts'
import { buy, fillCart, home, type Money, register, sell, shelf } from '../src/shopper.ts'

const { api, staff } = await openJourney()

type Refused = { code: string; errors?: { field: string; code: string }[] }
type CartBody = { cartId: string; lines: { sku: string; problem?: string }[] }

async function product(change: object, amount = 1000) {
  const sku = `LIM-${randomBytes(4).toString('hex')}`
  return {
    status: 'active',
    title: { fr: `Objet ${sku}` },
    categoryIds: [await shelf(api, staff)],
    variants: [{ sku, price: { amount, currency: 'EUR' }, weightGrams: 100 }],
    ...change,
  }
}
const create = async (body: unknown) =>
  await api<Refused>('POST /api/products', { token: staff, body })

describe('what nobody could sell, name or read again is refused where it enters', () => {
  it('a price above the highest, and a tax class that billing does not know', async () => {
    const dear = await create(await product({}, 9_999_999_999_999))
    expect([dear.status, dear.body.errors?.[0]?.field]).toEqual([400, 'variants.0.price.amount'])
    const books = await create(await product({ taxClass: 'books' }))
    expect([books.status, books.body.errors]).toMatchObject([
      400,
      [{ field: 'taxClass', code: 'unknown_tax_class' }],
    ])
  })

  it.each(['.', '..', ' . '])('a SKU that is a step in a path: %j', async (sku) => {
    const variants = [{ sku, price: { amount: 100, currency: 'EUR' }, weightGrams: 1 }]
    const put = { items: [{ sku, onHand: 1 }] }
    const answers = [
      await create(await product({ variants })),
      await api('PUT /api/stock', { token: staff, body: put }),
      await api('PUT /cart', { body: { lines: [{ sku, quantity: 1 }] } }),
    ]
    expect(answers.map(({ status }) => status)).toEqual([400, 400, 400])
  })

  it.each(['..', 'a/b', 'a?b', 'a#b', 'a\\b', '50%', 'a\u0007'])(
    'an external id that no address carries: %j',
    async (externalId) => {
      const { status, body } = await create(await product({ externalId }))
      expect([status, body.errors?.[0]?.field]).toEqual([400, 'externalId'])
    },
  )

  it.each(['constructor', '__proto__', 'toString'])('a category called %s', async (name) => {
    const content = { name: { fr: 'Essai' } }
    const answers = [
      await api(`GET /api/categories/${name}`),
      await api(`PUT /api/categories/${name}`, { token: staff, body: content }),
      await api('POST /api/categories', { token: staff, body: { ...content, parentId: name } }),
    ]
    expect(answers.map(({ status }) => status)).toEqual([404, 404, 404])
  })
})

describe('a cart', () => {
  it('does not come to more than the highest total; it is read as before', async () => {
    const sku = await sell(api, staff, { price: 99_999_999, stock: 5 })
    const shopper = await register(api)
    const cartId = await fillCart(api, shopper, [{ sku, quantity: 1 }])
    const more = await api<Refused>(`PATCH /carts/${cartId}/lines/${sku}`, {
      token: shopper.token,
      body: { quantity: 999 },
    })
    expect([more.status, more.body.errors?.[0]?.field]).toEqual([400, 'quantity'])
    const read = await api<{ totals: { grandTotal: Money } }>(`GET /carts/${cartId}`, {
      token: shopper.token,
    })
    expect(read.body.totals.grandTotal.amount).toBe(99_999_999)
  })

  it('flags what is no longer sold, prices the rest, and is not ordered with it', async () => {
    const [kept, gone] = [
      await sell(api, staff, { price: 2000, stock: 5 }),
      await sell(api, staff, { price: 500, stock: 5 }),
    ]
    const shopper = await register(api)
    const asking = { token: shopper.token }
    const lines = [kept, gone].map((sku) => ({ sku, quantity: 1 }))
    const cartId = await fillCart(api, shopper, lines)
    const { body } = await api<{ items: { productId: string }[] }>(`GET /api/search?q=${gone}`)
    await api(`DELETE /api/products/${body.items[0]?.productId}`, { token: staff })
    await expect
      .poll(async () => (await api<CartBody>(`GET /carts/${cartId}`, asking)).body.lines)
      .toMatchObject([{ sku: kept }, { sku: gone, problem: 'unavailable' }])
    const shippingAddress = { countryCode: 'FR', postalCode: '75011' }
    const quote = await api<CartBody & { shippingOptionId: string }>(
      `POST /carts/${cartId}/quote`,
      {
        ...asking,
        body: { shippingAddress },
      },
    )
    expect(quote.status).toBe(200)
    const order = await api<Refused & { skus: string[] }>('POST /api/orders', {
      ...asking,
      key: newKey(),
      body: {
        ...{ cartId, shippingOptionId: quote.body.shippingOptionId, shippingAddress: home },
        paymentMethod: { token: 'pm_card_visa' },
      },
    })
    expect([order.status, order.body.code, order.body.skus]).toEqual([
      409,
      'cart_not_orderable',
      [gone],
    ])
  })

  it('is locked by its order at once, and refused to others without naming the order', async () => {
    const sku = await sell(api, staff, { price: 2000, stock: 5 })
    const { shopper, order, cartId } = await buy(api, sku)
    const change = await api<Refused>(`PATCH /carts/${cartId}/lines/${sku}`, {
      token: shopper.token,
      body: { quantity: 3 },
    })
    expect(change.status).toBe(409)
    expect(['cart_locked', 'transition_refused']).toContain(change.body.code)
    const other = await register(api)
    const foreign = await api<Refused>('POST /api/orders', {
      token: other.token,
      key: newKey(),
      body: {
        ...{ cartId, shippingOptionId: 'colissimo-home', shippingAddress: home },
        paymentMethod: { token: 'pm_card_visa' },
      },
    })
    expect([foreign.status, foreign.body.code]).toEqual([409, 'cart_not_orderable'])
    expect(JSON.stringify(foreign.body)).not.toContain(order.orderId)
  })
})

it('lists orders from a moment of any offset', async () => {
  const { token } = await register(api)
  const from = encodeURIComponent('2026-03-29T02:30:00+01:00')
  expect((await api(`GET /api/orders?from=${from}`, { token })).status).toBe(200)
})
