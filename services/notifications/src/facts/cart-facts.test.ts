import { CartAbandoned } from '@comptoir/contracts/carts/events'
import { describe, expect, it } from 'vitest'
import { aReach, createNotificationsApp } from '../../test/notifications-app.ts'

const week = 7 * 86_400_000
const unitPrice = { amount: 4999, currency: 'EUR' }
const cart = {
  ...{ cartId: 'cart_1', ownerUserId: 'usr_camille', updatedAt: '2026-11-20T10:00:00.000Z' },
  lines: [{ sku: 'LAMP', title: { fr: 'Lampe' }, quantity: 2, unitPrice }],
}

/** The service, with a reader who agreed to marketing. */
function setUp() {
  const app = createNotificationsApp()
  app.others.reach = { ...aReach, marketingConsent: true }
  return app
}

describe('an abandoned cart', () => {
  it('is reminded of once, with its lines and a way out, to who agreed to marketing', async () => {
    const { hear, dispatcher, mails } = setUp()
    for (let n = 0; n < 2; n += 1) await hear(CartAbandoned, cart)
    await dispatcher.sendDue()
    expect(mails).toHaveLength(1)
    const [mail] = mails
    expect(mail).toMatchObject({ to: 'camille@example.com', subject: 'Votre panier vous attend' })
    expect(mail?.text.replaceAll(/\s/g, ' ')).toContain('2 × Lampe — 49,99 €')
    expect(mail?.text).toContain('https://shop.example/fr/cart')
    expect(mail?.text).toContain('/api/unsubscriptions/usr_camille.')
    expect(mail?.headers?.['List-Unsubscribe-Post']).toBe('List-Unsubscribe=One-Click')
  })

  it('is not reminded of without consent, nor to guests and deleted accounts', async () => {
    const app = setUp()
    const { ownerUserId: _, ...ofGuest } = cart
    await app.hear(CartAbandoned, ofGuest)
    app.others.reach = aReach
    await app.hear(CartAbandoned, cart)
    app.others.reach = undefined
    await app.hear(CartAbandoned, cart)
    expect(await app.every()).toEqual([])
  })

  it('is not reminded of once it was ordered or changed, or the consent taken back', async () => {
    const ordered = setUp()
    await ordered.hear(CartAbandoned, cart)
    ordered.others.cart = undefined
    await ordered.dispatcher.sendDue()
    const unsubscribed = setUp()
    await unsubscribed.hear(CartAbandoned, cart)
    unsubscribed.others.reach = aReach
    await unsubscribed.dispatcher.sendDue()
    for (const { mails, all } of [ordered, unsubscribed]) {
      expect(mails).toEqual([])
      expect((await all()).map(({ data }) => data.status)).toEqual(['skipped'])
    }
  })

  it('is reminded of once a week, however often it is left', async () => {
    const { hear, dispatcher, mails } = setUp()
    const later = (ms: number) => new Date(Date.parse(cart.updatedAt) + ms).toISOString()
    for (const ms of [0, 3_600_000, week])
      await hear(CartAbandoned, { ...cart, updatedAt: later(ms) })
    await dispatcher.sendDue()
    expect(mails).toHaveLength(2)
  })
})
