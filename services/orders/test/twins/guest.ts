import { aCart } from '../samples.ts'
import { aPlacement, createAppTwin, newKey } from './app-twin.ts'

export const cartToken = 'the-token-of-the-cart-of-a-guest'
export const email = 'gaston@example.com'

export type GuestAnswer = {
  readonly status: number
  readonly body: Record<string, unknown> & {
    orderId: string
    number: string
    userId: string
    code?: string
    errors?: { field: string }[]
    guest?: { orderToken: string; expiresAt: string; accessToken?: string }
  }
}

/** The app over memory with the cart of a guest. */
export function createGuestTwin(options: Parameters<typeof createAppTwin>[0] = {}) {
  const twin = createAppTwin(options)
  twin.shop.cart = aCart({ ownerUserId: undefined })
  async function post(path: string, asked: Parameters<typeof twin.send>[1] = {}) {
    const response = await twin.send(`POST ${path}`, { as: 'nobody', ...asked })
    return { status: response.status, body: (await response.json()) as GuestAnswer['body'] }
  }
  const place = (change: object = {}, headers: Record<string, string> = newKey()) =>
    post('/api/orders', {
      body: aPlacement({ email, acceptTerms: true, ...change }),
      headers: { 'cart-token': cartToken, ...headers },
    })
  return { ...twin, post, place }
}
