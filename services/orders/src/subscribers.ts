import {
  CreditNoteIssued,
  InvoiceFinalised,
  InvoicePdfReady,
} from '@comptoir/contracts/billing/events'
import { StockCommitted } from '@comptoir/contracts/inventory/events'
import {
  PaymentCancelled,
  PaymentFailed,
  PaymentRequiresAction,
  PaymentSucceeded,
} from '@comptoir/contracts/payments/events'
import {
  ShipmentCreated,
  ShipmentDelivered,
  ShipmentHandedOver,
  TrackingUpdated,
} from '@comptoir/contracts/shipping/events'
import { type EventMeta, on, type Subscriber } from '@comptoir/dapr/events/subscriptions'
import type { Logger } from '@comptoir/service/observability/log'
import { moneySubscribers } from './money-subscribers.ts'
import type { Order } from './order/order.ts'
import {
  isFulfilmentReady,
  type ParcelFact,
  recordCreditNote,
  recordInvoiceIssued,
  recordParcel,
  recordPdfReady,
  recordStockCommitted,
} from './order/order-fulfilment.ts'
import { owesRefund } from './order/order-money.ts'
import { type PaymentFact, recordPayment } from './order/order-payment.ts'
import type { Orders } from './order/order-store.ts'
import type { Signal } from './saga/contract.ts'
import { createGathering, type Gather } from './saga/fact-batching.ts'

export type SubscriberDeps = {
  readonly orders: Orders
  /** Raises a signal to the order's saga; what is not heard is found by its next check. */
  readonly signal: (orderId: string, signal: Signal) => Promise<void>
  readonly startCancelSaga: (order: Order) => Promise<void>
  /** Gives back what is held of an order that has ended. */
  readonly refundLate: (orderId: string) => Promise<unknown>
  readonly log: Logger
  /** How long facts of fulfilment wait for each other. */
  readonly gatherMs: number
  readonly clock: () => Date
}

/** Facts are recorded on the order first; then its saga is told, once all that it waits for is there. */
export function createSubscribers(deps: SubscriberDeps): Subscriber[] {
  const { orders, clock, gatherMs: waitMs } = deps
  const written = (order: Order) => signalReady(deps, order)
  const gather = createGathering({ orders, clock, waitMs, most: factsToProcessing, written })
  return [
    ...paymentSubscribers(deps),
    ...moneySubscribers(deps),
    ...fulfilmentSubscribers(deps, gather),
    ...parcelSubscribers(gather),
  ]
}

/** The collection takes the changes of one order in turn, so facts that come together do not race for it. */
async function record(
  { orders }: SubscriberDeps,
  orderId: string,
  rule: (order: Order) => Order,
): Promise<Order> {
  return (await orders.change(orderId, rule)).data
}

function paymentSubscribers(deps: SubscriberDeps): Subscriber[] {
  async function pay(orderId: string, fact: PaymentFact): Promise<void> {
    const order = await record(deps, orderId, (current) => recordPayment(current, fact))
    if (fact.status !== 'paid') return
    if (owesRefund(order)) await deps.refundLate(orderId)
    if (order.status === 'awaiting_payment') await deps.signal(orderId, 'payment')
  }
  const heard = ({ time, version }: EventMeta) => ({ at: time, version })
  return [
    on(PaymentSucceeded, ({ orderId, attempt, paymentMethod }, meta) =>
      pay(orderId, { status: 'paid', attempt, paidWith: paymentMethod, ...heard(meta) }),
    ),
    on(PaymentFailed, ({ orderId, attempt, failureCode }, meta) =>
      pay(orderId, { status: 'failed', attempt, failureCode, ...heard(meta) }),
    ),
    on(PaymentRequiresAction, ({ orderId, attempt, actionUrl }, meta) =>
      pay(orderId, { status: 'requires_action', attempt, actionUrl, ...heard(meta) }),
    ),
    on(PaymentCancelled, ({ orderId, attempt }, meta) =>
      pay(orderId, { status: 'voided', attempt, ...heard(meta) }),
    ),
  ]
}

/** Stock committed, shipment created, invoice issued: they come within a moment of each other. */
const factsToProcessing = 3

function fulfilmentSubscribers(deps: SubscriberDeps, gather: Gather): Subscriber[] {
  return [
    on(StockCommitted, ({ orderId }, { time }) =>
      gather({ orderId, time, rule: (order) => recordStockCommitted(order, time) }),
    ),
    on(InvoiceFinalised, ({ orderId, number }, { time }) =>
      gather({ orderId, time, rule: (order) => recordInvoiceIssued(order, { number, at: time }) }),
    ),
    on(ShipmentCreated, ({ orderId, trackingNumber, parcels }, { time, version }) => {
      const created = parcels?.map((parcel) => ({ ...parcel, status: 'label_created' as const }))
      const fact: ParcelFact = {
        ...{ status: 'label_created', at: time, version, trackingNumber },
        parcels: created,
      }
      return gather({ orderId, time, rule: (order) => recordParcel(order, fact) })
    }),
    on(InvoicePdfReady, ({ orderId }, { time }) =>
      gather({ orderId, time, rule: (order) => recordPdfReady(order, time) }),
    ),
    on(CreditNoteIssued, ({ orderId, creditNoteId, number, total }, { time: at }) =>
      record(deps, orderId, (order) =>
        recordCreditNote(order, { creditNoteId, number, total, at }),
      ),
    ),
  ]
}

/** One signal when the last of the three facts is in; a repeated fact repeats it, which does no harm. */
async function signalReady({ signal }: SubscriberDeps, order: Order): Promise<void> {
  if (order.status === 'confirmed' && isFulfilmentReady(order))
    await signal(order.orderId, 'fulfilled')
}

function parcelSubscribers(gather: Gather): Subscriber[] {
  const follow = (orderId: string, time: string, fact: ParcelFact) =>
    gather({ orderId, time, rule: (order) => recordParcel(order, fact) })
  return [
    on(TrackingUpdated, ({ orderId, code, location, about, ...rest }, { time, version }) => {
      const { status, at, trackingNumber, parcels } = rest
      const tracking = { code, location, about }
      return follow(orderId, time, { status, at, version, trackingNumber, parcels, tracking })
    }),
    on(ShipmentHandedOver, ({ orderId, at, trackingNumber, parcels }, { time, version }) =>
      follow(orderId, time, { status: 'in_transit', at, version, trackingNumber, parcels }),
    ),
    on(ShipmentDelivered, ({ orderId, at, trackingNumber, parcels }, { time, version }) =>
      follow(orderId, time, { status: 'delivered', at, version, trackingNumber, parcels }),
    ),
  ]
}
