import { visitorAddressHeader } from '@comptoir/service/auth/visitor-address'
import { describe, expect, it } from 'vitest'
import { cartOf, openShop, problem, sessionOf, signIn } from './test/fake-shop.ts'

const line = (sku: string, quantity: number) => ({ sku, quantity })

describe('a change', () => {
  it.each([
    ['from another site', { 'sec-fetch-site': 'cross-site' }],
    ['from a neighbour', { 'sec-fetch-site': 'same-site' }],
    ['typed into a browser', { 'sec-fetch-site': 'none' }],
  ])('%s is refused', async (_, headers) => {
    const { post, asked } = openShop({})
    const answer = await post('/bff/cart/lines', line('MUG', 1), headers)
    expect(answer.status).toBe(403)
    expect(asked).toEqual([])
  })

  it('of a browser that says nothing of fetches goes by its origin', async () => {
    const { app, asked } = openShop({ 'PUT /cart': () => Response.json(cartOf('cart_1')) })
    const change = async (headers: Record<string, string>) => {
      const type = { 'content-type': 'application/json' }
      const body = JSON.stringify(line('MUG', 1))
      const init = { method: 'POST', headers: { ...type, ...headers }, body }
      return (await app.request('/bff/cart/lines', init)).status
    }
    expect(await change({})).toBe(403)
    expect(await change({ origin: 'http://evil.test' })).toBe(403)
    expect(await change({ origin: 'null' })).toBe(403)
    expect(asked).toEqual([])
    expect(await change({ origin: 'http://shop.test' })).toBe(200)
  })

  it('that is too large is refused', async () => {
    const { post } = openShop({})
    const answer = await post('/bff/cart/quote', { text: 'x'.repeat(70_000) })
    expect(answer.status).toBe(413)
  })
})

describe('a session', () => {
  const answers = {
    'POST /api/auth/login': () => Response.json(sessionOf('1', 30)),
    'POST /api/auth/refresh': () => Response.json(sessionOf('2')),
    'GET /api/me': () => Response.json({ ok: true }),
  }

  it('is kept in a cookie that no script reads and nobody else opens', async () => {
    const { post, jar } = openShop(answers)
    const answer = await post('/bff/session', signIn)
    const [cookie] = answer.headers.getSetCookie().filter((one) => one.includes('_session'))
    expect(cookie).toMatch(/HttpOnly/)
    expect(cookie).toMatch(/SameSite=Lax/)
    expect(await answer.text()).not.toContain('access-1')
    expect([...jar.values()].join()).not.toMatch(/access-1|refresh-1|ada@/)
    const note = decodeURIComponent(jar.get('comptoir_ui') ?? '')
    expect(JSON.parse(note)).toEqual({
      ...{ count: 0, name: 'Ada', who: expect.stringMatching(/^[\w-]{12}$/) },
    })
  })

  it('is renewed once for twenty requests at the same time', async () => {
    const { post, send, asked } = openShop(answers)
    await post('/bff/session', signIn)
    const sent = await Promise.all(Array.from({ length: 20 }, () => send('/bff/me')))
    expect(sent.map(({ status }) => status)).toEqual(Array(20).fill(200))
    expect(asked.filter(({ call }) => call === 'POST /api/auth/refresh')).toHaveLength(1)
    const bearers = asked.filter(({ call }) => call === 'GET /api/me')
    expect(new Set(bearers.map(({ headers }) => headers.get('authorization')))).toEqual(
      new Set(['Bearer access-2']),
    )
  })

  it('whose access token is refused is renewed and asked again, once', async () => {
    const { post, send, asked } = openShop({
      ...answers,
      'POST /api/auth/login': () => Response.json(sessionOf('1')),
      'GET /api/me': ({ headers }) =>
        headers.get('authorization') === 'Bearer access-2'
          ? Response.json({ ok: true })
          : problem(401, 'invalid_token'),
    })
    await post('/bff/session', signIn)
    expect((await send('/bff/me')).status).toBe(200)
    expect(asked.filter(({ call }) => call === 'GET /api/me')).toHaveLength(2)
  })

  it('that is over is forgotten; one that cannot be renewed now is not', async () => {
    let refusal = problem(503, 'dependency_unavailable')
    let now = 0
    const { post, send, jar } = openShop(
      { ...answers, 'POST /api/auth/refresh': () => refusal.clone() },
      () => now,
    )
    await post('/bff/session', signIn)
    now = 40_000
    expect((await send('/bff/session')).status).toBe(503)
    expect(jar.has('comptoir_session')).toBe(true)
    refusal = problem(401, 'invalid_token')
    expect(await (await send('/bff/session')).json()).toEqual({ person: null })
    expect(jar.has('comptoir_session')).toBe(false)
  })

  it('begins and ends by plain forms, which lead to pages of this site only', async () => {
    const { submit, jar, asked } = openShop(answers)
    const to = async (next: string) =>
      (await submit('/bff/session', { ...signIn, locale: 'en', next })).headers.get('location')
    expect(await to('/en/checkout')).toBe('/en/checkout')
    expect(await to('https://evil.test/')).toBe('/en')
    expect(await to('//evil.test/')).toBe('/en')
    expect(await to('/\\evil.test/')).toBe('/en')
    expect(await to('/..//evil.test')).toBe('/en')
    expect(await to('/.//evil.test')).toBe('/en')
    jar.set('comptoir_chat', 'cnv_1.secret')
    const left = await submit('/bff/session/end', { locale: 'en' })
    expect([left.status, left.headers.get('location')]).toEqual([303, '/en'])
    expect([...jar.keys()]).toEqual(['comptoir_ui'])
    expect(asked.at(-1)).toMatchObject({ body: { refreshToken: 'refresh-2' } })
  })

  it('that is refused leads a form back to its page with the reason, and keeps the way on', async () => {
    const { submit } = openShop({
      'POST /api/auth/login': () => problem(401, 'invalid_credentials'),
    })
    const answer = await submit('/bff/session', { ...signIn, next: '/fr/checkout' })
    expect(answer.headers.get('location')).toBe(
      '/fr/sign-in?problem=invalid_credentials&next=%2Ffr%2Fcheckout',
    )
  })
})

describe('the cart', () => {
  const opened = () =>
    Response.json({ ...cartOf('cart_1', [line('MUG', 2)]), cartToken: 'secret' }, { status: 201 })

  it('of a guest begins with its first line in one call, also by a form without a script', async () => {
    const { submit, asked, jar } = openShop({ 'PUT /cart': opened })
    const answer = await submit('/bff/cart/lines', { sku: 'MUG', quantity: '2', locale: 'en' })
    expect([answer.status, answer.headers.get('location')]).toEqual([303, '/en/cart'])
    expect(asked.map(({ call }) => call)).toEqual(['PUT /cart'])
    expect(asked[0]?.body).toEqual({ lines: [line('MUG', 2)] })
    expect(jar.get('comptoir_cart')).toBe('cart_1.secret')
    expect(JSON.parse(decodeURIComponent(jar.get('comptoir_ui') ?? ''))).toEqual({ count: 2 })
  })

  it('says its token to the shop, never to a page', async () => {
    const { post, send, asked } = openShop({
      'PUT /cart': opened,
      'GET /carts/cart_1': () => Response.json(cartOf('cart_1', [line('MUG', 2)])),
    })
    expect(await (await post('/bff/cart/lines', line('MUG', 2))).text()).not.toContain('secret')
    await send('/bff/cart')
    expect(asked.at(-1)?.headers.get('cart-token')).toBe('secret')
    expect(asked.at(-1)?.headers.get(visitorAddressHeader)).toBe('stated: 203.0.113.7')
  })

  it('that was ordered begins anew with the next line', async () => {
    let name = 'cart_1'
    const { post, send, asked } = openShop({
      'PUT /cart': () => Response.json({ ...cartOf(name), cartToken: 'secret' }),
      'GET /carts/cart_1': () => Response.json(cartOf('cart_1', [], { status: 'converted' })),
      'POST /carts/cart_1/lines': () => problem(409, 'transition_refused'),
    })
    await post('/bff/cart/lines', line('MUG', 1))
    expect(await (await send('/bff/cart')).json()).toEqual({ cart: null })
    name = 'cart_2'
    await post('/bff/cart/lines', line('MUG', 1))
    expect(asked.at(-1)?.call).toBe('PUT /cart')
  })

  it('of a guest comes along when they sign in; that it does not fails no sign-in, and is tried again', async () => {
    let merges = 0
    const { post, send, jar } = openShop({
      'PUT /cart': opened,
      'POST /api/auth/login': () => Response.json(sessionOf('1')),
      'POST /carts/cart_1/merge': () => {
        merges += 1
        return merges === 1
          ? problem(503, 'dependency_unavailable')
          : Response.json(cartOf('cart_9'))
      },
      'GET /carts/cart_9': () => Response.json(cartOf('cart_9', [line('MUG', 3)])),
    })
    await post('/bff/cart/lines', line('MUG', 2))
    expect((await post('/bff/session', signIn)).status).toBe(200)
    expect(jar.get('comptoir_cart')).toBe('cart_1.secret')
    const { cart } = (await (await send('/bff/cart')).json()) as { cart: { cartId: string } }
    expect(cart.cartId).toBe('cart_9')
    expect(jar.get('comptoir_cart')).toBe('cart_9')
  })

  it('refuses as the shop does, in a page or by leading back to it', async () => {
    const { post, submit } = openShop({ 'PUT /cart': () => problem(409, 'cart_locked') })
    const answer = await post('/bff/cart/lines', line('MUG', 1))
    expect([answer.status, await answer.json()]).toEqual([
      409,
      expect.objectContaining({ code: 'cart_locked' }),
    ])
    const led = await submit('/bff/cart/lines', { sku: 'MUG', quantity: '1', locale: 'fr' })
    expect(led.headers.get('location')).toBe('/fr/cart?problem=cart_locked')
  })
})

describe('an order', () => {
  const wish = { cartId: 'cart_1', acceptTerms: true }
  const placed = {
    ...{ orderId: 'ord_1', status: 'confirmed', payment: { status: 'paid' } },
    guest: { orderId: 'ord_1', orderToken: 'open-sesame-of-the-order', expiresAt: 'x' },
  }
  const answers = {
    'PUT /cart': () =>
      Response.json({ ...cartOf('cart_1', [line('MUG', 1)]), cartToken: 'secret' }),
    'POST /api/orders': () => Response.json(placed, { status: 201 }),
    'POST /api/orders/guest-sessions': () =>
      Response.json({ accessToken: 'of-the-order', tokenType: 'Bearer', expiresInSeconds: 900 }),
    'GET /api/orders/*': ({ headers }: { headers: Headers }) =>
      headers.get('authorization') === 'Bearer of-the-order'
        ? Response.json({ orderId: 'ord_1' })
        : problem(404, 'not_found'),
  }

  it('of a guest is placed with the key of the page, and opens to this browser only', async () => {
    const { post, send, asked, app } = openShop(answers)
    await post('/bff/cart/lines', line('MUG', 1))
    const answer = await post('/bff/checkout', wish, { 'idempotency-key': 'key-1' })
    expect(answer.status).toBe(200)
    expect(await answer.text()).not.toMatch(/open-sesame|of-the-order/)
    const sent = asked.find(({ call }) => call === 'POST /api/orders')
    expect(sent?.headers.get('idempotency-key')).toBe('key-1')
    expect(sent?.headers.get('cart-token')).toBe('secret')
    expect((await send('/bff/orders/ord_1')).status).toBe(200)
    expect((await app.request('/bff/orders/ord_1')).status).toBe(404)
    expect((await send('/bff/orders/ord_2')).status).toBe(404)
    expect((await send('/bff/orders/ord_2/events')).status).toBe(404)
    expect((await send('/bff/invoices/inv_1/pdf?order=ord_2')).status).toBe(404)
  })

  it('of somebody else is 404 to who is signed in, as the shop says', async () => {
    const { post, send } = openShop({
      ...answers,
      'POST /api/auth/login': () => Response.json(sessionOf('1')),
    })
    await post('/bff/session', signIn)
    expect((await send('/bff/orders/ord_1')).status).toBe(404)
  })

  it('is not asked for without a key, and never twice by us', async () => {
    const { post, asked } = openShop({
      ...answers,
      'POST /api/orders': () =>
        Response.json(
          { status: 503, code: 'overloaded' },
          { status: 503, headers: { 'retry-after': '7' } },
        ),
    })
    await post('/bff/cart/lines', line('MUG', 1))
    expect((await post('/bff/checkout', wish)).status).toBe(400)
    const answer = await post('/bff/checkout', wish, { 'idempotency-key': 'key-1' })
    expect([answer.status, answer.headers.get('retry-after')]).toEqual([503, '7'])
    expect(asked.filter(({ call }) => call === 'POST /api/orders')).toHaveLength(1)
  })

  it('streams its events as they come, from the one that was seen last', async () => {
    const { post, send, asked } = openShop({
      ...answers,
      'GET /api/orders/ord_1/events': () =>
        new Response('id: 3\nevent: order\ndata: {}\n\n', {
          headers: { 'content-type': 'text/event-stream; charset=utf-8' },
        }),
    })
    await post('/bff/cart/lines', line('MUG', 1))
    await post('/bff/checkout', wish, { 'idempotency-key': 'key-1' })
    const stream = await send('/bff/orders/ord_1/events', { headers: { 'last-event-id': '2' } })
    expect(stream.headers.get('content-type')).toContain('text/event-stream')
    expect(await stream.text()).toContain('id: 3')
    expect(asked.at(-1)?.headers.get('last-event-id')).toBe('2')
  })
})

describe('the way to the API', () => {
  it.each([
    '/bff/users',
    '/bff/orders/guest-sessions',
    '/bff/orders/x/../guest-sessions',
    '/bff/orders/%67uest-sessions',
    '/bff/auth/login',
    '/bff/me/../users',
    '/bff/me/%2e%2e/users',
    '/bff/internal/carts',
    '/bff/payment-intents/pi_1',
    '/bff/shared-wish-lists/wsh_1',
    '/bff/unsubscriptions',
    '/bff/',
  ])('is closed for %s', async (path) => {
    const { post, send, asked } = openShop({})
    expect((await send(path)).status).toBe(404)
    expect((await post(path)).status).toBe(404)
    expect(asked.map(({ call }) => call)).toEqual([])
  })
})
