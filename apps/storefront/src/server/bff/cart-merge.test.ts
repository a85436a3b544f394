import { describe, expect, it } from 'vitest'
import { cartOf, openShop, problem, sessionOf, signIn } from './test/fake-shop.ts'

const line = (sku: string, quantity: number) => ({ sku, quantity })
const placed = { orderId: 'ord_1', status: 'confirmed', payment: { status: 'paid' } }
const opened = () =>
  Response.json({ ...cartOf('cart_1', [line('MUG', 2)]), cartToken: 'secret' }, { status: 201 })

describe('the cart', () => {
  describe.each([
    ['does not answer', () => problem(503, 'dependency_unavailable')],
    ['says that an order is being made of it', () => problem(409, 'cart_locked')],
    ['says that it changed meanwhile, twice', () => problem(409, 'conflict')],
  ])('of a guest whose merge %s', (_, refusal) => {
    const open = async () => {
      const shop = openShop({
        'PUT /cart': opened,
        'POST /api/auth/login': () => Response.json(sessionOf('1')),
        'POST /carts/cart_1/merge': refusal,
        'GET /carts/mine': () => Response.json(cartOf('cart_9', [line('LAMP', 1)])),
        'POST /carts': () => Response.json(cartOf('cart_9')),
        'POST /carts/cart_9/lines': () => Response.json(cartOf('cart_9', [line('LAMP', 2)])),
        'POST /api/orders': () => Response.json(placed, { status: 201 }),
      })
      await shop.post('/bff/cart/lines', line('MUG', 2))
      await shop.post('/bff/session', signIn)
      return shop
    }

    it('is not lost: the cart of the account is shown, and the other is merged later', async () => {
      const { send, post, jar } = await open()
      expect(await (await send('/bff/cart')).json()).toMatchObject({ cart: { cartId: 'cart_9' } })
      expect(jar.get('comptoir_cart')).toBe('cart_1.secret')
      expect((await post('/bff/cart/lines', line('LAMP', 1))).status).toBe(200)
      expect(jar.get('comptoir_cart')).toBe('cart_1.secret')
    })

    it('keeps no cart of the account from being ordered', async () => {
      const { post } = await open()
      const wish = { cartId: 'cart_9', acceptTerms: true }
      expect((await post('/bff/checkout', wish, { 'idempotency-key': 'key-1' })).status).toBe(200)
    })
  })

  it('of a guest that changes while it is merged is merged again at once', async () => {
    let merges = 0
    const { post, jar, asked } = openShop({
      'PUT /cart': opened,
      'POST /api/auth/login': () => Response.json(sessionOf('1')),
      'POST /carts/cart_1/merge': () => {
        merges += 1
        return merges === 1 ? problem(409, 'conflict') : Response.json(cartOf('cart_9'))
      },
    })
    await post('/bff/cart/lines', line('MUG', 2))
    await post('/bff/session', signIn)
    expect(jar.get('comptoir_cart')).toBe('cart_9')
    expect(asked.filter(({ call }) => call.endsWith('/merge'))).toHaveLength(2)
  })
})
