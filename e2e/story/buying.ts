import { expect } from 'vitest'
import { eventually, newKey } from '../src/api.ts'
import { buyAsGuest, type GuestOrder } from '../src/guest.ts'
import { mailsTo, mailTo, tokenIn } from '../src/mailbox.ts'
import { type OrderBody, reach, register, type Shopper } from '../src/shopper.ts'
import { chooseAllChannels } from '../src/shopping/phone-and-browser.ts'
import type { Goods } from './selling.ts'
import type { Stage } from './stage.ts'

export type Member = Shopper & { readonly phone: string; readonly browser: string }

/** Two pieces with the coupon; the card is refused. */
export async function guestBuys({ api }: Stage, goods: Goods, email: string): Promise<GuestOrder> {
  const { sku, code, vendorId } = goods
  const method = 'pm_card_chargeDeclined'
  const { order } = await buyAsGuest(api, sku, { email, code, method, quantity: 2 })
  expect(order).toMatchObject({
    ...{ status: 'awaiting_payment', paymentStatus: 'failed', email },
    lines: [{ sku, vendorId, quantity: 2 }],
    totals: { itemsDiscount: { amount: 400 } },
  })
  return order
}

/** The guest opens an account, proves the email, brings the order along, and says how they want to hear of it. */
export async function guestJoins(
  { api, platform }: Stage,
  { orderId, guest }: GuestOrder,
  email: string,
): Promise<Member> {
  const { token } = await register(api, email)
  const asked = await mailTo(platform, email, /^Confirmez votre adresse/)
  const proof = { body: { token: tokenIn(asked) } }
  expect((await api('POST /api/auth/verify-email', proof)).status).toBeLessThan(300)
  const { orderToken } = guest
  const attached = await api(`POST /api/orders/${orderId}/attach`, { token, body: { orderToken } })
  expect(attached.status).toBe(200)
  return { email, token, ...(await chooseAllChannels(api, platform, token)) }
}

/** Another card pays; the parcel arrives, and mailbox, phone and browser have heard of it, each once. */
export async function memberPays(
  { api, platform }: Stage,
  member: Member,
  { orderId, number }: OrderBody,
): Promise<OrderBody> {
  const { email, token, phone, browser } = member
  const paid = await api<OrderBody>(`POST /api/orders/${orderId}/payments`, {
    ...{ token, key: newKey(), headers: { prefer: 'wait=15' } },
    body: { paymentMethod: { provider: 'stripe', token: 'pm_card_visa' } },
  })
  expect([paid.status, paid.body.paymentStatus]).toEqual([200, 'paid'])
  const order = await reach(api, member, orderId, 'delivered')
  for (const subject of ['confirmée', 'expédiée', 'livrée'])
    await mailTo(platform, email, new RegExp(`^Commande ${number} ${subject}$`))
  const invoice = await mailTo(platform, email, /^Facture/)
  expect(invoice.files).toMatchObject([{ contentType: 'application/pdf' }])
  for (const address of [phone, browser]) {
    const found = await eventually(
      `two messages to ${address}`,
      () => mailsTo(platform, address),
      ({ length }) => length >= 2,
    )
    expect(found.map(({ copies }) => copies)).toEqual([1, 1])
    for (const { subject, text } of found) expect(`${subject} ${text}`).toContain(number)
  }
  return order
}
