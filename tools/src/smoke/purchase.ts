import { randomUUID } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import type { Order } from '@comptoir/contracts/orders/view'
import { UserError } from '../runner/screen/user-error.ts'
import {
  fillGuestCart,
  mergeCart,
  placeOrder,
  quoteCart,
  registerShopper,
  type Shopper,
} from '../shop/demo-shopper.ts'
import type { ShopApi } from '../shop/shop-api.ts'
import { type Around, anythingInStock } from './around.ts'

export type Purchase = { readonly shopper: Shopper; readonly order: Order }

/** A new shopper orders one thing that is in stock. */
export async function purchase({ shop }: Around, card?: string): Promise<Purchase> {
  const { sku } = await anythingInStock(shop)
  const { body: guest } = await fillGuestCart(shop, [{ sku, quantity: 1 }])
  const { shopper } = await registerShopper(shop)
  const { body: cart } = await mergeCart(shop, shopper, guest)
  const { body: quote } = await quoteCart(shop, shopper, cart.cartId)
  const method = card === undefined ? undefined : { provider: 'stripe', token: card }
  const { body: order } = await placeOrder(shop, shopper, quote, method)
  return { shopper, order }
}

/** Tries another card for an order. */
export async function payAgain(shop: ShopApi, { shopper, order }: Purchase): Promise<void> {
  await shop(`POST /api/orders/${order.orderId}/payments`, {
    token: shopper.token,
    headers: { 'idempotency-key': randomUUID() },
    body: { paymentMethod: { provider: 'stripe', token: 'pm_card_visa' } },
  })
}

const withinMs = 90_000

/** Reads an order until something holds of it. */
export async function awaitOrder(
  shop: ShopApi,
  { shopper, order }: Purchase,
  what: string,
  holds: (order: Order) => boolean,
): Promise<Order> {
  const deadline = performance.now() + withinMs
  const operation = `GET /api/orders/${order.orderId}`
  for (;;) {
    const { body } = await shop<Order>(operation, { token: shopper.token })
    if (holds(body)) return body
    if (performance.now() > deadline)
      throw new UserError(
        `order ${order.number} is ${body.status}, not ${what}, after ${withinMs / 1000} s`,
      )
    await sleep(500)
  }
}

const sent: ReadonlySet<string> = new Set([
  ...['partially_shipped', 'shipped', 'partially_delivered', 'delivered', 'completed'],
])

/** Whether an order has come as far as its goods being prepared. */
export const isPrepared = ({ status }: Order) => status === 'processing' || sent.has(status)
