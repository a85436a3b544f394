import { describe, expect, it } from 'vitest'
import { eventually } from '../../src/api.ts'
import { openJourney } from '../../src/journey.ts'
import { mailsTo, mailTo } from '../../src/mailbox.ts'
import { chooseShipping, fillCart, place, reach, register, sell } from '../../src/shopper.ts'
import { chooseAllChannels } from '../../src/shopping/phone-and-browser.ts'

const { api, platform, staff } = await openJourney()

describe('a customer with a phone and a browser', () => {
  it('is told of a parcel by mail, SMS and push message as they chose, once each', async () => {
    const sku = await sell(api, staff, { price: 2_000, stock: 5 })
    const shopper = await register(api)
    const { phone, browser } = await chooseAllChannels(api, platform, shopper.token)

    const cartId = await fillCart(api, shopper, [{ sku, quantity: 1 }])
    const shippingOptionId = await chooseShipping(api, shopper, cartId)
    const { body: order } = await place(api, shopper, { cartId, shippingOptionId, wait: 15 })
    await reach(api, shopper, order.orderId, 'delivered')
    await mailTo(platform, shopper.email, /livrée/)

    const texts = await eventually(
      'two SMS',
      () => mailsTo(platform, phone),
      (found) => found.length >= 2,
    )
    expect(texts.map(({ text }) => text).toSorted()).toEqual([
      expect.stringContaining(`${order.number} est en route`),
      expect.stringContaining(`${order.number}`),
    ])
    const pushed = await eventually(
      'two push messages',
      () => mailsTo(platform, browser),
      (found) => found.length >= 2,
    )
    expect(pushed.map(({ subject }) => subject).toSorted()).toEqual([
      `Commande ${order.number} expédiée`,
      `Commande ${order.number} livrée`,
    ])
    for (const { text, copies } of [...texts, ...pushed]) {
      expect(copies).toBe(1)
      expect(text).not.toMatch(/Objet|République|#link|#token/)
    }
    await eventually(
      'Twilio to say that the SMS arrived',
      () =>
        api<{ items: { channel: string; status: string }[] }>(
          `GET /api/notifications?orderId=${order.orderId}&channel=sms`,
          { token: staff },
        ),
      ({ body }) =>
        body.items.length === 2 && body.items.every((one) => one.status === 'delivered'),
    )
  })
})

describe('staff', () => {
  it('try a text in both languages, and are told what is wrong with one', async () => {
    const text = (subject: string) => ({ subject, body: '{{ number }}', short: 'x' })
    const path = '/api/notification-templates/order_delivered'
    const texts = { fr: text('Livrée : {{ number }}'), en: text('Delivered: {{ number }}') }
    const shown = await api<{ en: { mail: { subject: string } } }>(`POST ${path}/preview`, {
      ...{ token: staff, body: texts },
    })
    expect(shown.body.en.mail.subject).toBe('Delivered: CMD-2345-678X')
    const wrong = { ...texts, en: { ...texts.en, body: '<script>x</script>{{ secret }}' } }
    const refused = await api<{ errors: { field: string }[] }>(`POST ${path}/preview`, {
      ...{ token: staff, body: wrong },
    })
    expect([refused.status, refused.body.errors[0]?.field]).toEqual([400, 'en.body'])
  })
})
