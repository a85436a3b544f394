import { expect, type Page } from '@playwright/test'
import { eventually } from '../../src/api.ts'
import {
  chooseShipping,
  fillCart,
  type OrderBody,
  password,
  place,
  reach,
  register,
  type Shopper,
} from '../../src/shopper.ts'
import { type Shop, test } from './test.ts'

/** Signs somebody in who has an account, as far as the page that they wanted. */
export async function enter(page: Page, { email }: Shopper, path: string): Promise<void> {
  await page.goto(`/fr/sign-in?next=${encodeURIComponent(path)}`)
  await page.getByLabel('E-mail', { exact: true }).fill(email)
  await page.getByLabel('Mot de passe', { exact: true }).fill(password)
  await page.getByRole('main').getByRole('button', { name: 'Se connecter' }).click()
  await page.waitForURL(`**${path}`)
}

export type Bought = { readonly shopper: Shopper; readonly order: OrderBody }

/** A new shopper with an account orders, and has paid. */
export async function orderOf(
  { api }: Shop,
  ...lines: { sku: string; quantity: number }[]
): Promise<Bought> {
  const shopper = await register(api)
  const cartId = await fillCart(api, shopper, lines)
  const shippingOptionId = await chooseShipping(api, shopper, cartId)
  const { body } = await place(api, shopper, { cartId, shippingOptionId, wait: 15 })
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
  { api, platform }: Shop,
  asked: { readonly number: string; readonly email: string },
): Promise<string> {
  const answer = await api<{ link?: string }>('POST /api/orders/lookup', { body: asked })
  if (answer.body.link !== undefined) return answer.body.link
  test.skip(platform.mailboxUrl === undefined, 'it reads mails in the message simulator')
  const url = `${platform.mailboxUrl}/api/messages?to=${encodeURIComponent(asked.email)}`
  const link = await eventually(
    'the mail with the link',
    async () => {
      const { items } = (await (await fetch(url)).json()) as { items: { text: string }[] }
      return items.map(({ text }) => /#link=([\w.%~-]+)/.exec(text)?.[1]).find(Boolean)
    },
    (found) => found !== undefined,
  )
  return decodeURIComponent(link ?? '')
}
