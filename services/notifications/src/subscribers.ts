import { AccountMessageRequested } from '@comptoir/contracts/accounts/events'
import { CreditNoteIssued, InvoicePdfReady } from '@comptoir/contracts/billing/events'
import { CartAbandoned } from '@comptoir/contracts/carts/events'
import {
  StockAlertRaised,
  StockWishConfirmationRequested,
  StockWishFulfilled,
} from '@comptoir/contracts/inventory/events'
import * as orders from '@comptoir/contracts/orders/events'
import type { OrderContact } from '@comptoir/contracts/orders/internal-routes'
import { readOrderContact } from '@comptoir/contracts/orders/internal-routes'
import {
  PaymentFailed,
  PaymentRequiresAction,
  RefundSucceeded,
} from '@comptoir/contracts/payments/events'
import { ConversationMailRequested } from '@comptoir/contracts/support/events'
import { on, type Subscriber } from '@comptoir/dapr/events/subscriptions'
import type { Client } from '@comptoir/dapr/sidecar/invoke'
import { accountMessageOf, messagesOfAccount } from './facts/account-facts.ts'
import { messagesOfCart } from './facts/cart-facts.ts'
import { conversationMailOf, messagesOfConversation } from './facts/conversation-facts.ts'
import {
  messagesOfConfirmed,
  messagesOfEdited,
  messagesOfFeedback,
  messagesOfStatus,
} from './facts/order-facts.ts'
import {
  messagesOfCreditNote,
  messagesOfInvoice,
  messagesOfPaymentLink,
  messagesOfRefund,
  messagesOfTransfer,
  messagesOfTrouble,
} from './facts/payment-facts.ts'
import {
  messagesOfLink,
  messagesOfReturn,
  messagesOfReturnClosed,
  messagesOfWithdrawal,
} from './facts/return-facts.ts'
import { messagesOfStockAlert, type StockRecipient } from './facts/stock-alert-facts.ts'
import { messagesOfWish } from './facts/stock-facts.ts'
import { moveMessages } from './notification/attached-order.ts'
import type { NewMessage } from './notification/notification.ts'
import type { Notifications } from './notification/notification-store.ts'
import type { Outbox } from './notification/outbox.ts'

export type SubscriberDeps = {
  readonly outbox: Outbox
  readonly notifications: Notifications
  readonly orders: Client
  readonly accounts: Client
  readonly inventory: Client
  readonly catalog: Client
  readonly support: Client
  readonly clock: () => Date
  readonly stockRecipient: () => StockRecipient
  /** How long messages are kept at least. */
  readonly keptMs: number
  /** How long a payment that failed may be mended before a mail reminds of it. */
  readonly reminderMs: number
}

/**
 * What happened becomes messages. A handler may run twice and out of order: a message has an id that follows from the fact. Whom a
 * message goes to is asked of orders when the event does not say: after an edit, or once an account took the order, it is another.
 */
export function createSubscribers(deps: SubscriberDeps): Subscriber[] {
  return subscribersOf(deps).map((subscriber) => unlessForgotten(deps, subscriber))
}

/** The message of a fact as old as messages are kept may be removed: heard again, as when a log is replayed, it is not told again. */
const unlessForgotten = (
  { clock, keptMs }: SubscriberDeps,
  { definition, handle }: Subscriber,
): Subscriber => ({
  definition,
  handle: async (data, meta) => {
    if (Date.parse(meta.time) > clock().getTime() - keptMs) await handle(data, meta)
  },
})

function subscribersOf(deps: SubscriberDeps): Subscriber[] {
  const { outbox } = deps
  const about = contactReader(deps)
  return [
    on(orders.OrderConfirmed, (order) => outbox.queue(messagesOfConfirmed(order))),
    on(orders.OrderRejected, (told) => about(told, (o) => messagesOfStatus('order_rejected', o))),
    on(orders.OrderExpired, (told) => about(told, (o) => messagesOfStatus('order_expired', o))),
    on(orders.OrderCancelled, (told) => about(told, (o) => messagesOfStatus('order_cancelled', o))),
    on(orders.OrderPartiallyShipped, (told, { version: occurrence }) =>
      about(told, (order) => messagesOfStatus('order_partially_shipped', order, { occurrence })),
    ),
    on(orders.OrderShipped, (told) => about(told, (o) => messagesOfStatus('order_shipped', o))),
    on(orders.OrderDelivered, (told) =>
      about(told, (order) => [
        ...messagesOfStatus('order_delivered', order),
        ...messagesOfFeedback(order, deps.clock()),
      ]),
    ),
    on(orders.OrderEdited, (order) => outbox.queue(messagesOfEdited(order))),
    on(orders.OrderLinkRequested, (told) => about(told, (order) => messagesOfLink(told, order))),
    on(orders.OrderAttached, (order) => moveMessages(deps.notifications, order)),
    ...toPaySubscribers(deps),
    ...returnSubscribers(deps),
    ...moneySubscribers(deps),
    on(StockAlertRaised, (told, { version }) =>
      outbox.queue(messagesOfStockAlert(told, version, deps.stockRecipient())),
    ),
    ...stockSubscribers(deps),
    on(CartAbandoned, async (cart) => outbox.queue(await messagesOfCart(deps.accounts, cart))),
    on(AccountMessageRequested, async (asked) => {
      const message = await accountMessageOf(deps.accounts, asked.messageId)
      await outbox.queue(messagesOfAccount(asked, message))
    }),
    on(ConversationMailRequested, async (asked) => {
      const mail = await conversationMailOf(deps.support, asked)
      await outbox.queue(await messagesOfConversation(deps.accounts, mail))
    }),
  ]
}

/** What staff ask to be paid, and what an exchange costs more. */
function toPaySubscribers(deps: SubscriberDeps): Subscriber[] {
  const about = contactReader(deps)
  return [
    on(orders.PaymentLinkCreated, (told) =>
      about(told, (order) => messagesOfPaymentLink(told, order)),
    ),
    on(orders.TransferAwaited, (told) => about(told, (order) => messagesOfTransfer(told, order))),
  ]
}

function returnSubscribers(deps: SubscriberDeps): Subscriber[] {
  const about = contactReader(deps)
  return [
    on(orders.ReturnRequested, (told) =>
      about(told, (order) => messagesOfReturn('return_requested', told, order)),
    ),
    on(orders.ReturnApproved, (told) =>
      about(told, (order) => messagesOfReturn('return_approved', told, order)),
    ),
    on(orders.ReturnReceived, (told) =>
      about(told, (order) => messagesOfReturn('return_received', told, order)),
    ),
    on(orders.ReturnRefunded, (told) =>
      about(told, (order) => messagesOfReturn('return_refunded', told, order)),
    ),
    on(orders.ReturnClosed, (told) => about(told, (order) => messagesOfReturnClosed(told, order))),
    on(orders.WithdrawalConfirmed, (told) => deps.outbox.queue(messagesOfWithdrawal(told))),
  ]
}

function moneySubscribers(deps: SubscriberDeps): Subscriber[] {
  const about = contactReader(deps)
  const later = () => new Date(deps.clock().getTime() + deps.reminderMs).toISOString()
  return [
    on(PaymentFailed, async (told) => {
      if (told.purpose === undefined)
        await about(told, (order) => messagesOfTrouble(told, order, later()))
    }),
    on(PaymentRequiresAction, async (told) => {
      if (told.purpose === undefined)
        await about(told, (order) => messagesOfTrouble(told, order, later()))
    }),
    on(RefundSucceeded, (told) => about(told, (order) => messagesOfRefund(told, order))),
    on(InvoicePdfReady, (told) => about(told, (order) => messagesOfInvoice(told, order))),
    on(CreditNoteIssued, (told) => about(told, (order) => messagesOfCreditNote(told, order))),
  ]
}

function stockSubscribers(deps: SubscriberDeps): Subscriber[] {
  const { outbox } = deps
  return [
    on(StockWishConfirmationRequested, async ({ wishId }, { version: occurrence }) => {
      const template = 'stock_wish_confirmation'
      await outbox.queue(await messagesOfWish(deps, { template, wishId, occurrence }))
    }),
    on(StockWishFulfilled, async ({ wishId }, { version: occurrence }) => {
      await outbox.queue(
        await messagesOfWish(deps, { template: 'back_in_stock', wishId, occurrence }),
      )
    }),
  ]
}

/** Queues what is to be said of an order to whoever it belongs to now. */
function contactReader({ orders: ask, outbox }: SubscriberDeps) {
  return async function about(
    { orderId }: { readonly orderId: string },
    messages: (order: OrderContact) => readonly NewMessage[],
  ): Promise<void> {
    await outbox.queue(messages(await ask(readOrderContact, { params: { orderId } })))
  }
}
