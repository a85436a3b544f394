import { AccountMessageRequested } from '@comptoir/contracts/accounts/events'
import { CreditNoteIssued, InvoicePdfReady } from '@comptoir/contracts/billing/events'
import { CartAbandoned } from '@comptoir/contracts/carts/events'
import type { EventDefinition } from '@comptoir/contracts/event'
import {
  StockAlertRaised,
  StockWishConfirmationRequested,
  StockWishFulfilled,
} from '@comptoir/contracts/inventory/events'
import * as orders from '@comptoir/contracts/orders/events'
import {
  PaymentFailed,
  PaymentRequiresAction,
  RefundSucceeded,
} from '@comptoir/contracts/payments/events'
import { subscriptions } from '@comptoir/contracts/subscriptions'
import { ConversationMailRequested } from '@comptoir/contracts/support/events'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { createNotificationsApp } from '../test/notifications-app.ts'
import { aConfirmedOrder, anEditedOrder } from '../test/sample-orders.ts'

const money = { amount: 4999, currency: 'EUR' }
const order = { orderId: 'ord_1', number: 'CMD-1', userId: 'usr_camille', cartId: 'crt_1' }
const goods = { sku: 'LAMP', title: { fr: 'Lampe' }, quantity: 1, reason: 'damaged' }
const aReturn = {
  ...{ returnId: 'ret_1_1', orderId: 'ord_1', number: 'CMD-1', userId: 'usr_camille' },
  ...{ kind: 'return', lines: [goods] },
}
const payment = { orderId: 'ord_1', paymentIntentId: 'pi_1', amount: money, attempt: 1 }
const paper = { orderId: 'ord_1', invoiceId: 'inv_1', total: money, number: 'FA-2026-000001' }
const at = '2026-12-05T10:00:00.000Z'
const aTransfer = {
  ...{ ...order, locale: 'fr', total: money, dueAt: at, reference: 'CMD-1' },
  account: { holder: 'Comptoir', iban: 'FR76 3000', bic: 'AGRIFRPP' },
}
const aLink = { ...order, linkId: 'pl_1', locale: 'fr', expiresAt: at, total: money }

/** What subjects say that are not about an order. */
const abouts: [string, RegExp][] = [
  [AccountMessageRequested.type, /mot de passe/],
  [StockWishConfirmationRequested.type, /Lampe/],
  [StockWishFulfilled.type, /Lampe/],
]

const wish = { wishId: 'wsh_1', sku: 'LAMP' }

const facts: [EventDefinition, object, string][] = [
  [orders.OrderConfirmed, aConfirmedOrder, 'order_confirmed'],
  [orders.OrderRejected, { ...order, reason: 'out_of_stock' }, 'order_rejected'],
  [orders.OrderExpired, order, 'order_expired'],
  [orders.OrderCancelled, { ...order, reason: 'changed my mind' }, 'order_cancelled'],
  [orders.OrderPartiallyShipped, order, 'order_partially_shipped'],
  [orders.OrderShipped, order, 'order_shipped'],
  [orders.OrderDelivered, order, 'order_delivered'],
  [orders.OrderEdited, anEditedOrder, 'order_edited'],
  [
    orders.OrderLinkRequested,
    { ...order, linkId: 'lnk_1', locale: 'fr', expiresAt: at },
    'order_link',
  ],
  [orders.PaymentLinkCreated, aLink, 'payment_link'],
  [orders.TransferAwaited, aTransfer, 'transfer_awaited'],
  [orders.ReturnRequested, aReturn, 'return_requested'],
  [orders.ReturnApproved, { ...aReturn, dueAt: at }, 'return_approved'],
  [orders.ReturnReceived, aReturn, 'return_received'],
  [orders.ReturnRefunded, { ...aReturn, amount: money }, 'return_refunded'],
  [orders.ReturnClosed, { ...aReturn, outcome: 'refused', reason: 'worn' }, 'return_closed'],
  [
    orders.WithdrawalConfirmed,
    {
      ...{ withdrawalId: 'wdr_1', status: 'confirmed', name: 'Camille', orderNumber: 'CMD-1' },
      ...{ email: 'camille@example.com', locale: 'fr', declaredAt: at, confirmedAt: at },
    },
    'withdrawal_receipt',
  ],
  [PaymentFailed, { ...payment, failureCode: 'card_declined' }, 'payment_failed'],
  [
    PaymentRequiresAction,
    { ...payment, attempt: 2, actionUrl: 'https://b.example' },
    'payment_action_required',
  ],
  [RefundSucceeded, { ...payment, refundId: 'rf_1_p1', reason: 'lost' }, 'refund'],
  [InvoicePdfReady, { ...paper, sha256: 'x' }, 'invoice'],
  [CreditNoteIssued, { ...paper, creditNoteId: 'cn_1' }, 'credit_note'],
  [
    AccountMessageRequested,
    {
      ...{ messageId: 'msg_1', kind: 'reset_password', locale: 'fr' },
      ...{ userId: 'usr_camille', expiresAt: at },
    },
    'reset_password',
  ],
  [StockWishConfirmationRequested, wish, 'stock_wish_confirmation'],
  [StockWishFulfilled, wish, 'back_in_stock'],
  [
    ConversationMailRequested,
    { conversationId: 'cnv_1', mailId: 'answers-2', kind: 'conversation_answer', at },
    'conversation_answer',
  ],
]

/** What the subject of a mail says that is not about an order. */
const otherSubjects = new Map<EventDefinition, RegExp>([
  [AccountMessageRequested, /mot de passe/],
  [ConversationMailRequested, /Mon colis/],
])

it('handles each kind of event that the service subscribes to', () => {
  const { subscribers } = createNotificationsApp()
  const handled = subscribers.map(({ definition }) => definition.type)
  const listed = subscriptions.notifications?.map(({ type }) => type) ?? []
  // the host adds the handlers that erase, and show what is to go
  const erasing = listed.filter((type) => /user-deleted|personal-data/.test(type))
  expect(new Set([...handled, ...erasing])).toEqual(new Set(listed))
  // alerts are for staff, a reminder needs a consent, an attached order is no mail: their own tests are beside them
  const others: string[] = [StockAlertRaised.type, CartAbandoned.type, orders.OrderAttached.type]
  const mandatory = handled.filter((type) => !others.includes(type))
  expect(facts.map(([{ type }]) => type).toSorted()).toEqual(mandatory.toSorted())
})

describe('what happens becomes a mail', () => {
  it.each(facts)('$name', async (definition, data, template) => {
    const { hear, dispatcher, mails, all, store } = createNotificationsApp()
    await hear(definition, data)
    await hear(definition, data)
    const [message, ...others] = await all()
    expect(others).toEqual([])
    expect(message?.data).toMatchObject({
      template,
      channel: 'email',
      address: 'camille@example.com',
    })
    store.clock.nowMs += 300_000
    const isToPay = /^(payment|transfer)/.test(template)
    await dispatcher.sendDue()
    // the order of the twin is paid: nothing is left to be paid
    expect(mails).toHaveLength(isToPay ? 0 : 1)
    const about = abouts.find(([type]) => type === definition.type)?.[1] ?? /CMD-1/
    for (const { subject } of mails) expect(subject).toMatch(otherSubjects.get(definition) ?? about)
  })

  it('one of each, in whatever order and however often they come', async () => {
    const anyFact = fc.constantFrom(...facts)
    await fc.assert(
      fc.asyncProperty(fc.array(anyFact, { maxLength: 40 }), async (told) => {
        const { hear, dispatcher, mails, all } = createNotificationsApp()
        for (const [definition, data, template] of told) {
          await hear(definition, data)
          if (template.startsWith('order')) await dispatcher.sendDue()
        }
        await dispatcher.sendDue()
        expect((await all()).length).toBe(new Set(told).size)
        const ids = mails.map(({ messageId }) => messageId)
        expect(new Set(ids).size).toBe(ids.length)
      }),
      { numRuns: 30 },
    )
  })

  it('in the language of the order, to where the order says now', async () => {
    const { hear, dispatcher, mails, others } = createNotificationsApp()
    if (others.contact)
      others.contact = { ...others.contact, locale: 'en', email: 'c@other.example' }
    await hear(orders.OrderShipped, order)
    await dispatcher.sendDue()
    expect(mails).toMatchObject([{ to: 'c@other.example', subject: 'Order CMD-1 shipped' }])
  })

  it('for each attempt to pay that failed, while the order still waits for it', async () => {
    const { hear, dispatcher, mails, others, store } = createNotificationsApp()
    if (others.contact) others.contact = { ...others.contact, status: 'awaiting_payment' }
    await hear(PaymentFailed, { ...payment, failureCode: 'card_declined' })
    await dispatcher.sendDue()
    expect(mails).toEqual([])
    store.clock.nowMs += 300_000
    await dispatcher.sendDue()
    expect(mails).toHaveLength(1)
    await hear(PaymentFailed, { ...payment, attempt: 2, failureCode: 'card_declined' })
    store.clock.nowMs += 300_000
    await dispatcher.sendDue()
    expect(mails).toHaveLength(2)
  })

  it('for each link to a payment, made as it is sent, while the order still waits for it', async () => {
    const { hear, dispatcher, mails, others, all } = createNotificationsApp()
    if (others.contact) others.contact = { ...others.contact, status: 'awaiting_payment' }
    await hear(orders.PaymentLinkCreated, aLink)
    await hear(orders.PaymentLinkCreated, { ...aLink, linkId: 'pl_2' })
    await dispatcher.sendDue()
    expect(mails).toHaveLength(2)
    expect(mails[0]?.text).toContain('https://shop.example/fr/pay#link=ord_1.secret')
    expect(mails[0]?.text).toMatch(/49,99\s€.*5 décembre 2026/)
    expect(JSON.stringify(await all())).not.toContain('secret')
    others.link = undefined
    await hear(orders.PaymentLinkCreated, { ...aLink, linkId: 'pl_3' })
    await dispatcher.sendDue()
    expect(mails).toHaveLength(2)
  })

  it('for what an exchange costs more, though its order is paid', async () => {
    const { hear, dispatcher, mails } = createNotificationsApp()
    await hear(orders.PaymentLinkCreated, { ...aLink, linkId: 'pl_x1', returnId: 'ret_1_1' })
    await dispatcher.sendDue()
    expect(mails[0]?.subject).toMatch(/^Commande CMD-1.*complément pour votre échange$/)
    expect(mails[0]?.text).toContain('/fr/pay#link=ord_1.secret')
  })

  it('for a transfer that is awaited, with account, reference, amount and day', async () => {
    const { hear, dispatcher, mails, others } = createNotificationsApp()
    if (others.contact)
      others.contact = { ...others.contact, status: 'awaiting_payment', locale: 'en' }
    await hear(orders.TransferAwaited, aTransfer)
    await dispatcher.sendDue()
    for (const what of [/€49\.99 before 5 December 2026/, /Comptoir/, /FR76 3000/, /give: CMD-1/])
      expect(mails[0]?.text).toMatch(what)
  })

  it('for each parcel that leaves before the last one', async () => {
    const { hear, all } = createNotificationsApp()
    await hear(orders.OrderPartiallyShipped, order, 7)
    await hear(orders.OrderPartiallyShipped, order, 7)
    await hear(orders.OrderPartiallyShipped, order, 9)
    expect(await all()).toHaveLength(2)
  })

  it.each([
    [
      'of a payment of an edit, which the order follows',
      PaymentFailed,
      { ...payment, purpose: 'edit1', failureCode: 'x' },
    ],
    [
      'of the refund of a return, which the return tells',
      RefundSucceeded,
      { ...payment, refundId: 'rf_1_r1', reason: 'r' },
    ],
    [
      'of the refund of a return after one that failed',
      RefundSucceeded,
      { ...payment, refundId: 'rf_1_r1t2', reason: 'r' },
    ],
    [
      'of a return that ended with its money back',
      orders.ReturnClosed,
      { ...aReturn, outcome: 'closed' },
    ],
  ])('but says nothing %s', async (_name, definition, data) => {
    const { hear, all } = createNotificationsApp()
    await hear(definition, data)
    expect(await all()).toEqual([])
  })

  it('but writes to nobody who was erased', async () => {
    const { hear, all, others } = createNotificationsApp()
    if (others.contact)
      others.contact = { ...others.contact, email: 'usr_camille@anonymised.invalid' }
    await hear(orders.OrderShipped, order)
    expect(await all()).toEqual([])
  })
})
