import { describe, expect, it } from 'vitest'
import { aCart, at } from '../../test/samples.ts'
import { newKey } from '../../test/twins/app-twin.ts'
import { cartToken, createGuestTwin, email } from '../../test/twins/guest.ts'
import { firstTokenOf } from './guest-secrets.ts'

describe('an order without an account', () => {
  it('is placed with the token of the cart and an email, at the prices of everyone', async () => {
    const twin = createGuestTwin()
    const { status, body } = await twin.place()
    expect(status).toBe(201)
    expect(body).toMatchObject({ orderId: 'ord_1', userId: 'gst_1', email, termsAcceptedAt: at })
    expect(twin.calls).toEqual(['start ord_1'])
    expect(twin.shop.lookups).toEqual([
      expect.not.objectContaining({ customer: expect.anything() }),
    ])
  })

  it('answers what opens it, of which the order keeps a digest only', async () => {
    const twin = createGuestTwin()
    const { body } = await twin.place()
    expect(body.guest).toMatchObject({ orderId: 'ord_1', accessToken: 'token of ord_1' })
    expect(body.guest?.expiresAt.slice(0, 10)).toBe('2027-02-19')
    const stored = JSON.stringify(await twin.store.state.read('orders:ord_1'))
    for (const secret of [body.guest?.orderToken, cartToken])
      expect(stored).not.toContain(String(secret))
  })

  it('gives the same answer to the same key, token and all, and writes no token down', async () => {
    const twin = createGuestTwin()
    const key = newKey()
    const first = await twin.place({}, key)
    expect(await twin.place({}, key)).toEqual(first)
    expect(twin.calls).toHaveLength(1)
    const other = await twin.place({ locale: 'en' }, key)
    expect([other.status, other.body.code]).toEqual([422, 'idempotency_key_reused'])
  })

  it('is placed once of a cart: its guest learns of it, another visitor does not', async () => {
    const twin = createGuestTwin()
    await twin.place()
    const again = await twin.place()
    expect([again.status, again.body.code, again.body.orderId]).toEqual([409, 'conflict', 'ord_1'])
    const stranger = await twin.place(
      {},
      { ...newKey(), 'cart-token': 'the-token-of-somebody-else' },
    )
    expect([stranger.body.code, stranger.body.orderId]).toEqual(['cart_not_orderable', undefined])
  })

  it('stands while accounts is away; its access token is asked for later', async () => {
    const twin = createGuestTwin()
    twin.shop.away.add('accounts')
    const { status, body } = await twin.place()
    expect([status, body.guest?.accessToken]).toEqual([201, undefined])
    const asked = { body: { orderId: 'ord_1', orderToken: body.guest?.orderToken } }
    expect((await twin.post('/api/orders/guest-sessions', asked)).status).toBe(503)
    twin.shop.away.delete('accounts')
    const opened = await twin.post('/api/orders/guest-sessions', asked)
    expect(opened.body['accessToken']).toBe('token of ord_1')
  })

  it('counts for promotions by the email, however it is written', async () => {
    const twin = createGuestTwin()
    const asked: unknown[] = []
    twin.shop.cart = aCart({ ownerUserId: undefined, codes: ['WELCOME10'] })
    twin.shop.promote = ({ customer }) => {
      asked.push(customer)
      return {}
    }
    await twin.place({ email: ' Gaston@EXAMPLE.com ' })
    expect(asked).toEqual([
      {
        userId: expect.stringMatching(/^eml_/),
        status: 'guest',
        tags: [],
        emailKey: expect.any(String),
      },
    ])
  })

  it('is refused after twenty of one email in an hour, before anything is asked', async () => {
    const twin = createGuestTwin()
    for (let n = 1; n <= 20; n++) {
      twin.shop.cart = aCart({ ownerUserId: undefined, cartId: `cart_${n}` })
      expect((await twin.place({ cartId: `cart_${n}` })).status).toBe(201)
    }
    twin.shop.cart = aCart({ ownerUserId: undefined, cartId: 'cart_21' })
    const { status, body } = await twin.place({ cartId: 'cart_21' })
    expect([status, body.code]).toEqual([429, 'rate_limited'])
    expect((await twin.place({ cartId: 'cart_21', email: 'other@example.com' })).status).toBe(201)
  })
})

describe('a guest is refused', () => {
  it.each([
    ['no email', { email: undefined }, {}, 401, undefined],
    ['what is no email', { email: 'gaston' }, {}, 400, 'email'],
    ['the terms not accepted', { acceptTerms: undefined }, {}, 400, 'acceptTerms'],
    ['an empty cart token', {}, { 'cart-token': '' }, 400, 'cart-token'],
  ])('with %s', async (_, change, headers, status, field) => {
    const twin = createGuestTwin()
    const answer = await twin.place(change, { ...newKey(), ...headers })
    expect([answer.status, answer.body.errors?.[0]?.field]).toEqual([status, field])
    expect(twin.calls).toEqual([])
  })

  it('with the cart of an account', async () => {
    const twin = createGuestTwin()
    twin.shop.cart = aCart({ ownerUserId: 'usr_1' })
    expect((await twin.place()).body.code).toBe('cart_not_orderable')
  })
})

describe('the guest of an order', () => {
  it('reads, tracks and cancels it, and no other: that one does not exist', async () => {
    const twin = createGuestTwin()
    await twin.place()
    await twin.seed({ orderId: 'ord_2', userId: 'gst_2' })
    for (const path of ['', '/tracking'])
      for (const [orderId, status] of [
        ['ord_1', 200],
        ['ord_2', 404],
      ] as const) {
        const answer = await twin.send(`GET /api/orders/${orderId}${path}`, {
          as: 'guest of ord_1',
        })
        expect([orderId, answer.status]).toEqual([orderId, status])
      }
    const cancel = (orderId: string) =>
      twin.send(`POST /api/orders/${orderId}/cancel`, { as: 'guest of ord_1', body: {} })
    expect((await cancel('ord_2')).status).toBe(404)
    const cancelled = (await (await cancel('ord_1')).json()) as { cancellation: { by: string } }
    expect(cancelled.cancellation.by).toBe('customer')
  })

  it('has no list of orders, no completion, and places no other order by that token', async () => {
    const twin = createGuestTwin()
    await twin.place()
    const as = 'guest of ord_1'
    expect((await twin.send('GET /api/orders', { as })).status).toBe(401)
    expect((await twin.send('POST /api/orders/ord_1/complete', { as })).status).toBe(401)
    expect((await twin.send('POST /api/orders/erasures', { as, body: { email } })).status).toBe(401)
  })

  it('gets an access token for the token of the order, and for no other', async () => {
    const twin = createGuestTwin()
    const { body } = await twin.place()
    await twin.seed({ orderId: 'ord_2', userId: 'gst_2' })
    const orderToken = body.guest?.orderToken
    const open = (asked: object) => twin.post('/api/orders/guest-sessions', { body: asked })
    expect((await open({ orderId: 'ord_1', orderToken })).status).toBe(200)
    const wrong = [
      { orderId: 'ord_2', orderToken },
      { orderId: 'ord_3', orderToken },
      { orderId: 'ord_1', orderToken: firstTokenOf('another cart token', 'ord_1') },
    ]
    const answers = await Promise.all(wrong.map(open))
    const seen = answers.map(({ status, body: { code, detail } }) => [status, code, detail])
    expect(new Set(seen.map(String)).size).toBe(1)
    expect(seen[0]?.slice(0, 2)).toEqual([401, 'invalid_token'])
  })
})
