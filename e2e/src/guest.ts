import { randomBytes } from 'node:crypto'
import { type Answer, type Api, eventually, newKey } from './api.ts'
import { home, type OrderBody } from './shopper.ts'

export type GuestOrder = OrderBody & {
  code?: string
  userId: string
  guest: { orderId: string; orderToken: string; accessToken: string }
}

/** An address that nobody has. */
export const newEmail = () => `guest-${randomBytes(6).toString('hex')}@example.com`

type Buying = {
  readonly email?: string
  readonly method?: string
  readonly wait?: number
  readonly quantity?: number
  /** A promotion code. */
  readonly code?: string
}

/** Someone without an account orders a SKU, one unit unless it is said. */
export async function buyAsGuest(
  api: Api,
  sku: string,
  { email = newEmail(), method = 'pm_card_visa', wait = 15, quantity = 1, code }: Buying = {},
): Promise<{ email: string; cartToken: string; answer: Answer<GuestOrder>; order: GuestOrder }> {
  const lines = [{ sku, quantity }]
  const cart = await api<{ cartId: string; cartToken: string }>('PUT /cart', { body: { lines } })
  const { cartId, cartToken } = cart.body
  const headers = { 'cart-token': cartToken, prefer: `wait=${wait}` }
  if (code !== undefined) {
    const put = () => api(`PUT /carts/${cartId}/coupons/${code}`, { headers })
    await eventually('the code to be known', put, ({ status }) => status === 200)
  }
  const { countryCode, postalCode } = home
  const quote = await api<{ shippingOptionId: string; totals: { grandTotal: object } }>(
    `POST /carts/${cartId}/quote`,
    { headers, body: { shippingAddress: { countryCode, postalCode }, email } },
  )
  const answer = await api<GuestOrder>('POST /api/orders', {
    ...{ headers, key: newKey() },
    body: {
      ...{ cartId, email, acceptTerms: true, locale: 'fr', shippingAddress: home },
      paymentMethod: { provider: 'stripe', token: method },
      shippingOptionId: quote.body.shippingOptionId,
      expectedTotal: quote.body.totals.grandTotal,
    },
  })
  return { email, cartToken, answer, order: answer.body }
}
