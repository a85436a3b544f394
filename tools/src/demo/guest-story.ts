import { randomBytes, randomUUID } from 'node:crypto'
import type { Cart, CartQuote } from '@comptoir/contracts/carts/schemas'
import type { Order, OrderTracking } from '@comptoir/contracts/orders/view'
import { home, registerShopper } from '../shop/demo-shopper.ts'
import type { ShopApi } from '../shop/shop-api.ts'
import type { Scene } from './purchase.ts'
import { priceOf, print, step } from './telling.ts'

type GuestCart = { readonly cartId: string; readonly cartToken?: string | undefined }
type Access = { readonly orderToken: string; readonly accessToken?: string }
export type PlacedAsGuest = Order & { readonly guest: Access }

/** An address that nobody has. */
export const newGuestEmail = () => `gaston-${randomBytes(4).toString('hex')}@example.com`

/** Someone without an account orders, finds the order again by number and email, and brings it into an account. */
export async function tellGuestStory({ shop, cart }: Scene): Promise<string> {
  const email = newGuestEmail()
  const order = await step('order without an account', () => placeAsGuest(shop, cart, email))
  print(`order ${order.number} of ${email} is ${order.status}: ${priceOf(order.totals.grandTotal)}`)
  const token = order.guest.accessToken
  const tracking = await step('follow it by the token of the order', () =>
    shop<OrderTracking>(`GET /api/orders/${order.orderId}/tracking`, { token }),
  )
  for (const { at, type } of tracking.timeline) print(`${at.slice(11, 23)} ${type}`)
  await findAgain(shop, order, email)
  const { answer, shopper } = await registerShopper(shop)
  print(`registered ${shopper.email}, trace ${answer.traceId}`)
  const attached = await step('bring the order into the account', () =>
    shop<Order>(`POST /api/orders/${order.orderId}/attach`, {
      token: shopper.token,
      body: { orderToken: order.guest.orderToken },
    }),
  )
  return `Order ${attached.number} belongs to ${shopper.email} now`
}

/** By a link, where the shop puts it into the answer; else it would come by mail. */
async function findAgain(shop: ShopApi, { number }: Order, email: string) {
  const body = { number, email }
  const { link } = await step('look it up by number and email', () =>
    shop<{ link?: string }>('POST /api/orders/lookup', { body }),
  )
  if (link === undefined) return print('a link goes to that email (ORDER_LINKS_IN_ANSWER is off)')
  const opened = await step('open the link, which works once', () =>
    shop<Access & { orderId: string }>('POST /api/orders/links', { body: { link } }),
  )
  print(`it opens ${opened.orderId}`)
}

/** Puts a promotion code on the cart of a guest. */
export async function redeemAsGuest(
  shop: ShopApi,
  { cartId, cartToken = '' }: GuestCart,
  code: string,
): Promise<void> {
  const headers = { 'cart-token': cartToken }
  const { promotions = [] } = await step(`put the code ${code} on the cart`, () =>
    shop<Cart>(`PUT /carts/${cartId}/coupons/${code}`, { headers }),
  )
  for (const { name, amount } of promotions) print(`${name.fr ?? name.en}: −${priceOf(amount)}`)
}

/** Orders the cart of a guest, to be paid by a card, and waits until it is decided. */
export async function placeAsGuest(
  shop: ShopApi,
  { cartId, cartToken = '' }: GuestCart,
  email: string,
) {
  const headers = { 'cart-token': cartToken, 'idempotency-key': randomUUID(), prefer: 'wait=10' }
  const { countryCode, postalCode } = home
  const { body: quote } = await shop<CartQuote>(`POST /carts/${cartId}/quote`, {
    headers: { 'cart-token': cartToken },
    body: { email, shippingAddress: { countryCode, postalCode } },
  })
  return await shop<PlacedAsGuest>('POST /api/orders', {
    headers,
    body: {
      ...{ cartId, email, shippingAddress: home, acceptTerms: true, locale: 'fr' },
      paymentMethod: { provider: 'stripe', token: 'pm_card_visa' },
      shippingOptionId: quote.shippingOptionId,
      expectedTotal: quote.totals.grandTotal,
    },
  })
}
