import { isRefundOfSale } from '@comptoir/contracts/admin/vendors/refund-of-sale'
import { isDuePurpose, isEditPurpose } from '@comptoir/contracts/ids'
import * as inventory from '@comptoir/contracts/inventory/events'
import * as orders from '@comptoir/contracts/orders/events'
import * as payments from '@comptoir/contracts/payments/events'
import * as support from '@comptoir/contracts/support/events'
import { type EventMeta, on, type Subscriber } from '@comptoir/dapr/events/subscriptions'
import { addFact, type SalesFact, type Stage } from './sales-facts.ts'
import {
  followItem,
  followLevel,
  itemIdOf,
  type OpenItem,
  type OpenItems,
  type OrderFacts,
} from './sales-store.ts'

export type FollowDeps = {
  readonly orderFacts: OrderFacts
  readonly openItems: OpenItems
  readonly clock: () => Date
}
type OfOrder = { readonly orderId: string }

/** What the dashboard hears. Each event adds facts to the document of its order, once, whenever it comes. */
export function createDashboardSubscribers(deps: FollowDeps): Subscriber[] {
  return [...ofOrders(deps), ...ofPayments(deps), ...ofItems(deps)]
}

function keepFact({ orderFacts, clock }: FollowDeps) {
  return ({ orderId }: OfOrder, fact: SalesFact) =>
    orderFacts.upsert(orderId, (known) => {
      const next = addFact(known, fact, { orderId, now: clock().toISOString() })
      return next && { next }
    })
}

function ofOrders(deps: FollowDeps): Subscriber[] {
  const keep = keepFact(deps)
  const reach = (stage: Stage) => (order: OfOrder) => keep(order, { kind: 'stage', stage })
  return [
    on(orders.OrderConfirmed, (order) => {
      const { totals, currency, confirmedAt: at, shippingLine } = order
      const gross = totals.grandTotal.amount
      const sale = { at, gross, net: gross - totals.vatTotal.amount, currency }
      return keep(order, { kind: 'sale', sale, promisedFor: shippingLine.delivery?.to })
    }),
    on(orders.OrderPartiallyShipped, reach('partially_shipped')),
    on(orders.OrderShipped, reach('shipped')),
    on(orders.OrderDelivered, reach('delivered')),
    on(orders.OrderCancelled, reach('cancelled')),
    on(orders.OrderEdited, async (order, { time: at }) => {
      const { amount: gross } = order.difference
      if (gross !== 0) await keep(order, { kind: 'edit', id: order.editId, at, gross })
    }),
  ]
}

function ofPayments(deps: FollowDeps): Subscriber[] {
  const keep = keepFact(deps)
  type OfRefund = OfOrder & {
    readonly refundId: string
    readonly paymentIntentId: string
    readonly uninvoiced?: boolean | undefined
    readonly amount: { amount: number }
  }
  const refund =
    (kind: 'refunded' | 'refund_failed') =>
    async (one: OfRefund, { time: at }: EventMeta) => {
      // what an edit takes off is told by the edit, and may only lower what is held
      if (isRefundOfSale(one))
        await keep(one, { kind, id: one.refundId, amount: one.amount.amount, at })
    }
  return [
    on(payments.PaymentFailed, (payment, { time: at }) => {
      const id = `${payment.paymentIntentId}:${payment.attempt}`
      return keep(payment, { kind: 'refusal', id, at })
    }),
    on(payments.PaymentCancelled, async (payment, { time: at }) => {
      const { purpose, paymentIntentId: id } = payment
      // other further payments add nothing that could be taken off
      if (purpose === undefined || isEditPurpose(purpose))
        await keep(payment, { kind: 'void', id, at })
    }),
    on(payments.PaymentSucceeded, async (payment, { time: at }) => {
      const { purpose, paymentIntentId: id, amount } = payment
      // what else is paid is told by its order, as confirmed or edited
      if (purpose !== undefined && isDuePurpose(purpose))
        await keep(payment, { kind: 'due', id, at, gross: amount.amount })
    }),
    on(payments.RefundSucceeded, refund('refunded')),
    on(payments.RefundFailed, refund('refund_failed')),
  ]
}

function ofItems({ openItems }: FollowDeps): Subscriber[] {
  const follow = (item: OpenItem) =>
    openItems.upsert(itemIdOf(item), (known) => followItem(known, item))
  const notice = createLevelNotice(openItems)
  const skuOf = (id: string, isOpen: boolean, { version, time: at }: EventMeta): OpenItem => ({
    ...{ kind: 'sku', id, isOpen, version, at },
  })
  const chat =
    (isOpen: boolean) =>
    ({ conversationId: id, at }: { conversationId: string; at: string }, { version }: EventMeta) =>
      follow({ kind: 'chat', id, isOpen, version, at })
  return [
    on(inventory.StockAlertRaised, ({ sku, kind, level }, meta) => {
      const isLow = level ? level !== 'ok' : kind !== 'back_in_stock'
      return follow(skuOf(sku, isLow, meta))
    }),
    on(inventory.StockAlertCleared, ({ sku }, meta) => follow(skuOf(sku, false, meta))),
    on(inventory.StockLevelChanged, async ({ sku, level }, meta) => {
      if (level) await notice(skuOf(sku, level !== 'ok', meta))
    }),
    on(support.ConversationOpened, chat(true)),
    on(support.ConversationClosed, chat(false)),
  ]
}

const mostNoticed = 100_000

/**
 * Takes in what a change of stock says of its level. Most say nothing new: what a SKU was found to be is remembered, which spares a
 * reading for each. That may be old: whoever goes from well to low, or back, is told by an alert besides, which is always taken in.
 */
function createLevelNotice(openItems: OpenItems) {
  const found = new Map<string, boolean>()
  return async (item: OpenItem): Promise<void> => {
    const id = itemIdOf(item)
    if (found.get(id) === item.isOpen) return
    if (followLevel((await openItems.get(id))?.data, item))
      await openItems.upsert(id, (known) => followLevel(known, item))
    if (found.size >= mostNoticed) found.clear()
    found.set(id, item.isOpen)
  }
}
