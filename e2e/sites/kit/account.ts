import { expect } from '@playwright/test'
import { type Answer, type Api, eventually } from '../../src/api.ts'
import {
  chooseShipping,
  fillCart,
  type OrderBody,
  place,
  reach,
  register,
  type Shopper,
} from '../../src/shopper.ts'
import { mailedSecret } from './mailbox.ts'
import type { Shop } from './test.ts'

export type Bought = { readonly shopper: Shopper; readonly order: OrderBody }

/** Places an order by the API. */
export async function placeLines(
  api: Api,
  shopper: Shopper,
  lines: { sku: string; quantity: number }[],
): Promise<Answer<OrderBody>> {
  const cartId = await fillCart(api, shopper, lines)
  const shippingOptionId = await chooseShipping(api, shopper, cartId)
  return await place(api, shopper, { cartId, shippingOptionId, wait: 15 })
}

/** A new shopper with an account orders, and has paid. */
export async function orderOf(
  { api }: Shop,
  ...lines: { sku: string; quantity: number }[]
): Promise<Bought> {
  const shopper = await register(api)
  const { body } = await placeLines(api, shopper, lines)
  const order = await reach(api, shopper, body.orderId, 'confirmed', 'processing')
  return { shopper, order }
}

/** The carrier brings all parcels of an order: in the platform of these tests nothing moves by itself. */
export async function deliver({ api, staff }: Shop, { shopper, order }: Bought): Promise<void> {
  const token = await staff()
  type Listed = { items: { shipmentId: string; status: string }[] }
  const { body } = await eventually(
    'the parcel to have its label',
    () => api<Listed>(`GET /api/shipments?orderId=${order.orderId}`, { token }),
    ({ body: { items } }) => items.length > 0 && items.every((one) => one.status !== 'pending'),
  )
  for (const { shipmentId } of body.items)
    for (const code of ['handed_over', 'out_for_delivery', 'delivered']) {
      const event = { code, at: new Date().toISOString(), location: 'Lyon' }
      const path = `POST /api/shipments/${shipmentId}/tracking-events`
      expect((await api(path, { token, body: event })).status, code).toBe(200)
    }
  await reach(api, shopper, order.orderId, 'delivered')
}

/** Asks for the link to the order of a guest, as its mail has it; leaves the test out where mails cannot be read. */
export async function mailedLink(
  shop: Shop,
  asked: { readonly number: string; readonly email: string },
): Promise<string> {
  const answer = await shop.api<{ link?: string }>('POST /api/orders/lookup', { body: asked })
  if (answer.body.link !== undefined) return answer.body.link
  return await mailedSecret(shop, { to: asked.email, name: 'link' })
}
