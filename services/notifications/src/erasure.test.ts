import { emailKeyOf } from '@comptoir/contracts/email'
import {
  OrderAttached,
  OrderConfirmed,
  OrderDelivered,
  OrderShipped,
} from '@comptoir/contracts/orders/events'
import { ConversationMailRequested } from '@comptoir/contracts/support/events'
import { appTokenHeaders } from '@comptoir/service/test/tokens'
import { describe, expect, it } from 'vitest'
import {
  aConversationMail,
  appToken,
  contact,
  createNotificationsApp,
  staff,
} from '../test/notifications-app.ts'
import { aConfirmedOrder } from '../test/sample-orders.ts'
import { eraseMessages } from './erasure.ts'
import { notificationIdOf } from './notification/notification-id.ts'

const email = 'camille@example.com'
const order = { orderId: 'ord_1', number: 'CMD-1', userId: 'usr_camille', cartId: 'crt_1' }
const asked = {
  ...{ conversationId: 'cnv_1', mailId: 'answers-2', kind: 'conversation_answer' },
  at: '2026-11-21T10:00:00.000Z',
}

/** A guest's answer of support and order, and an order of an account; what was told last waits. */
async function written() {
  const app = createNotificationsApp()
  const { hear, dispatcher, others, call, every } = app
  const toOrderOf = async (userId: string, orderId: string) => {
    others.contact = { ...contact, userId, orderId }
    await hear(OrderShipped, { ...order, userId, orderId })
  }
  await hear(ConversationMailRequested, asked)
  await toOrderOf('gst_2', 'ord_2')
  await dispatcher.sendDue()
  others.conversationMail = { ...aConversationMail, mailId: 'answers-4' }
  await hear(ConversationMailRequested, { ...asked, mailId: 'answers-4' })
  await toOrderOf('usr_camille', 'ord_1')
  const eraseEmail = (caller = 'orders') =>
    call(
      `PUT /internal/guest-messages/${emailKeyOf(email)}/erasure`,
      appTokenHeaders(appToken, caller as 'orders'),
    )
  const naming = async () =>
    (await every())
      .filter(({ data }) => JSON.stringify(data).includes(email))
      .map(({ data }) => data.userId)
  return { ...app, eraseEmail, naming }
}

describe('an email that is erased without an account', () => {
  it('is in no message any more, sent or not, but in those to an account', async () => {
    const { eraseEmail, naming, every, dispatcher, mails } = await written()
    expect((await eraseEmail()).status).toBe(204)
    expect((await eraseEmail()).status).toBe(204)
    expect(new Set(await naming())).toEqual(new Set(['usr_camille']))
    const gone = (await every()).filter(({ data }) => data.userId === 'erased')
    expect(gone.map(({ data }) => data.status).toSorted()).toEqual(['sent', 'skipped'])
    expect(JSON.stringify(gone)).not.toContain(emailKeyOf(email))
    const before = mails.length
    await dispatcher.sendDue()
    expect(mails.slice(before).map(({ subject }) => subject)).toEqual(['Commande CMD-1 expédiée'])
  })

  it('is told nothing again by an event that comes twice', async () => {
    const { eraseEmail, hear, dispatcher, mails } = await written()
    await dispatcher.sendDue()
    await eraseEmail()
    const before = mails.length
    await hear(ConversationMailRequested, asked)
    await dispatcher.sendDue()
    expect(mails).toHaveLength(before)
  })

  it('is erased for orders alone', async () => {
    const { eraseEmail, call, naming } = await written()
    expect((await eraseEmail('carts')).status).toBe(403)
    const path = `PUT /internal/guest-messages/${emailKeyOf(email)}/erasure`
    expect((await call(path, staff)).status).toBeGreaterThanOrEqual(400)
    expect(await naming()).toContain('gst_2')
  })
})

describe('an order of a guest that an account took', () => {
  const attached = { ...order, orderId: 'ord_2', userId: 'usr_other', guestId: 'gst_2' }

  it('has its mails go to the address that its buyer gave, and its messages belong to the account', async () => {
    const { hear, others, dispatcher, mails, every } = await written()
    await hear(OrderAttached, attached)
    await hear(OrderAttached, attached)
    others.contact = { ...contact, orderId: 'ord_2', userId: 'usr_other', guestId: 'gst_2' }
    const before = mails.length
    await hear(OrderDelivered, { ...order, orderId: 'ord_2', userId: 'usr_other' })
    await dispatcher.sendDue()
    expect(new Set(mails.slice(before).map(({ to }) => to))).toEqual(new Set([email]))
    const owners = (await every())
      .filter(({ data }) => data.orderId === 'ord_2')
      .map(({ data }) => data.userId)
    expect(new Set(owners)).toEqual(new Set(['usr_other']))
  })

  it('is told of once, though an event of before comes again after it', async () => {
    const { hear, dispatcher, mails, others } = await written()
    await dispatcher.sendDue()
    await hear(OrderAttached, attached)
    const taken = { orderId: 'ord_2', userId: 'usr_other', guestId: 'gst_2' }
    others.contact = { ...contact, ...taken }
    const before = mails.length
    await hear(OrderShipped, { ...order, userId: 'gst_2', orderId: 'ord_2' })
    await dispatcher.sendDue()
    expect(mails).toHaveLength(before)
  })

  it('owns what is stored for its guest after the account took it', async () => {
    const { hear, others, every } = await written()
    await hear(OrderAttached, attached)
    const { orderId, userId, guestId } = attached
    others.contact = { ...contact, orderId, userId, guestId }
    await hear(OrderConfirmed, { ...aConfirmedOrder, orderId, userId: guestId })
    const owners = (await every())
      .filter(({ data }) => data.orderId === orderId)
      .map(({ data }) => data.userId)
    expect(new Set(owners)).toEqual(new Set([userId]))
  })

  it('is told of once, though a version of before told its account', async () => {
    const { hear, dispatcher, mails, others, notifications } = await written()
    await dispatcher.sendDue()
    await hear(OrderAttached, attached)
    const fact = 'order_delivered/ord_2'
    const { userId, orderId } = attached
    const told = { fact, template: 'order_delivered', channel: 'email' } as const
    await notifications.create(notificationIdOf({ ...told, recipient: userId }), {
      ...{ ...told, userId, orderId, address: email, locale: 'fr', data: { number: 'CMD-1' } },
      ...{ status: 'sent', attempts: 1, sends: 1, createdAt: asked.at, sentAt: asked.at },
    })
    others.contact = { ...contact, orderId, userId, guestId: 'gst_2' }
    const before = mails.length
    await hear(OrderDelivered, { ...order, orderId, userId })
    await dispatcher.sendDue()
    expect(mails).toHaveLength(before)
  })

  it('is erased with that account, whatever email it has', async () => {
    const { hear, naming, ...deps } = await written()
    await hear(OrderAttached, attached)
    await eraseMessages(deps)('usr_other')
    expect(await naming()).not.toContain('gst_2')
    expect(await naming()).not.toContain('usr_other')
  })
})

describe('a deleted account', () => {
  it('takes along what was written to it as a guest, if it proved its email', async () => {
    const { others, naming, ...deps } = await written()
    await eraseMessages(deps)('usr_camille')
    expect(new Set(await naming())).toEqual(new Set(['gst_2']))
    others.ownEmailKey = emailKeyOf(email)
    await eraseMessages(deps)('usr_camille')
    expect(await naming()).toEqual([])
  })
})
