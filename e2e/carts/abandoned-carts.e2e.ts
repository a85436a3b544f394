import { currentWording } from '@comptoir/contracts/accounts/consents'
import { describe, expect, it } from 'vitest'
import { openJourney } from '../src/journey.ts'
import { type Mail, mailsTo, mailTo } from '../src/mailbox.ts'
import { chooseShipping, fillCart, place, register, type Shopper, sell } from '../src/shopper.ts'

const { api, platform, staff } = await openJourney()
const reminder = /Votre panier vous attend/
/** A cart is abandoned after seconds here, and looked for every few seconds. */
const soonMs = 90_000
const weekMs = 7 * 86_400_000

/** Somebody who left a cart with a thing in it, and who agreed to be written to or did not. */
async function leaver(sku: string, { agrees }: { agrees: boolean }) {
  const shopper = await register(api)
  const { token } = shopper
  const consent = { token, body: { granted: true, wording: currentWording } }
  if (agrees) expect((await api('PUT /api/me/consents/email', consent)).status).toBe(200)
  return { ...shopper, cartId: await fillCart(api, shopper, [{ sku, quantity: 2 }]) }
}

async function order(shopper: Shopper, cartId: string): Promise<void> {
  const shippingOptionId = await chooseShipping(api, shopper, cartId)
  const { status } = await place(api, shopper, { cartId, shippingOptionId, wait: 15 })
  expect(status).toBe(201)
}

const reminded = ({ email }: Shopper) => mailTo(platform, email, reminder, soonMs)
const remindersOf = async ({ email }: Shopper): Promise<Mail[]> =>
  (await mailsTo(platform, email)).filter(({ subject }) => reminder.test(subject))

/** What staff see of it in the outbox, sent or not. */
async function outboxOf({ token }: Shopper) {
  const { body: me } = await api<{ userId: string }>('GET /api/me', { token })
  const path = `GET /api/notifications?userId=${me.userId}&template=cart_abandoned`
  const { body } = await api<{ items: { status: string }[] }>(path, { token: staff })
  return body.items.map(({ status }) => status)
}

/** The one click of a mail program (RFC 8058). */
async function unsubscribe({ headers }: Mail): Promise<void> {
  expect(headers['list-unsubscribe-post']).toBe('List-Unsubscribe=One-Click')
  const { pathname } = new URL(headers['list-unsubscribe']?.replace(/^<|>$/g, '') ?? '')
  const answer = await fetch(`${platform.gatewayUrl}${pathname}`, {
    method: 'POST',
    headers: { 'content-type': 'application/x-www-form-urlencoded' },
    body: 'List-Unsubscribe=One-Click',
  })
  expect(answer.status).toBe(200)
}

describe('who leaves a cart', () => {
  it('is reminded of it once, if they agreed to be, and neither after an order nor after they unsubscribed', async () => {
    const sku = await sell(api, staff, { price: 2_000, stock: 50 })
    const silent = await leaver(sku, { agrees: false })
    const buyer = await leaver(sku, { agrees: true })
    await order(buyer, buyer.cartId)
    const [fickle, gone] = [
      await leaver(sku, { agrees: true }),
      await leaver(sku, { agrees: true }),
    ]
    const [first, last] = [await reminded(fickle), await reminded(gone)]
    expect(first.text.replaceAll(/\s/g, ' ')).toContain(`2 × Objet ${sku} — 20,00 €`)
    expect(first.copies).toBe(1)

    // the one changes the cart and leaves it again; the other unsubscribes, orders, and leaves another cart
    const weekOf = (ms: number) => Math.floor(ms / weekMs)
    const weeks = new Set([weekOf(Date.now())])
    await fillCart(api, fickle, [{ sku, quantity: 3 }])
    weeks.add(weekOf(Date.now()))
    await unsubscribe(last)
    await order(gone, gone.cartId)
    await fillCart(api, gone, [{ sku, quantity: 1 }])
    const { body: consents } = await api<{ granted: string[] }>('GET /api/me/consents', {
      token: gone.token,
    })
    expect(consents.granted).toEqual([])
    // whoever left a cart after them is reminded: so would they be by now
    await reminded(await leaver(sku, { agrees: true }))
    expect((await remindersOf(fickle)).length).toBe(weeks.size)
    expect(await remindersOf(gone)).toHaveLength(1)
    expect(await outboxOf(gone)).toEqual(['sent'])
    for (const one of [silent, buyer]) {
      expect(await remindersOf(one)).toEqual([])
      expect(await outboxOf(one)).not.toContain('sent')
    }
  })
})
