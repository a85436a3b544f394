import { UserDeleted } from './accounts/events.ts'
import { CreditNoteIssued, InvoiceFinalised, InvoicePdfReady } from './billing/events.ts'
import {
  CategoryChanged,
  ProductArchived,
  ProductCreated,
  ProductUpdated,
} from './catalog/events.ts'
import type { EventDefinition } from './event.ts'
import { StockCommitted, StockLevelChanged } from './inventory/events.ts'
import {
  OrderCancelled,
  OrderConfirmed,
  OrderCreated,
  OrderExpired,
  OrderRejected,
} from './orders/events.ts'
import {
  DisputeClosed,
  DisputeOpened,
  PaymentCancelled,
  PaymentFailed,
  PaymentRequiresAction,
  PaymentSucceeded,
  RefundFailed,
  RefundSucceeded,
} from './payments/events.ts'
import {
  ShipmentCreated,
  ShipmentDelivered,
  ShipmentHandedOver,
  TrackingUpdated,
} from './shipping/events.ts'
import type { AppId } from './topology.ts'

/** Which kinds of event each service gets: as many as its handlers, and no other. */
type Subscriptions = Readonly<Partial<Record<AppId, readonly EventDefinition[]>>>

/** What each service hears of others: the source of the subscription resources and of the log tails. */
export const subscriptions: Subscriptions = {
  catalog: [StockLevelChanged],
  inventory: [OrderConfirmed],
  carts: [OrderCreated, OrderConfirmed, OrderRejected, OrderExpired, OrderCancelled, UserDeleted],
  orders: [
    PaymentSucceeded,
    PaymentFailed,
    PaymentRequiresAction,
    PaymentCancelled,
    RefundSucceeded,
    RefundFailed,
    DisputeOpened,
    DisputeClosed,
    StockCommitted,
    InvoiceFinalised,
    InvoicePdfReady,
    CreditNoteIssued,
    ShipmentCreated,
    TrackingUpdated,
    ShipmentHandedOver,
    ShipmentDelivered,
    UserDeleted,
  ],
  payments: [OrderCreated, UserDeleted],
  billing: [OrderCreated, OrderConfirmed, RefundSucceeded, UserDeleted],
  shipping: [OrderConfirmed, UserDeleted],
}

/** What each replica of a service hears (broadcast), to keep what it holds in memory fresh. */
export const broadcasts: Subscriptions = {
  catalog: [ProductCreated, ProductUpdated, ProductArchived, CategoryChanged],
}

/**
 * The services whose logs a consumer follows.
 * @example producersOf('billing') // ['orders']
 */
export function producersOf(consumer: AppId): AppId[] {
  return [...new Set((subscriptions[consumer] ?? []).map(({ producer }) => producer))]
}
