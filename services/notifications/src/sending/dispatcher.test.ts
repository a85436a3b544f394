import { AccountMessageRequested } from '@comptoir/contracts/accounts/events'
import { InvoicePdfReady } from '@comptoir/contracts/billing/events'
import { OrderLinkRequested, OrderShipped } from '@comptoir/contracts/orders/events'
import { ConversationMailRequested } from '@comptoir/contracts/support/events'
import { silentLog } from '@comptoir/service/test/silent-log'
import { describe, expect, it } from 'vitest'
import { aConversationMail, aReach, createNotificationsApp } from '../../test/notifications-app.ts'
import { claim } from '../notification/notification.ts'
import { createDispatcher } from './dispatcher.ts'
import { SendError } from './send-error.ts'

const order = { orderId: 'ord_1', number: 'CMD-1', userId: 'usr_camille', cartId: 'crt_1' }

async function withOne() {
  const twin = createNotificationsApp()
  await twin.hear(OrderShipped, order)
  const one = async () => {
    const [message] = await twin.all()
    if (!message) throw new Error('no message')
    return message
  }
  const fails = (error: Error) => twin.failures.push(() => Promise.reject(error))
  return { ...twin, one, fails }
}

describe('sending', () => {
  it('hands a mail over once, with an id that follows from the message', async () => {
    const { dispatcher, mails, one } = await withOne()
    await dispatcher.sendDue()
    await dispatcher.sendDue()
    const { id, data } = await one()
    expect(mails).toMatchObject([
      { to: 'camille@example.com', messageId: `<${id}.1@shop.example>` },
    ])
    expect(data).toMatchObject({ status: 'sent', attempts: 1 })
  })

  it('tries again later what the server does not take now, as the same mail', async () => {
    const { dispatcher, mails, one, fails, store } = await withOne()
    fails(new SendError('451 later', { permanent: false }))
    fails(new Error('connect ECONNREFUSED'))
    await dispatcher.sendDue()
    expect((await one()).data).toMatchObject({ status: 'queued', reason: '451 later', attempts: 1 })
    await dispatcher.sendDue()
    expect(mails).toEqual([])
    store.clock.nowMs += 30_000
    await dispatcher.sendDue()
    store.clock.nowMs += 120_000
    await dispatcher.sendDue()
    expect(mails).toHaveLength(1)
    expect((await one()).data).toMatchObject({ status: 'sent', attempts: 3 })
  })

  it('tells that a mail did not reach anyone', async () => {
    const { dispatcher, one, fails, store } = await withOne()
    fails(new SendError('550 no such mailbox', { permanent: true }))
    await dispatcher.sendDue()
    expect((await one()).data).toMatchObject({ status: 'bounced', reason: '550 no such mailbox' })
    expect(store.published.map(({ type, data }) => [type, data])).toEqual([
      [
        'comptoir.notifications.notification-failed.v1',
        expect.objectContaining({ outcome: 'bounced', orderId: 'ord_1' }),
      ],
    ])
  })

  it('tells why without the address, which servers repeat', async () => {
    const { dispatcher, one, fails, store } = await withOne()
    const said = '550 5.1.1 <camille@example.com>: no such mailbox'
    fails(new SendError(said, { permanent: true }))
    await dispatcher.sendDue()
    const reason = '550 5.1.1 <[address]>: no such mailbox'
    expect((await one()).data).toMatchObject({ status: 'bounced', reason })
    expect(store.published.at(-1)?.data).toMatchObject({ reason })
    expect(JSON.stringify(store.published)).not.toContain('camille@example.com')
  })

  it('goes on where a process was killed between the mail and its note: the same mail again', async () => {
    const { notifications, clock, store, dispatcher, mails, one } = await withOne()
    const { id } = await one()
    // killed: claimed, and nothing after it
    await notifications.update(id, (message) => {
      const next = claim(message, { by: 'killed', now: clock(), claimMs: 120_000 })
      return next && { next }
    })
    await dispatcher.sendDue()
    expect(mails).toEqual([])
    store.clock.nowMs += 120_000
    await dispatcher.sendDue()
    expect(mails).toMatchObject([{ messageId: `<${id}.1@shop.example>` }])
  })

  it('is done by one of many replicas', async () => {
    const { notifications, clock, mails, hear } = await withOne()
    for (let n = 0; n < 20; n++)
      await hear(InvoicePdfReady, {
        ...{ orderId: 'ord_1', invoiceId: `inv_${n}`, number: `FA-${n}`, sha256: 'x' },
        total: { amount: 1, currency: 'EUR' },
      })
    const deliver = async (id: string) => {
      await new Promise((resolve) => setTimeout(resolve, 1))
      mails.push({ messageId: id, to: '', subject: '', html: '', text: '', files: [] })
      return {}
    }
    const log = silentLog()
    const replicas = [1, 2, 3].map(() =>
      createDispatcher({ notifications, deliver, clock, log, claimMs: 120_000 }),
    )
    await Promise.all(replicas.map(({ sendDue }) => sendDue()))
    expect(mails).toHaveLength(21)
    expect(new Set(mails.map(({ messageId }) => messageId)).size).toBe(21)
  })

  it('takes up nothing more when its process stops, though a message that came woke it, and waits for what is on its way', async () => {
    const { notifications, clock, hear } = await withOne()
    for (let n = 0; n < 20; n++)
      await hear(InvoicePdfReady, {
        ...{ orderId: 'ord_1', invoiceId: `inv_${n}`, number: `FA-${n}`, sha256: 'x' },
        total: { amount: 1, currency: 'EUR' },
      })
    const { promise: answered, resolve: answer } = Promise.withResolvers<void>()
    const begun: string[] = []
    const deliver = async (id: string) => {
      begun.push(id)
      await answered
      return {}
    }
    const options = { notifications, deliver, clock, log: silentLog(), claimMs: 120_000 }
    const dispatcher = createDispatcher(options)
    dispatcher.wake()
    const stop = dispatcher.start(60_000)
    await expect.poll(() => begun.length).toBe(10)
    let isStopped = false
    const stopped = stop().then(() => {
      isStopped = true
    })
    await new Promise((resolve) => setTimeout(resolve, 5))
    expect(isStopped).toBe(false)
    answer()
    await stopped
    expect(begun).toHaveLength(10)
    const sent = await notifications.ids('due', 'all', { max: clock().getTime() })
    expect(sent).toHaveLength(11)
  })

  it('attaches papers, and waits for one that is not there yet', async () => {
    const { hear, dispatcher, mails, others, store } = createNotificationsApp()
    const { file } = others
    others.file = undefined
    await hear(InvoicePdfReady, {
      ...{ orderId: 'ord_1', invoiceId: 'inv_1', number: 'FA-1', sha256: 'x' },
      total: { amount: 1, currency: 'EUR' },
    })
    await dispatcher.sendDue()
    expect(mails).toEqual([])
    others.file = file
    store.clock.nowMs += 30_000
    await dispatcher.sendDue()
    expect(mails[0]?.files).toMatchObject([{ name: 'paper.pdf', content: Buffer.from('%PDF') }])
  })

  it('makes a link when it is sent, and keeps none', async () => {
    const { hear, dispatcher, mails, all } = createNotificationsApp()
    const expiresAt = '2026-11-21T10:30:00.000Z'
    await hear(OrderLinkRequested, { ...order, linkId: 'lnk_1', locale: 'fr', expiresAt })
    await dispatcher.sendDue()
    expect(mails[0]?.text).toContain('https://shop.example/fr/track#link=ord_1.secret')
    expect(JSON.stringify(await all())).not.toContain('secret')
  })

  it('asks accounts for a token when it is sent, keeps none, and sends nothing once it is over', async () => {
    const { hear, dispatcher, mails, all, others } = createNotificationsApp()
    const told = { messageId: 'msg_1', kind: 'reset_password', locale: 'fr' }
    const asked = { ...told, userId: 'usr_camille', expiresAt: '2026-11-21T10:30:00.000Z' }
    await hear(AccountMessageRequested, asked)
    await hear(AccountMessageRequested, { ...asked, messageId: 'msg_2' })
    await dispatcher.sendDue()
    const link = 'https://shop.example/fr/account/reset-password#token=usr_camille.secret'
    expect(mails.map(({ text }) => text.includes(link))).toEqual([true, true])
    expect(JSON.stringify(await all())).not.toContain('secret')
    await hear(AccountMessageRequested, { ...asked, messageId: 'msg_3' })
    others.accountMessage = undefined
    await dispatcher.sendDue()
    expect(mails).toHaveLength(2)
    await hear(AccountMessageRequested, { ...asked, messageId: 'msg_4' })
    const states = (await all()).map(({ data }) => data.status)
    expect(states.toSorted()).toEqual(['sent', 'sent', 'skipped'])
  })

  it('asks support for what was said when it is sent, keeps none, and sends nothing that was read', async () => {
    const { hear, dispatcher, mails, all, others } = createNotificationsApp()
    const told = {
      conversationId: 'cnv_1',
      kind: 'conversation_answer',
      at: '2026-11-21T10:00:00.000Z',
    }
    await hear(ConversationMailRequested, { ...told, mailId: 'answers-2' })
    await dispatcher.sendDue()
    expect(mails[0]?.text).toContain('Il est parti <hier>.')
    expect(mails[0]?.text).toContain('https://shop.example/fr/support/cnv_1#token=cnv_1.signed')
    expect(mails[0]?.html).not.toContain('<hier>')
    expect(JSON.stringify(await all())).not.toMatch(/signed|hier/)
    await hear(ConversationMailRequested, { ...told, mailId: 'answers-5' })
    others.conversationMail = undefined
    await dispatcher.sendDue()
    expect(mails).toHaveLength(1)
  })

  it.each([
    ['fr', undefined, 'Voici la conversation que vous avez demandée', 'veuillez nous en excuser'],
    ['fr', true, 'veuillez nous en excuser', 'que vous avez demandée'],
    ['en', undefined, 'Here is the conversation that you asked for', 'please excuse us'],
    ['en', true, 'please excuse us', 'that you asked for'],
  ] as const)(
    'sends a transcript in %s that says why it comes (unanswered: %s)',
    async (locale, unanswered, says, not) => {
      const { hear, dispatcher, mails, others } = createNotificationsApp()
      const kind = 'conversation_transcript'
      others.conversationMail = { ...aConversationMail, kind, locale, unanswered }
      const at = '2026-11-21T10:00:00.000Z'
      await hear(ConversationMailRequested, {
        conversationId: 'cnv_1',
        mailId: 'answers-2',
        kind,
        at,
      })
      await dispatcher.sendDue()
      expect(mails[0]?.text).toContain(says)
      expect(mails[0]?.text).not.toContain(not)
      expect(mails[0]?.text).toContain('Il est parti <hier>.')
    },
  )

  it('writes to the account of a customer, as accounts says now, and to no guest without an email', async () => {
    const { hear, dispatcher, mails, others } = createNotificationsApp()
    const { email: _email, token: _token, ...mail } = aConversationMail
    const told = {
      conversationId: 'cnv_1',
      kind: 'conversation_answer',
      at: '2026-11-21T10:00:00.000Z',
    }
    others.reach = { ...aReach, email: 'new@example.com' }
    others.conversationMail = { ...mail, customerId: 'usr_camille' }
    await hear(ConversationMailRequested, { ...told, mailId: 'answers-2' })
    others.conversationMail = mail
    await hear(ConversationMailRequested, { ...told, mailId: 'answers-3' })
    await dispatcher.sendDue()
    expect(mails.map(({ to }) => to)).toEqual(['new@example.com'])
  })

  it('sends no link that is not asked for any more', async () => {
    const { hear, dispatcher, mails, others, all } = createNotificationsApp()
    const expiresAt = '2026-11-21T10:30:00.000Z'
    await hear(OrderLinkRequested, { ...order, linkId: 'lnk_1', locale: 'fr', expiresAt })
    others.link = undefined
    await dispatcher.sendDue()
    expect(mails).toEqual([])
    expect((await all())[0]?.data).toMatchObject({ status: 'skipped' })
  })
})
