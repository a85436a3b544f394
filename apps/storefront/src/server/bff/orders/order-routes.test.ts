import { describe, expect, it } from 'vitest'
import { cartOf, openShop, problem, sessionOf, signIn } from '../test/fake-shop.ts'

const line = (sku: string, quantity = 1) => ({ sku, quantity })
const pdf = () => new Response('%PDF-1.7', { headers: { 'content-type': 'application/pdf' } })

describe('an order that is bought again', () => {
  const answers = {
    'PUT /cart': () => Response.json({ ...cartOf('cart_1', [line('A')]), cartToken: 'secret' }),
    'POST /carts/cart_1/lines': ({ body }: { body: Record<string, unknown> }) =>
      body['sku'] === 'GONE'
        ? problem(400, 'invalid_request')
        : Response.json(cartOf('cart_1', [line('A'), line('B')])),
  }

  it('opens a cart with its first line, and leaves out what is not for sale any more', async () => {
    const { post, asked } = openShop(answers)
    const lines = [line('A'), line('GONE'), line('B', 2)]
    const answer = await post('/bff/cart/additions', { lines })
    expect(await answer.json()).toMatchObject({ cart: { cartId: 'cart_1' }, refused: ['GONE'] })
    expect(asked.map(({ call }) => call)).toEqual([
      ...['PUT /cart', 'POST /carts/cart_1/lines', 'POST /carts/cart_1/lines'],
    ])
    expect(asked.at(-1)?.body).toEqual(line('B', 2))
  })

  it('of which nothing is for sale has no cart, and says so', async () => {
    const { post } = openShop({ 'PUT /cart': () => problem(400, 'invalid_request') })
    const answer = await post('/bff/cart/additions', { lines: [line('GONE')] })
    expect(await answer.json()).toEqual({ cart: null, refused: ['GONE'], failed: [] })
  })

  it('is refused as a whole for what holds for all of it', async () => {
    const { post, asked } = openShop({ 'PUT /cart': () => problem(409, 'cart_locked') })
    const answer = await post('/bff/cart/additions', { lines: [line('A'), line('B')] })
    expect([answer.status, asked.length]).toEqual([409, 1])
    expect((await post('/bff/cart/additions', { lines: [] })).status).toBe(400)
  })

  it('that fails at its third line says what is still to be added', async () => {
    const { post, asked } = openShop({
      ...answers,
      'POST /carts/cart_1/lines': ({ body }: { body: Record<string, unknown> }) =>
        body['sku'] === 'C'
          ? problem(503, 'dependency_unavailable')
          : Response.json(cartOf('cart_1', [line('A'), line('B')])),
    })
    const lines = [line('A'), line('B'), line('C'), line('D')]
    const answer = await post('/bff/cart/additions', { lines })
    expect(answer.status).toBe(200)
    expect(await answer.json()).toMatchObject({
      ...{ cart: { cartId: 'cart_1' }, refused: [], failed: ['C', 'D'] },
    })
    expect(asked.at(-1)?.body).toEqual(line('C'))
    const repeat = await post('/bff/cart/additions', { lines: [line('C'), line('D')] })
    expect(repeat.status).toBe(503)
  })

  it('sends each line under a key of its own, the same when it is asked again', async () => {
    const { post, asked } = openShop(answers)
    const lines = [line('A'), line('B'), line('B', 2)]
    const key = { 'idempotency-key': 'one-click-of-a-shopper' }
    await post('/bff/cart/additions', { lines: [line('A')] })
    const before = asked.length
    await post('/bff/cart/additions', { lines }, key)
    await post('/bff/cart/additions', { lines: lines.slice(1) }, key)
    const keys = asked.slice(before).map(({ headers }) => headers.get('idempotency-key'))
    const [a, first, second] = ['A.0', 'B.0', 'B.1'].map((end) => `one-click-of-a-shopper.${end}`)
    expect(keys).toEqual([a, first, second, first, second])
  })

  it('adds no line twice when the access token is refused in between', async () => {
    let added = 0
    const { post, asked } = openShop({
      'POST /api/auth/login': () => Response.json(sessionOf('1')),
      'POST /api/auth/refresh': () => Response.json(sessionOf('2')),
      'GET /carts/mine': () => problem(404, 'not_found'),
      'POST /carts': () => Response.json(cartOf('cart_9')),
      'POST /carts/cart_9/lines': ({ body, headers }) => {
        if (body['sku'] === 'B' && headers.get('authorization') === 'Bearer access-1')
          return problem(401, 'invalid_token')
        added += 1
        return Response.json(cartOf('cart_9', [line('A'), line('B')]))
      },
    })
    await post('/bff/session', signIn)
    expect((await post('/bff/cart/additions', { lines: [line('A'), line('B')] })).status).toBe(200)
    expect(added).toBe(2)
    expect(asked.filter(({ call }) => call === 'POST /carts')).toHaveLength(1)
  })
})

describe('what goods are exchanged for', () => {
  it('are the variants at the prices of who asks, and no more of the product', async () => {
    const variant = { sku: 'A-L', options: { Taille: 'L' }, price: { amount: 1, currency: 'EUR' } }
    const { post, send, asked } = openShop({
      'POST /api/auth/login': () => Response.json(sessionOf('1')),
      'GET /api/products/prd_1': () =>
        Response.json({ productId: 'prd_1', variants: [{ ...variant, inStock: true, cost: 1 }] }),
    })
    await post('/bff/session', signIn)
    const answer = await send('/bff/variants/prd_1')
    expect(await answer.json()).toEqual({ variants: [{ ...variant, inStock: true }] })
    expect(asked.at(-1)?.headers.get('authorization')).toBe('Bearer access-1')
    expect(await (await send('/bff/variants/prd_gone')).json()).toEqual({ variants: [] })
  })
})

describe('the label of a return', () => {
  const placed = { orderId: 'ord_1', status: 'delivered', payment: { status: 'paid' } }
  const answers = {
    'PUT /cart': () => Response.json({ ...cartOf('cart_1', [line('A')]), cartToken: 'secret' }),
    'POST /api/orders': () =>
      Response.json(
        {
          ...placed,
          guest: { orderId: 'ord_1', orderToken: 'open-sesame-of-the-order', expiresAt: 'x' },
        },
        { status: 201 },
      ),
    'POST /api/orders/guest-sessions': () =>
      Response.json({ accessToken: 'of-the-order', tokenType: 'Bearer', expiresInSeconds: 900 }),
    'GET /api/shipments/shp_1_ret1/return-label': ({ headers }: { headers: Headers }) =>
      headers.get('authorization') === 'Bearer of-the-order' ? pdf() : problem(404, 'not_found'),
  }

  it('is there for who ordered as a guest, in this browser', async () => {
    const { post, send, app } = openShop(answers)
    await post('/bff/cart/lines', line('A'))
    await post('/bff/checkout', { cartId: 'cart_1' }, { 'idempotency-key': 'key-1' })
    const path = '/bff/shipments/shp_1_ret1/return-label?parcel=1&order=ord_1'
    const answer = await send(path)
    expect(await answer.text()).toBe('%PDF-1.7')
    expect(answer.headers.get('content-type')).toBe('application/pdf')
    expect((await app.request(path)).status).toBe(404)
  })

  it.each([
    '/bff/shipments',
    '/bff/shipments/shp_1',
    '/bff/shipments/shp_1/label',
    '/bff/shipments/shp_1/tracking-events',
    '/bff/shipments/shp_1/return-label/../label',
    '/bff/shipments/shp_1/return-labels',
  ])('is all that pages see of shipments: %s is closed', async (path) => {
    const { send, post, asked } = openShop({ 'GET /api/shipments/*': pdf })
    expect((await send(path)).status).toBe(404)
    expect((await post(path)).status).toBe(404)
    expect(asked).toEqual([])
  })
})
