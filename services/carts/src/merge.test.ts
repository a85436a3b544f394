import { CartConverted, CartMerged } from '@comptoir/contracts/carts/events'
import {
  OrderCancelled,
  OrderConfirmed,
  OrderCreated,
  OrderRejected,
} from '@comptoir/contracts/orders/events'
import { beforeEach, describe, expect, it } from 'vitest'
import { openShop, type Shop, variantOf } from '../test/shop.ts'

let shop: Shop
let call: Shop['call']

beforeEach(() => {
  shop = openShop()
  call = shop.call
  shop.sell(variantOf('CHAIR', 4990), variantOf('BOOK', 1000))
})

async function filled(who: { as?: string }, ...lines: [string, number][]) {
  const body = { lines: lines.map(([sku, quantity]) => ({ sku, quantity })) }
  const answer = await call('PUT /cart', { ...who, body })
  return { cartId: answer.body.cartId as string, token: answer.body.cartToken as string }
}
const quantities = (cart: { lines: { sku: string; quantity: number }[] }) =>
  Object.fromEntries(cart.lines.map((line) => [line.sku, line.quantity]))

describe('merging a guest cart', () => {
  it("takes the larger quantities into the user's cart and leaves a pointer", async () => {
    const own = await filled({ as: 'camille' }, ['CHAIR', 1])
    const guest = await filled({}, ['CHAIR', 3], ['BOOK', 2])
    const route = `POST /carts/${guest.cartId}/merge`
    const merged = await call(route, { as: 'camille', token: guest.token })
    expect(merged.status).toBe(200)
    expect(merged.body.cartId).toBe(own.cartId)
    expect(quantities(merged.body)).toEqual({ CHAIR: 3, BOOK: 2 })
    const left = await call(`GET /carts/${guest.cartId}`, { token: guest.token })
    expect(left.body).toMatchObject({ status: 'merged' })
    expect(shop.store.published.filter((event) => event.type === CartMerged.type)).toHaveLength(1)
  })

  it('names the cart of the user to them alone, not to whoever has the token of the guest', async () => {
    const own = await filled({ as: 'camille' }, ['CHAIR', 1])
    const guest = await filled({}, ['BOOK', 2])
    const { cartId, token } = guest
    await call(`POST /carts/${cartId}/merge`, { as: 'camille', token })
    const read = (who: object) => call(`GET /carts/${cartId}`, { token, ...who })
    expect((await read({ as: 'camille' })).body.mergedInto).toBe(own.cartId)
    const body = { sku: 'BOOK', quantity: 1 }
    const answers = [
      await read({}),
      await read({ as: 'dominique' }),
      await call(`GET /cart/${cartId}`, { token }),
      await call(`POST /carts/${cartId}/lines`, { token, body }),
      await call(`DELETE /carts/${cartId}/lines/BOOK`, { token }),
      await call('PUT /cart', { token, body: { cartId, lines: [body] } }),
    ]
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 200, 409, 409, 409])
    for (const answer of answers) expect(JSON.stringify(answer.body)).not.toContain(own.cartId)
  })

  it('again changes nothing, not even after the user took lines out', async () => {
    const guest = await filled({}, ['CHAIR', 3])
    const route = `POST /carts/${guest.cartId}/merge`
    const first = await call(route, { as: 'camille', token: guest.token })
    await call(`PATCH /carts/${first.body.cartId}/lines/CHAIR`, {
      as: 'camille',
      body: { quantity: 1 },
    })
    const again = await call(route, { as: 'camille', token: guest.token })
    expect(again.status).toBe(200)
    expect(quantities(again.body)).toEqual({ CHAIR: 1 })
  })

  it('is refused without sign-in, without the token, and to a second user', async () => {
    const guest = await filled({}, ['CHAIR', 3])
    const route = `POST /carts/${guest.cartId}/merge`
    expect((await call(route, { token: guest.token })).status).toBe(401)
    expect((await call(route, { as: 'camille' })).status).toBe(404)
    await call(route, { as: 'camille', token: guest.token })
    expect((await call(route, { as: 'dominique', token: guest.token })).status).toBe(404)
  })

  it('keeps the guest cart when the cart of the user is being ordered', async () => {
    const own = await filled({ as: 'camille' }, ['CHAIR', 1])
    await hear(OrderCreated.type, own.cartId)
    const guest = await filled({}, ['BOOK', 1])
    const answer = await call(`POST /carts/${guest.cartId}/merge`, {
      as: 'camille',
      token: guest.token,
    })
    expect([answer.status, answer.body.code]).toEqual([409, 'cart_locked'])
    const left = await call(`GET /carts/${guest.cartId}`, { token: guest.token })
    expect(left.body.status).toBe('active')
  })
})

async function hear(type: string, cartId: string, orderId = 'ord_1') {
  const subscriber = shop.subscribers.find(({ definition }) => definition.type === type)
  const meta = { id: '1', type, subject: orderId, version: 1, time: '2026-11-21T10:00:00.000Z' }
  await subscriber?.handle({ orderId, cartId }, meta)
}

describe('an order of the cart', () => {
  it('locks it, and its rejection gives it back', async () => {
    const { cartId } = await filled({ as: 'camille' }, ['CHAIR', 1])
    await hear(OrderCreated.type, cartId)
    const body = { lines: [] }
    const refused = await call('PUT /cart', { as: 'camille', body })
    expect([refused.status, refused.body.code]).toEqual([409, 'cart_locked'])
    expect((await call(`DELETE /cart/${cartId}`, { as: 'camille' })).status).toBe(409)
    await hear(OrderRejected.type, cartId)
    expect((await call('PUT /cart', { as: 'camille', body })).status).toBe(200)
  })

  it('confirmed converts it for good, once told; the next PUT makes a new cart', async () => {
    const { cartId } = await filled({ as: 'camille' }, ['CHAIR', 1])
    await hear(OrderCreated.type, cartId)
    await hear(OrderConfirmed.type, cartId)
    await hear(OrderConfirmed.type, cartId)
    await hear(OrderCancelled.type, cartId)
    const old = await call(`GET /carts/${cartId}`, { as: 'camille' })
    expect(old.body.status).toBe('converted')
    const told = shop.store.published.filter((event) => event.type === CartConverted.type)
    expect(told.map((event) => event.data)).toEqual([
      { cartId, orderId: 'ord_1', ownerUserId: 'camille' },
    ])
    const next = await filled({ as: 'camille' }, ['BOOK', 1])
    expect(next.cartId).not.toBe(cartId)
    const change = await call(`POST /carts/${cartId}/lines`, {
      as: 'camille',
      body: { sku: 'BOOK', quantity: 1 },
    })
    expect([change.status, change.body.code]).toEqual([409, 'transition_refused'])
  })

  it('means nothing to a cart that is gone', async () => {
    await expect(hear(OrderCreated.type, 'cart_gone')).resolves.toBeUndefined()
  })
})
