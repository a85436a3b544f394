import { createHmac } from 'node:crypto'
import { OrderDelivered, OrderShipped } from '@comptoir/contracts/orders/events'
import { describe, expect, it } from 'vitest'
import {
  aReach,
  camille,
  contact,
  createNotificationsApp,
  mailEventKey,
  staff,
  statusUrlOf,
  twilioToken,
} from '../../test/notifications-app.ts'
import { SendError } from '../sending/send-error.ts'

const order = { orderId: 'ord_1', number: 'CMD-1', userId: 'usr_camille', cartId: 'crt_1' }
const address = 'camille@example.com'
const phone = '+33612345678'
const at = '2026-11-21T10:05:00.000Z'
type Twin = ReturnType<typeof createNotificationsApp>

/** A webhook of the mail provider. */
async function tell({ app }: Twin, event: object, key = mailEventKey) {
  const body = JSON.stringify({ events: [{ at, address, ...event }] })
  const signature = createHmac('sha256', key).update(body).digest('base64url')
  const headers = { 'mail-signature': signature }
  return (await app.request('/api/mail-events', { method: 'POST', headers, body })).status
}

async function withMail() {
  const twin = createNotificationsApp()
  await twin.hear(OrderShipped, order)
  await twin.dispatcher.sendDue()
  const [mail] = twin.mails
  const status = async () => (await twin.all())[0]?.data
  return { ...twin, status, messageId: mail?.messageId ?? '' }
}

describe('what the mail provider tells', () => {
  it('is written down, in any order and however often', async () => {
    const twin = await withMail()
    const { status, messageId, store } = twin
    expect(await tell(twin, { type: 'delivered', messageId })).toBe(200)
    expect(await tell(twin, { type: 'delivered', messageId })).toBe(200)
    expect(await status()).toMatchObject({ status: 'delivered', deliveredAt: at })
    await tell(twin, { type: 'bounce', messageId, detail: 'mailbox full' })
    expect(await status()).toMatchObject({ status: 'bounced', reason: 'mailbox full' })
    await tell(twin, { type: 'delivered', messageId })
    expect(await status()).toMatchObject({ status: 'bounced' })
    expect(store.published.map(({ type }) => type)).toEqual([
      'comptoir.notifications.notification-failed.v1',
    ])
  })

  it('of an address that does not exist ends all mails to it, until staff say otherwise', async () => {
    const twin = await withMail()
    const { call, hear, dispatcher, mails, messageId, others } = twin
    await tell(twin, { type: 'bounce', messageId, permanent: true })
    const lookUp = () => call('POST /api/suppressions/lookup', staff, { email: address })
    expect((await lookUp()).body).toMatchObject({ suppressed: true, reason: 'bounce', at })
    await hear(OrderDelivered, order)
    await dispatcher.sendDue()
    expect(mails).toHaveLength(1)
    await call('POST /api/suppressions/remove', staff, { email: address })
    expect((await lookUp()).body).toMatchObject({ suppressed: false })
    others.contact = { ...contact, orderId: 'ord_2' }
    await hear(OrderShipped, { ...order, orderId: 'ord_2' })
    await dispatcher.sendDue()
    expect(mails).toHaveLength(2)
  })

  it('ends marketing when a mail was called spam', async () => {
    const twin = await withMail()
    twin.others.reach = { ...aReach, marketingConsent: true }
    await tell(twin, { type: 'complaint', messageId: twin.messageId })
    expect(twin.others.reach.marketingConsent).toBe(false)
    expect(await twin.suppressions.find(address)).toMatchObject({ reason: 'complaint' })
  })

  it('is heard of its own mails alone, and signed', async () => {
    const twin = await withMail()
    const { status, messageId } = twin
    expect(await tell(twin, { type: 'bounce', messageId }, Buffer.from('another'))).toBe(400)
    const elsewhere = { type: 'bounce', messageId, permanent: true, address: 'alex@example.com' }
    await tell(twin, elsewhere)
    expect(await twin.suppressions.find('alex@example.com')).toBeUndefined()
    expect(await tell(twin, { type: 'bounce', messageId: '<x@y.example>' })).toBe(200)
    expect(await tell(twin, { type: 'bounce', messageId: '<ntf_none.1@shop.example>' })).toBe(200)
    expect(await tell(twin, { type: 'lost', messageId })).toBe(400)
    expect(await status()).toMatchObject({ status: 'bounced' })
  })
})

describe('a link to unsubscribe', () => {
  it('shows a page, and ends marketing by one click, as often as it is clicked', async () => {
    const { app, hear, dispatcher, mails, others, store } = createNotificationsApp()
    others.reach = { ...aReach, marketingConsent: true }
    await hear(OrderDelivered, order)
    store.clock.nowMs += 8 * 24 * 3_600_000
    await dispatcher.sendDue()
    const url = mails.map(({ headers }) => headers?.['List-Unsubscribe']).find(Boolean) ?? ''
    const path = new URL(url.slice(1, -1)).pathname
    const page = await app.request(path)
    expect(await page.text()).toContain('<form method="post">')
    expect(others.reach.marketingConsent).toBe(true)
    const body = new URLSearchParams({ 'List-Unsubscribe': 'One-Click' })
    for (let times = 0; times < 2; times++)
      expect((await app.request(path, { method: 'POST', body })).status).toBe(200)
    expect(others.reach.marketingConsent).toBe(false)
    expect((await app.request(`${path}x`, { method: 'POST' })).status).toBe(404)
  })
})

describe('an SMS', () => {
  async function withSms() {
    const twin = createNotificationsApp()
    twin.others.reach = { ...aReach, channels: ['sms'], phone }
    await twin.hear(OrderShipped, order)
    await twin.dispatcher.sendDue()
    const sms = async () => (await twin.every()).find(({ data }) => data.channel === 'sms')
    const id = (await sms())?.id ?? ''
    /** A status callback of Twilio, to an address that it was given. */
    async function call(parameters: object, { send = 1, token = twilioToken } = {}) {
      const all = { MessageSid: 'SM1', To: phone, ...parameters }
      const url = statusUrlOf(id, send)
      const sorted = Object.entries(all).toSorted(([a], [b]) => (a < b ? -1 : 1))
      const signed = url + sorted.map((pair) => pair.join('')).join('')
      const signature = createHmac('sha1', token).update(signed).digest('base64')
      const body = new URLSearchParams(all)
      const headers = { 'x-twilio-signature': signature }
      return (await twin.app.request(url, { method: 'POST', headers, body })).status
    }
    return { ...twin, sms, told: call }
  }

  it('says who writes and one sentence, and where Twilio tells what became of it', async () => {
    const { texts, sms } = await withSms()
    const id = (await sms())?.id ?? ''
    expect(texts).toEqual([
      {
        to: phone,
        text: 'Comptoir: Votre commande CMD-1 est en route.',
        statusUrl: statusUrlOf(id, 1),
      },
    ])
    expect((await sms())?.data).toMatchObject({ status: 'sent', providerRef: 'SM1' })
  })

  it('arrived when Twilio says so, however often', async () => {
    const { told, sms } = await withSms()
    expect(await told({ MessageStatus: 'sent' })).toBe(204)
    expect((await sms())?.data.status).toBe('sent')
    expect(await told({ MessageStatus: 'delivered' })).toBe(204)
    expect(await told({ MessageStatus: 'delivered' })).toBe(204)
    expect((await sms())?.data).toMatchObject({ status: 'delivered', providerRef: 'SM1' })
  })

  it('that did not arrive is told of, and a number that takes none gets no more', async () => {
    const { told, sms, hear, dispatcher, texts, call } = await withSms()
    await told({ MessageStatus: 'undelivered', ErrorCode: '30005' })
    expect((await sms())?.data).toMatchObject({ status: 'bounced', reason: '30005 undelivered' })
    const { body } = await call('POST /api/suppressions/lookup', staff, { phone })
    expect(body).toMatchObject({ phone, suppressed: true, reason: 'bounce' })
    await hear(OrderDelivered, order)
    await dispatcher.sendDue()
    expect(texts).toHaveLength(1)
  })

  it('to somebody who said stop is the last', async () => {
    const twin = createNotificationsApp()
    const { hear, dispatcher, failures, suppressions, others } = twin
    others.reach = { ...aReach, channels: ['sms'], phone }
    const stop = new SendError('21610 stop', { permanent: true, suppress: 'unsubscribed' })
    failures.push(() => Promise.reject(stop))
    await hear(OrderShipped, order)
    await dispatcher.sendDue()
    expect(await suppressions.find(phone)).toMatchObject({ reason: 'unsubscribed' })
  })

  it('is told of by Twilio alone, and of the time that is meant', async () => {
    const { told, sms, app } = await withSms()
    const id = (await sms())?.id ?? ''
    expect(await told({ MessageStatus: 'failed' }, { token: 'another' })).toBe(400)
    const bare = { method: 'POST', body: new URLSearchParams({ MessageStatus: 'failed' }) }
    expect((await app.request(statusUrlOf(id, 1), bare)).status).toBe(400)
    expect(await told({ MessageStatus: 'failed' }, { send: 2 })).toBe(204)
    expect((await sms())?.data.status).toBe('sent')
  })

  it('is told of before it is written down that Twilio took it', async () => {
    const twin = createNotificationsApp()
    twin.others.reach = { ...aReach, channels: ['sms'], phone }
    await twin.hear(OrderShipped, order)
    const id = (await twin.every()).find(({ data }) => data.channel === 'sms')?.id ?? ''
    const parameters = { MessageStatus: 'delivered', MessageSid: 'SM9' }
    const url = statusUrlOf(id, 1)
    const signed = `${url}MessageSidSM9MessageStatusdelivered`
    const signature = createHmac('sha1', twilioToken).update(signed).digest('base64')
    twin.failures.push(async () => {
      const body = new URLSearchParams(parameters)
      const headers = { 'x-twilio-signature': signature }
      await twin.app.request(url, { method: 'POST', headers, body })
    })
    await twin.dispatcher.sendDue()
    const sent = (await twin.every()).find((one) => one.id === id)
    expect(sent?.data).toMatchObject({ status: 'delivered', providerRef: 'SM9' })
  })
})

describe('the outbox', () => {
  it('is filtered by template, and by address without naming it, page by page', async () => {
    const { hear, call, others } = createNotificationsApp()
    for (const orderId of ['ord_1', 'ord_2', 'ord_3']) {
      others.contact = { ...contact, orderId }
      await hear(OrderShipped, { ...order, orderId })
    }
    await hear(OrderDelivered, order)
    const { body } = await call('POST /api/suppressions/lookup', staff, { email: address })
    const list = (query: string) => call(`GET /api/notifications?${query}`, staff)
    const query = `recipient=${body.recipient}&template=order_shipped&limit=2`
    const first = await list(query)
    const rest = await list(`${query}&cursor=${encodeURIComponent(first.body.nextCursor)}`)
    const found = [...first.body.items, ...rest.body.items]
    expect(found.map(({ template }) => template)).toEqual(Array(3).fill('order_shipped'))
    expect(new Set(found.map(({ channel }) => channel))).toEqual(new Set(['email']))
    expect((await list('template=order_delivered')).body.items).toHaveLength(2)
    expect((await list('recipient=camille@example.com')).status).toBe(400)
    expect((await call('POST /api/suppressions/lookup', camille, { email: address })).status).toBe(
      403,
    )
  })
})
