import { visitorAddressHeader } from '@comptoir/service/auth/visitor-address'
import { describe, expect, it } from 'vitest'
import { cartOf, openShop, problem, sessionOf, signIn } from './test/fake-shop.ts'

const line = { sku: 'MUG', quantity: 1 }
const wish = { cartId: 'cart_1', acceptTerms: true }
const placed = {
  ...{ orderId: 'ord_1', status: 'confirmed', payment: { status: 'paid' } },
  guest: { orderId: 'ord_1', orderToken: 'open-sesame-of-the-order', expiresAt: 'x' },
}
const ordering = {
  'PUT /cart': () => Response.json({ ...cartOf('cart_1', [line]), cartToken: 'secret' }),
  'POST /api/orders': () => Response.json(placed, { status: 201 }),
  'POST /api/auth/login': () => Response.json(sessionOf('1')),
}
const isOf = (token: string, headers: Headers) => headers.get('authorization') === `Bearer ${token}`

describe('an order of a guest', () => {
  async function orderWith(answers: Parameters<typeof openShop>[0]) {
    const shop = openShop({ ...ordering, ...answers })
    await shop.post('/bff/cart/lines', line)
    await shop.post('/bff/checkout', wish, { 'idempotency-key': 'key-1' })
    return shop
  }

  it.each([400, 401, 403, 404])(
    'that was taken into an account opens to its owner, and to no guest (%i)',
    async (status) => {
      const { post, send } = await orderWith({
        'POST /api/orders/guest-sessions': () => problem(status, 'invalid_token'),
        'GET /api/orders/*': ({ headers }) =>
          isOf('access-1', headers) ? Response.json({ orderId: 'ord_1' }) : undefined,
      })
      expect((await send('/bff/orders/ord_1')).status).toBe(404)
      await post('/bff/session', signIn)
      expect((await send('/bff/orders/ord_1')).status).toBe(200)
    },
  )

  it('that cannot be opened now says so', async () => {
    const { send } = await orderWith({
      'POST /api/orders/guest-sessions': () => problem(503, 'dependency_unavailable'),
    })
    const answer = await send('/bff/orders/ord_1')
    expect([answer.status, await answer.json()]).toEqual([
      503,
      expect.objectContaining({ code: 'dependency_unavailable' }),
    ])
  })

  it('opens nothing but what is of an order', async () => {
    const { send, asked } = await orderWith({
      'POST /api/orders/guest-sessions': () =>
        Response.json({ accessToken: 'of-the-order', tokenType: 'Bearer', expiresInSeconds: 900 }),
      'GET /api/inbox': () => Response.json({}),
    })
    await send('/bff/inbox?order=ord_1')
    expect(asked.at(-1)?.headers.get('authorization')).toBeNull()
    await send('/bff/invoices/inv_1?order=ord_1')
    expect(asked.some(({ headers }) => isOf('of-the-order', headers))).toBe(true)
  })
})

describe('who is signed in while accounts does not answer', () => {
  async function signedIn(answers: Parameters<typeof openShop>[0], seconds: number) {
    let now = 0
    const shop = openShop(
      {
        'POST /api/auth/login': () => Response.json(sessionOf('1', seconds)),
        'POST /api/auth/refresh': () => problem(503, 'dependency_unavailable'),
        ...answers,
      },
      () => now,
    )
    await shop.post('/bff/session', signIn)
    now = 40_000
    return shop
  }

  it('sees what anyone sees, and is told of the rest that it is not there now', async () => {
    const { send, jar } = await signedIn(
      { 'GET /api/shop': () => Response.json({ name: 'x' }) },
      30,
    )
    expect((await send('/bff/shop')).status).toBe(200)
    expect((await send('/bff/me')).status).toBe(503)
    expect((await send('/bff/orders/ord_1')).status).toBe(503)
    expect((await send('/bff/cart')).status).toBe(503)
    expect(jar.has('comptoir_session')).toBe(true)
  })

  it('is told the same when their access token is refused', async () => {
    const { send, post } = await signedIn(
      {
        'GET /api/me': () => problem(401, 'invalid_token'),
        'POST /carts': () => problem(401, 'invalid_token'),
        'GET /api/shop': ({ headers }) =>
          headers.has('authorization')
            ? problem(401, 'invalid_token')
            : Response.json({ name: 'x' }),
      },
      900,
    )
    expect((await send('/bff/me')).status).toBe(503)
    expect((await post('/bff/cart/lines', line)).status).toBe(503)
    expect((await send('/bff/shop')).status).toBe(200)
  })
})

describe('a session that is over', () => {
  it('is said of the cart of the account, which is not empty', async () => {
    let now = 0
    const { post, send } = openShop(
      {
        'POST /api/auth/login': () => Response.json(sessionOf('1')),
        'POST /api/auth/refresh': () => problem(401, 'invalid_token'),
        'GET /carts/mine': () => Response.json(cartOf('cart_9', [line])),
        'GET /carts/cart_9': () => Response.json(cartOf('cart_9', [line])),
      },
      () => now,
    )
    expect(await (await send('/bff/cart')).json()).toEqual({ cart: null })
    await post('/bff/session', signIn)
    expect(await (await send('/bff/cart')).json()).not.toHaveProperty('signedOut')
    now = 3_600_000
    expect(await (await send('/bff/cart')).json()).toEqual({ cart: null, signedOut: true })
    expect(await (await send('/bff/cart')).json()).toEqual({ cart: null, signedOut: true })
    await post('/bff/session/end', { locale: 'fr' })
    expect(await (await send('/bff/cart')).json()).toEqual({ cart: null })
  })
})

describe('a shop that does not answer', () => {
  const lost = () => Promise.reject(new TypeError('fetch failed'))

  it('costs nobody the session that was renewed for the question', async () => {
    let now = 0
    const { post, send, jar, warnings } = openShop(
      {
        'POST /api/auth/login': () => Response.json(sessionOf('1')),
        'POST /api/auth/refresh': () => Response.json(sessionOf('2')),
        'GET /api/me': lost,
      },
      () => now,
    )
    await post('/bff/session', signIn)
    const before = jar.get('comptoir_session')
    now = 890_000
    const answer = await send('/bff/me')
    expect([answer.status, answer.headers.get('retry-after')]).toEqual([503, '1'])
    expect(jar.get('comptoir_session')).not.toBe(before)
    expect(warnings).toEqual(['the shop does not answer'])
  })

  it('is asked to change something once, also where anyone is told the same', async () => {
    const { post, asked } = openShop({
      'POST /api/auth/login': () => Response.json(sessionOf('1')),
      'POST /api/stock/wishes': lost,
    })
    await post('/bff/session', signIn)
    expect((await post('/bff/stock/wishes', { sku: 'MUG' })).status).toBe(503)
    expect(asked.filter(({ call }) => call === 'POST /api/stock/wishes')).toHaveLength(1)
  })

  it('keeps nobody from leaving, and it is told that the session goes on elsewhere', async () => {
    const { post, jar, warnings } = openShop({
      'POST /api/auth/login': () => Response.json(sessionOf('1')),
      'POST /api/auth/logout': () => problem(503, 'dependency_unavailable'),
    })
    await post('/bff/session', signIn)
    expect((await post('/bff/session/end', { locale: 'fr' })).status).toBe(200)
    expect(jar.has('comptoir_session')).toBe(false)
    expect(warnings).toEqual(['the session is left, and accounts does not know it'])
  })
})

describe('the checkout', () => {
  it('says before anything is typed that no order can be taken now', async () => {
    const answers = {
      'GET /carts/cart_1': () => Response.json(cartOf('cart_1', [line])),
      ...ordering,
    }
    const view = async (more: Parameters<typeof openShop>[0]) => {
      const { post, send } = openShop({ ...answers, ...more })
      await post('/bff/cart/lines', line)
      return await (await send('/bff/checkout')).json()
    }
    expect(await view({})).toMatchObject({ canOrder: false, cart: { cartId: 'cart_1' } })
    const policy = () => Response.json({})
    expect(await view({ 'GET /api/return-policy': policy })).toMatchObject({ canOrder: true })
  })

  it('asks for each of its parts with where the visitor comes from', async () => {
    const parts = ['shop', 'payment-methods', 'return-policy'].map((name) => `GET /api/${name}`)
    const { send, asked } = openShop(
      Object.fromEntries(parts.map((call) => [call, () => Response.json({})])),
    )
    await send('/bff/checkout')
    const told = parts.map((part) => asked.find(({ call }) => call === part))
    expect(told.map((one) => one?.headers.get(visitorAddressHeader))).toEqual(
      parts.map(() => 'stated: 203.0.113.7'),
    )
  })
})

describe('an answer to an order', () => {
  it.each([
    ['that is cut off', () => new Response('{"orderId":"ord_', { status: 201 })],
    ['that is a page', () => new Response('<h1>OK</h1>', { status: 200 })],
    ['without an order', () => Response.json({}, { status: 201 })],
    ['without a state', () => Response.json({ orderId: 'ord_1' }, { status: 201 })],
    ['of nothing', () => new Response(null, { status: 204 })],
  ])('%s says nothing: the page asks again with its key', async (_, answer) => {
    const { post } = openShop({ ...ordering, 'POST /api/orders': answer })
    await post('/bff/cart/lines', line)
    const told = await post('/bff/checkout', wish, { 'idempotency-key': 'key-1' })
    expect([told.status, await told.json()]).toEqual([
      502,
      expect.objectContaining({ code: 'unreadable_answer' }),
    ])
  })
})

describe('signing out', () => {
  it('stays done when a session is renewed at the same time', async () => {
    let answer = (_: Response) => {}
    let isAsked = () => {}
    const running = new Promise<void>((resolve) => {
      isAsked = resolve
    })
    const { post, send, jar, asked } = openShop({
      'POST /api/auth/login': () => Response.json(sessionOf('1', 30)),
      'POST /api/auth/refresh': () =>
        new Promise<Response>((resolve) => {
          answer = resolve
          isAsked()
        }),
    })
    // the sign-in itself reads the cart, and would renew
    const entered = post('/bff/session', signIn)
    await running
    answer(Response.json(sessionOf('2', 30)))
    await entered
    const again = new Promise<void>((resolve) => {
      isAsked = resolve
    })
    const late = send('/bff/cart')
    await again
    await post('/bff/session/end', { locale: 'fr' })
    answer(Response.json(sessionOf('3')))
    await late
    expect(jar.has('comptoir_session')).toBe(false)
    expect(asked.at(-1)?.headers.get('authorization')).toBeNull()
  })
})

describe('accounts and orders', () => {
  it('are told where a visitor comes from, and with what', async () => {
    const { post, send, asked } = openShop({
      ...ordering,
      'POST /api/auth/login': () => Response.json(sessionOf('1', 30)),
      'POST /api/auth/refresh': () => Response.json(sessionOf('2')),
      'POST /api/orders/guest-sessions': () =>
        Response.json({ accessToken: 'of-the-order', tokenType: 'Bearer', expiresInSeconds: 900 }),
    })
    const browser = { 'user-agent': 'Firefox' }
    await post('/bff/cart/lines', line)
    await post('/bff/checkout', wish, { 'idempotency-key': 'key-1' })
    await send('/bff/orders/ord_1', { headers: browser })
    await post('/bff/session', signIn, browser)
    await post('/bff/session/end', { locale: 'fr' }, browser)
    const calls = ['orders/guest-sessions', 'auth/login', 'auth/refresh', 'auth/logout']
    const told = calls.map((name) => asked.find(({ call }) => call === `POST /api/${name}`))
    expect(told.map((one) => one?.headers.get(visitorAddressHeader))).toEqual(
      calls.map(() => 'stated: 203.0.113.7'),
    )
    expect(told.map((one) => one?.headers.get('user-agent'))).toEqual(calls.map(() => 'Firefox'))
  })
})

describe('a line of the cart', () => {
  it('whose name is no SKU is refused, not a failure', async () => {
    const { post } = openShop({})
    expect((await post('/bff/cart/lines/a%20b', { quantity: 1, locale: 'fr' })).status).toBe(400)
  })
})
