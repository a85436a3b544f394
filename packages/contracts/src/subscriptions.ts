import * as accounts from './accounts/events.ts'
import * as admin from './admin/events.ts'
import * as billing from './billing/events.ts'
import * as carts from './carts/events.ts'
import * as catalog from './catalog/events.ts'
import type { EventDefinition } from './event.ts'
import * as inventory from './inventory/events.ts'
import * as notifications from './notifications/events.ts'
import * as orders from './orders/events.ts'
import * as payments from './payments/events.ts'
import * as promotions from './promotions/events.ts'
import * as shipping from './shipping/events.ts'
import * as support from './support/events.ts'
import { type AppId, appIds } from './topology.ts'

/** Which kinds of event each service gets: as many as its handlers, and no other. */
type Subscriptions = Readonly<Partial<Record<AppId, readonly EventDefinition[]>>>

/** What staff do in each service, for the audit log. */
export const staffActions = [
  accounts.StaffActionRecorded,
  catalog.StaffActionRecorded,
  inventory.StaffActionRecorded,
  carts.StaffActionRecorded,
  orders.StaffActionRecorded,
  payments.StaffActionRecorded,
  billing.StaffActionRecorded,
  shipping.StaffActionRecorded,
  promotions.StaffActionRecorded,
  notifications.StaffActionRecorded,
  support.StaffActionRecorded,
  admin.StaffActionRecorded,
]

/** The services that record what staff do in them. */
export const auditedServices: readonly AppId[] = staffActions.map(({ producer }) => producer)

/** What each service hears of others: the source of the subscription resources and of the log tails. */
export const subscriptions: Subscriptions = {
  accounts: [admin.VendorApproved, admin.VendorClosed],
  catalog: [
    orders.OrderConfirmed,
    inventory.StockLevelChanged,
    admin.VendorApproved,
    admin.VendorSuspended,
    admin.VendorReinstated,
    admin.VendorClosed,
    admin.VendorCommissionChanged,
  ],
  inventory: [orders.OrderConfirmed, accounts.UserDeleted, accounts.PersonalDataRequested],
  carts: [
    orders.OrderCreated,
    orders.OrderConfirmed,
    orders.OrderRejected,
    orders.OrderExpired,
    orders.OrderCancelled,
    accounts.UserDeleted,
    accounts.PersonalDataRequested,
  ],
  orders: [
    payments.PaymentSucceeded,
    payments.PaymentFailed,
    payments.PaymentRequiresAction,
    payments.PaymentAuthorised,
    payments.PaymentAuthorisationExpiring,
    payments.PaymentCancelled,
    payments.RefundSucceeded,
    payments.RefundFailed,
    payments.DisputeOpened,
    payments.DisputeClosed,
    inventory.StockCommitted,
    billing.InvoiceFinalised,
    billing.InvoicePdfReady,
    billing.CreditNoteIssued,
    shipping.ShipmentCreated,
    shipping.TrackingUpdated,
    shipping.ShipmentHandedOver,
    shipping.ShipmentDelivered,
    shipping.ParcelsChanged,
    shipping.ShipmentCancelled,
    accounts.UserDeleted,
    accounts.PersonalDataRequested,
  ],
  payments: [
    orders.OrderCreated,
    orders.OrderPartiallyShipped,
    orders.OrderShipped,
    orders.OrderAttached,
    accounts.UserDeleted,
    accounts.PersonalDataRequested,
  ],
  billing: [
    orders.OrderCreated,
    orders.OrderConfirmed,
    orders.OrderAttached,
    payments.RefundSucceeded,
    accounts.UserDeleted,
    accounts.PersonalDataRequested,
  ],
  shipping: [
    orders.OrderConfirmed,
    orders.OrderAttached,
    accounts.UserDeleted,
    accounts.PersonalDataRequested,
  ],
  promotions: [
    orders.OrderConfirmed,
    orders.OrderRejected,
    orders.OrderExpired,
    orders.OrderCancelled,
    accounts.UserDeleted,
    accounts.PersonalDataRequested,
  ],
  admin: [
    ...staffActions,
    orders.OrderConfirmed,
    orders.OrderPartiallyShipped,
    orders.OrderShipped,
    orders.OrderPartiallyDelivered,
    orders.OrderDelivered,
    orders.OrderCancelled,
    orders.OrderEdited,
    payments.PaymentSucceeded,
    payments.PaymentFailed,
    payments.PaymentCancelled,
    payments.RefundSucceeded,
    payments.RefundFailed,
    payments.DisputeOpened,
    payments.DisputeClosed,
    inventory.StockLevelChanged,
    inventory.StockAlertRaised,
    inventory.StockAlertCleared,
    support.ConversationOpened,
    support.ConversationClosed,
    accounts.UserDeleted,
    accounts.PersonalDataRequested,
  ],
  notifications: [
    orders.OrderConfirmed,
    orders.OrderRejected,
    orders.OrderExpired,
    orders.OrderCancelled,
    orders.OrderPartiallyShipped,
    orders.OrderShipped,
    orders.OrderDelivered,
    orders.OrderEdited,
    orders.OrderLinkRequested,
    orders.OrderAttached,
    orders.PaymentLinkCreated,
    orders.TransferAwaited,
    orders.ReturnRequested,
    orders.ReturnApproved,
    orders.ReturnReceived,
    orders.ReturnRefunded,
    orders.ReturnClosed,
    orders.WithdrawalConfirmed,
    payments.PaymentFailed,
    payments.PaymentRequiresAction,
    payments.RefundSucceeded,
    billing.InvoicePdfReady,
    billing.CreditNoteIssued,
    inventory.StockAlertRaised,
    inventory.StockWishConfirmationRequested,
    inventory.StockWishFulfilled,
    carts.CartAbandoned,
    accounts.AccountMessageRequested,
    accounts.UserDeleted,
    accounts.PersonalDataRequested,
    support.ConversationMailRequested,
  ],
  support: [accounts.UserDeleted, accounts.PersonalDataRequested],
}

/** The services that get events. */
export const consumers: readonly AppId[] = appIds.filter((appId) => subscriptions[appId])

/**
 * The topic to which the sidecar of a consumer passes what it refused, or could not handle in time.
 * @example deadLetterTopic('billing') // 'dead-billing'
 */
export const deadLetterTopic = (consumer: AppId): string => `dead-${consumer}`

/** What replicas of a service hear to keep what it holds in memory fresh. */
const refreshed: Subscriptions = {
  catalog: [
    catalog.ProductCreated,
    catalog.ProductUpdated,
    catalog.ProductArchived,
    catalog.CategoryChanged,
    catalog.PriceListChanged,
    catalog.ProductVendorChanged,
  ],
  carts: [billing.TaxRatesChanged],
  orders: [billing.TaxRatesChanged],
  shipping: [shipping.ShippingTariffsChanged],
  promotions: [promotions.PromotionChanged],
  storefront: [
    catalog.ProductCreated,
    catalog.ProductUpdated,
    catalog.ProductArchived,
    catalog.PriceChanged,
    catalog.PriceListChanged,
    catalog.CategoryChanged,
    catalog.ProductVendorChanged,
    admin.VendorDetailsChanged,
    inventory.StockLevelChanged,
  ],
}

/** What each replica of a service hears (broadcast): settings, and what keeps its memory fresh. */
export const broadcasts: Subscriptions = Object.fromEntries(
  appIds.map((appId) => [appId, [...(refreshed[appId] ?? []), admin.SettingsChanged]]),
)

/** The services with live channels: what a replica announces there reaches the listeners of every other. */
export const liveServices: readonly AppId[] = [
  'catalog',
  'inventory',
  'orders',
  'notifications',
  'support',
]

/**
 * The topic of a service's live channels, where a broker of their own carries them.
 * @example liveTopic('orders') // 'live-orders'
 */
export const liveTopic = (appId: AppId): string => `live-${appId}`

/**
 * The services whose logs a consumer follows.
 * @example producersOf('billing') // ['orders']
 */
export function producersOf(consumer: AppId): AppId[] {
  return [...new Set((subscriptions[consumer] ?? []).map(({ producer }) => producer))]
}
