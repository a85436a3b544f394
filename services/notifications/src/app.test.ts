import { OrderDelivered, OrderShipped } from '@comptoir/contracts/orders/events'
import { appTokenHeaders } from '@comptoir/service/test/tokens'
import { describe, expect, it } from 'vitest'
import { appToken, camille, createNotificationsApp, staff } from '../test/notifications-app.ts'
import { eraseMessages } from './erasure.ts'

const order = { orderId: 'ord_1', number: 'CMD-1', userId: 'usr_camille', cartId: 'crt_1' }

describe('the outbox', () => {
  it('shows staff what was written to whom, and what it says', async () => {
    const { hear, dispatcher, call } = createNotificationsApp()
    await hear(OrderShipped, order)
    await dispatcher.sendDue()
    const { body } = await call('GET /api/notifications?orderId=ord_1&channel=email', staff)
    expect(body.items).toMatchObject([{ template: 'order_shipped', status: 'sent' }])
    const [{ notificationId }] = body.items
    const one = await call(`GET /api/notifications/${notificationId}`, staff)
    expect(one.body.content).toMatchObject({ subject: 'Commande CMD-1 expédiée' })
    expect(one.body.content.html).toContain('<html')
  })

  it('is filtered by what became of a message, and whom it is for', async () => {
    const { hear, dispatcher, call } = createNotificationsApp()
    await hear(OrderShipped, order)
    await dispatcher.sendDue()
    await hear(OrderDelivered, order)
    const templates = async (query: string) =>
      (await call(`GET /api/notifications?${query}`, staff)).body.items.map(
        ({ template }: { template: string }) => template,
      )
    expect(await templates('status=sent')).toEqual(['order_shipped'])
    expect(await templates('userId=usr_camille&status=queued')).toEqual(['order_delivered'])
    expect(await templates('channel=sms')).toEqual([])
    expect(await templates('limit=1')).toHaveLength(1)
  })

  it('sends again what staff say, as another mail', async () => {
    const { hear, dispatcher, call, mails } = createNotificationsApp()
    await hear(OrderShipped, order)
    const { body } = await call('GET /api/notifications', staff)
    const path = `/api/notifications/${body.items[0].notificationId}`
    const early = await call(`POST ${path}/resend`, staff)
    expect(early).toMatchObject({ status: 409, body: { code: 'transition_refused' } })
    await dispatcher.sendDue()
    expect(await call(`POST ${path}/resend`, staff)).toMatchObject({ status: 202 })
    await dispatcher.sendDue()
    expect(mails.map(({ messageId }) => messageId.replace(/^.*\./, ''))).toHaveLength(2)
    expect(new Set(mails.map(({ messageId }) => messageId)).size).toBe(2)
  })

  it('is for staff: nobody else sees it, and what is not there is 404', async () => {
    const { call } = createNotificationsApp()
    for (const operation of [
      'GET /api/notifications',
      'GET /api/notifications/ntf_1',
      'POST /api/notifications/ntf_1/resend',
    ]) {
      expect((await call(operation)).status).toBe(401)
      expect((await call(operation, camille)).status).toBe(403)
    }
    expect((await call('GET /api/notifications/ntf_1', staff)).status).toBe(404)
    expect((await call('POST /api/notifications/ntf_1/resend', staff)).status).toBe(404)
    expect((await call('GET /api/notifications?status=lost', staff)).status).toBe(400)
    expect((await call('GET /internal/log', appTokenHeaders(appToken, 'gateway'))).status).not.toBe(
      200,
    )
  })
})

describe('erasing a person', () => {
  it('takes address and content out of every message, and sends none that waits', async () => {
    const { hear, dispatcher, all, mails, ...deps } = createNotificationsApp()
    await hear(OrderShipped, order)
    await dispatcher.sendDue()
    await hear(OrderDelivered, order)
    const erase = eraseMessages(deps)
    await erase('usr_camille')
    await erase('usr_camille')
    await dispatcher.sendDue()
    expect(mails).toHaveLength(1)
    const left = JSON.stringify(await all())
    expect(left).not.toMatch(/camille@example|CMD-1|Lampe/)
    expect((await all()).map(({ data }) => data.status).toSorted()).toEqual(['sent', 'skipped'])
    // told again, as a late or replayed event is
    await hear(OrderShipped, order)
    await dispatcher.sendDue()
    expect(mails).toHaveLength(1)
  })
})
