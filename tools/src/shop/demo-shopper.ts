import { randomBytes, randomInt, randomUUID } from 'node:crypto'
import type { Cart, CartQuote, OpenedCart } from '@comptoir/contracts/carts/schemas'
import type { ProductPage, ProductSummary } from '@comptoir/contracts/catalog/schemas'
import type { HistoryEntry, Order } from '@comptoir/contracts/orders/view'
import type { z } from 'zod'
import { UserError } from '../runner/screen/user-error.ts'
import { readEvents } from './event-stream.ts'
import type { ShopAnswer, ShopApi } from './shop-api.ts'

export type Shopper = { readonly email: string; readonly token: string }
type Opened = z.infer<typeof OpenedCart>
type Line = { sku: string; quantity: number }

export const home = {
  recipient: 'Camille Durand',
  line1: '12 rue de la République',
  postalCode: '69002',
  city: 'Lyon',
  countryCode: 'FR',
  phone: '+33601020304',
}

/**
 * A number that no other run has. +33 6 39 and most of +33 69 are nobody's: the mobiles of overseas departments have country codes of their
 * own.
 */
export const newMobile = () => `+336${randomInt(10_000_000, 38_999_999)}`

/** What is in stock for a query, best first. */
export async function searchStock(shop: ShopApi, query: string): Promise<ShopAnswer<ProductPage>> {
  const parameters = new URLSearchParams({ q: query, inStock: 'true', limit: '5', facets: 'false' })
  return await shop<ProductPage>(`GET /api/search?${parameters}`)
}

/** The first variant of a product that is in stock. */
export async function variantInStock(shop: ShopApi, product: ProductSummary): Promise<string> {
  const path = `/api/products/${product.productId}`
  const { body } = await shop<{ variants: { sku: string; inStock: boolean }[] }>(`GET ${path}`)
  const variant = body.variants.find(({ inStock }) => inStock)
  if (!variant) throw new UserError(`${product.slug} is out of stock`)
  return variant.sku
}

/** A cart without an account, filled. */
export async function fillGuestCart(shop: ShopApi, lines: readonly Line[]) {
  return await shop<Opened>('PUT /cart', { body: { lines } })
}

/** A new account, with an address that nobody has unless one is given. */
export async function registerShopper(
  shop: ShopApi,
  email = `camille-${randomBytes(4).toString('hex')}@example.com`,
) {
  const password = randomBytes(12).toString('base64url')
  const body = {
    email,
    password,
    firstName: 'Camille',
    lastName: 'Durand',
    locale: 'fr',
  }
  const answer = await shop<{ accessToken: string }>('POST /api/auth/register', { body })
  return { answer, password, shopper: { email, token: answer.body.accessToken } }
}

/** Brings the guest's cart into the shopper's own. */
export async function mergeCart(shop: ShopApi, shopper: Shopper, guest: Opened) {
  const headers: Record<string, string> = guest.cartToken ? { 'cart-token': guest.cartToken } : {}
  const operation = `POST /carts/${guest.cartId}/merge`
  return await shop<Cart>(operation, { token: shopper.token, headers })
}

/** Puts a promotion code on the cart. Throws a ShopProblem `code_refused` when the shop has no such code. */
export async function addCoupon(shop: ShopApi, { token }: Shopper, cartId: string, code: string) {
  return await shop<Cart>(`PUT /carts/${cartId}/coupons/${code}`, { token })
}

export async function quoteCart(shop: ShopApi, { token }: Shopper, cartId: string) {
  const { countryCode, postalCode } = home
  const body = { shippingAddress: { countryCode, postalCode } }
  return await shop<CartQuote>(`POST /carts/${cartId}/quote`, { token, body })
}

const card = { provider: 'stripe', token: 'pm_card_visa' }

/** Orders what was quoted, with a card of the simulator's unless told otherwise, and waits until it is decided. */
export async function placeOrder(
  shop: ShopApi,
  { token }: Shopper,
  quote: CartQuote,
  paymentMethod: { readonly provider: string; readonly token: string } = card,
) {
  return await shop<Order>('POST /api/orders', {
    token,
    headers: { 'idempotency-key': randomUUID(), prefer: 'wait=10' },
    body: {
      cartId: quote.cartId,
      shippingAddress: home,
      paymentMethod,
      shippingOptionId: quote.shippingOptionId,
      expectedTotal: quote.totals.grandTotal,
      acceptTerms: true,
      locale: 'fr',
    },
  })
}

const ended: ReadonlySet<string> = new Set(['rejected', 'expired', 'cancelled'])

/** Watches the order's live stream, passing each line of its history on, until it is delivered. */
export async function watchUntilDelivered(
  watching: {
    gatewayUrl: string
    shopper: Shopper
    orderId: string
    traceparent: string
    withinMs: number
  },
  onEntry: (entry: HistoryEntry) => void,
): Promise<void> {
  const { gatewayUrl, shopper, orderId, traceparent, withinMs } = watching
  const url = `${gatewayUrl}/api/orders/${orderId}/events`
  const headers = { traceparent, authorization: `Bearer ${shopper.token}` }
  const signal = AbortSignal.timeout(withinMs)
  for await (const { data } of readEvents({ url, headers, signal })) {
    const entry: HistoryEntry = JSON.parse(data)
    onEntry(entry)
    if (entry.status === 'delivered') return
    if (ended.has(entry.status)) throw new UserError(`the order ended ${entry.status}`)
  }
  throw new UserError(`the order was not delivered within ${withinMs / 1000} s`)
}
