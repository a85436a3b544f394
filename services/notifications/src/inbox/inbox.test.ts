import { InvoicePdfReady } from '@comptoir/contracts/billing/events'
import {
  OrderDelivered,
  OrderShipped,
  WithdrawalConfirmed,
} from '@comptoir/contracts/orders/events'
import { describe, expect, it } from 'vitest'
import { alex, camille, contact, createNotificationsApp } from '../../test/notifications-app.ts'

const order = { orderId: 'ord_1', number: 'CMD-1', userId: 'usr_camille', cartId: 'crt_1' }

/** The events of a stream until it has so many. */
async function readEvents(answer: Response, count: number) {
  const reader = answer.body?.pipeThrough(new TextDecoderStream()).getReader()
  let text = ''
  while (reader && text.split('data: ').length <= count) {
    const { value, done } = await reader.read()
    if (done) break
    text += value
  }
  await reader?.cancel()
  return [...text.matchAll(/id: (.*)\nevent: (.*)\ndata: (.*)\n/g)].map(([, id, type, data]) => ({
    ...{ id, type },
    ...JSON.parse(data ?? '{}'),
  }))
}

describe('the inbox', () => {
  it('has what mails tell, newest first, in short, and how many are unread', async () => {
    const { hear, call, store } = createNotificationsApp()
    await hear(OrderShipped, order)
    await hear(OrderShipped, order)
    store.clock.nowMs += 1_000
    await hear(OrderDelivered, order)
    const { status, body } = await call('GET /api/inbox', camille)
    expect([status, body.unread]).toEqual([200, 2])
    expect(body.items).toMatchObject([
      { template: 'order_delivered', orderId: 'ord_1', title: 'Commande CMD-1 livrée' },
      { template: 'order_shipped', text: 'Votre commande CMD-1 est en route.' },
    ])
  })

  it('marks one as read, once, and all', async () => {
    const { hear, call, store } = createNotificationsApp()
    await hear(OrderShipped, order)
    await hear(OrderDelivered, order)
    const { body } = await call('GET /api/inbox', camille)
    const path = `POST /api/inbox/${body.items[0].notificationId}/read`
    const first = await call(path, camille)
    store.clock.nowMs += 5_000
    expect((await call(path, camille)).body).toEqual(first.body)
    expect(first.body.readAt).toBe('2026-11-21T10:00:00.000Z')
    expect((await call('GET /api/inbox', camille)).body.unread).toBe(1)
    expect((await call('POST /api/inbox/read', camille)).body).toEqual({ unread: 0 })
  })

  it('is its owner’s alone, and shows no mail', async () => {
    const { hear, call, all } = createNotificationsApp()
    await hear(OrderShipped, order)
    const { body } = await call('GET /api/inbox', camille)
    const path = `/api/inbox/${body.items[0].notificationId}/read`
    expect((await call(`POST ${path}`, alex)).status).toBe(404)
    expect((await call('GET /api/inbox', alex)).body).toMatchObject({ items: [], unread: 0 })
    expect((await call('GET /api/inbox')).status).toBe(401)
    expect((await call('POST /api/inbox/read')).status).toBe(401)
    const [mail] = await all()
    expect((await call(`POST /api/inbox/${mail?.id}/read`, camille)).status).toBe(404)
    expect((await call('GET /api/inbox?limit=0', camille)).status).toBe(400)
  })

  it('is not there for guests, nor for what only a mail may say', async () => {
    const { hear, every, others } = createNotificationsApp()
    others.contact = { ...contact, userId: 'gst_1' }
    await hear(OrderShipped, order)
    const at = '2026-11-21T10:00:00.000Z'
    await hear(WithdrawalConfirmed, {
      ...{ withdrawalId: 'wdr_1', status: 'confirmed', name: 'C', orderNumber: 'CMD-1' },
      ...{ email: 'camille@example.com', locale: 'fr', declaredAt: at, confirmedAt: at },
    })
    expect((await every()).map(({ data }) => data.channel)).toEqual(['email', 'email'])
  })

  it('keeps no address and no goods', async () => {
    const { hear, every } = createNotificationsApp()
    const total = { amount: 4999, currency: 'EUR' }
    const paper = { orderId: 'ord_1', invoiceId: 'inv_1', number: 'FA-1', sha256: 'x', total }
    await hear(InvoicePdfReady, paper)
    const [message] = (await every()).filter(({ data }) => data.channel === 'in_app')
    expect(message?.data.data).toEqual({ number: 'CMD-1', paper: 'FA-1' })
  })
})

describe('the live stream of the inbox', () => {
  it('tells what arrives, and what was missed since the last event', async () => {
    const { hear, app, store } = createNotificationsApp()
    const open = (after?: string) =>
      app.request('/api/inbox/events', {
        headers: { ...camille, ...(after && { 'last-event-id': after }) },
      })
    const live = readEvents(await open(), 1)
    await new Promise((resolve) => setTimeout(resolve, 10))
    await hear(OrderShipped, order)
    const [shipped] = await live
    expect(shipped).toMatchObject({ type: 'message', title: 'Commande CMD-1 expédiée' })
    store.clock.nowMs += 1_000
    await hear(OrderDelivered, order)
    const missed = await readEvents(await open(shipped?.id), 1)
    expect(missed).toMatchObject([{ template: 'order_delivered' }])
  })
})
