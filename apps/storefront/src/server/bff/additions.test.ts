import { describe, expect, it } from 'vitest'
import { cartOf, openShop, problem, sessionOf, signIn } from './test/fake-shop.ts'

const mug = { sku: 'MUG', quantity: 2 }
const key = { 'idempotency-key': 'one-wish-of-a-shopper' }
const keysOf = (asked: ReturnType<typeof openShop>['asked']) =>
  asked
    .filter(({ call }) => call.endsWith('/lines'))
    .map(({ headers }) => headers.get('idempotency-key'))

describe('a line under an idempotency key', () => {
  it('reaches the cart of a guest with its key, and is tried again under it', async () => {
    let tries = 0
    const { post, asked } = openShop({
      'PUT /cart': () => Response.json({ ...cartOf('cart_1', [mug]), cartToken: 'secret' }),
      'POST /carts/cart_1/lines': () => {
        tries += 1
        return tries === 1
          ? problem(503, 'dependency_unavailable')
          : Response.json(cartOf('cart_1', [mug]))
      },
    })
    await post('/bff/cart/lines', mug)
    expect((await post('/bff/cart/lines', mug, key)).status).toBe(200)
    expect(keysOf(asked)).toEqual(Array(2).fill('one-wish-of-a-shopper'))
    expect(asked.at(-1)?.body).toEqual(mug)
  })

  it('opens the cart of an account under it, too', async () => {
    const { post, asked } = openShop({
      'POST /api/auth/login': () => Response.json(sessionOf('1')),
      'POST /carts': () => Response.json(cartOf('cart_9')),
      'POST /carts/cart_9/lines': () => Response.json(cartOf('cart_9', [mug])),
    })
    await post('/bff/session', signIn)
    expect((await post('/bff/cart/lines', mug, key)).status).toBe(200)
    expect(keysOf(asked)).toEqual(['one-wish-of-a-shopper'])
  })

  it('opens the cart of a guest under it, too: a repeat finds that cart, and the key', async () => {
    let tries = 0
    const { post, asked, jar } = openShop({
      'POST /carts': () => Response.json({ ...cartOf('cart_1'), cartToken: 'secret' }),
      'PUT /cart': () => Response.json({ ...cartOf('cart_1', [mug]), cartToken: 'secret' }),
      'POST /carts/cart_1/lines': () => {
        tries += 1
        return tries === 1 ? problem(409, 'conflict') : Response.json(cartOf('cart_1', [mug]))
      },
    })
    expect((await post('/bff/cart/lines', mug, key)).status).toBe(409)
    expect(jar.get('comptoir_cart')).toBe('cart_1.secret')
    expect((await post('/bff/cart/lines', mug, key)).status).toBe(200)
    expect(asked.map(({ call }) => call)).toEqual([
      ...['POST /carts', 'POST /carts/cart_1/lines', 'POST /carts/cart_1/lines'],
    ])
    expect(keysOf(asked)).toEqual(Array(2).fill('one-wish-of-a-shopper'))
    expect(asked.at(-1)?.headers.get('cart-token')).toBe('secret')
  })

  it('without a key is not tried again: its answer may be what got lost', async () => {
    const { post, asked } = openShop({
      'PUT /cart': () => Response.json({ ...cartOf('cart_1', [mug]), cartToken: 'secret' }),
      'POST /carts/cart_1/lines': () => problem(503, 'dependency_unavailable'),
    })
    await post('/bff/cart/lines', mug)
    expect((await post('/bff/cart/lines', mug)).status).toBe(503)
    expect(keysOf(asked)).toEqual([null])
  })

  it('that was added, and ordered since, begins no new cart', async () => {
    const ordered = cartOf('cart_1', [mug], { status: 'converted' })
    const { post, asked } = openShop({
      'PUT /cart': () => Response.json({ ...cartOf('cart_1', [mug]), cartToken: 'secret' }),
      'POST /carts/cart_1/lines': () => Response.json(ordered),
    })
    await post('/bff/cart/lines', mug)
    const answer = await post('/bff/cart/lines', mug, key)
    expect([answer.status, (await answer.json()).code]).toEqual([409, 'cart_locked'])
    expect(asked.filter(({ call }) => call === 'PUT /cart')).toHaveLength(1)
  })

  it.each(['short', 'x'.repeat(151)])('that is no key is refused: %s', async (given) => {
    const { post, asked } = openShop({})
    expect((await post('/bff/cart/lines', mug, { 'idempotency-key': given })).status).toBe(400)
    expect(asked).toEqual([])
  })
})
