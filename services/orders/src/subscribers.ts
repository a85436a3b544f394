import {
  CreditNoteIssued,
  InvoiceFinalised,
  InvoicePdfReady,
  TaxRatesChanged,
} from '@comptoir/contracts/billing/events'
import { returnIdOfPurpose } from '@comptoir/contracts/ids'
import { StockCommitted } from '@comptoir/contracts/inventory/events'
import {
  PaymentAuthorisationExpiring,
  PaymentAuthorised,
  PaymentCancelled,
  PaymentFailed,
  PaymentRequiresAction,
  PaymentSucceeded,
} from '@comptoir/contracts/payments/events'
import {
  ParcelsChanged,
  ShipmentCancelled,
  ShipmentCreated,
  ShipmentDelivered,
  ShipmentHandedOver,
  TrackingUpdated,
} from '@comptoir/contracts/shipping/events'
import { on, type Subscriber } from '@comptoir/dapr/events/subscriptions'
import type { Deps } from './deps.ts'
import { activeEdit } from './edits/active-edit.ts'
import type { Order } from './order/order.ts'
import {
  isFulfilmentReady,
  recordCreditNote,
  recordInvoiceIssued,
  recordPdfReady,
  recordStockCommitted,
} from './order/order-fulfilment.ts'
import { owesRefund } from './order/order-money.ts'
import { type PaymentFact, recordPayment } from './order/order-payment.ts'
import { type ParcelFact, recordParcel } from './parcels/order-parcels.ts'
import { outstandingOf, recordFreedEdit, stopUnpaid } from './parcels/unpaid-parcels.ts'
import {
  type MoneyDeps,
  moneySubscribers,
  recordFurther,
  recordLapse,
} from './refund-dispute-subscribers.ts'
import { recordNews } from './returns/dearer-exchange.ts'
import { followReturn } from './returns/saga/label-activities.ts'
import { createFactBatching, type RecordFact } from './saga/fact-batching.ts'
import { passCancel } from './saga/saga-starter.ts'

type SubscriberDeps = MoneyDeps &
  Pick<Deps, 'clock' | 'returns'> & {
    readonly sagas: Pick<Deps['sagas'], 'signalReturn'>
    /** How long facts of fulfilment wait for each other. */
    readonly batchMs?: number
  }

/** Stock committed, shipment created, invoice issued: they come within a moment of each other. */
const factsToProcessing = 3

/** Facts are recorded on the order first. Its saga gets a signal once everything is there that it waits for. */
export function createSubscribers(deps: SubscriberDeps): Subscriber[] {
  const { orders, clock, batchMs = 100 } = deps
  const onWritten = (order: Order) => signalReady(deps, order)
  const most = factsToProcessing
  const recordFact = createFactBatching({ orders, clock, batchMs, most, onWritten })
  return [
    ...paymentSubscribers(deps),
    ...moneySubscribers(deps),
    ...fulfilmentSubscribers(deps, recordFact),
    ...parcelSubscribers(deps, recordFact),
  ]
}

/** What each replica does when VAT rates change: its next order is priced with the new ones. */
export function createBroadcasts({ taxRates }: Pick<Deps, 'taxRates'>): Subscriber[] {
  return [on(TaxRatesChanged, async () => taxRates.expire())]
}

type News = { readonly orderId: string; readonly purpose?: string | undefined }

/** A further payment of an order (`purpose`) says nothing of how the order itself is paid: only its sums count. */
function paymentNews(deps: SubscriberDeps) {
  async function record({ orderId, purpose }: News, fact: PaymentFact): Promise<void> {
    if (purpose !== undefined) return await wake({ orderId, purpose })
    const { data: order } = await deps.orders.change(orderId, (current) =>
      recordPayment(current, fact),
    )
    if (fact.status !== 'paid' && fact.status !== 'authorised') return
    if (owesRefund(order)) await deps.refundLate(orderId)
    if (order.status === 'awaiting_payment') await deps.sagas.signal(order, 'payment')
  }
  /** The saga of an edit, or of a return, asks how its payment stands. */
  async function wake({ orderId, purpose = '' }: News): Promise<void> {
    const returnId = returnIdOfPurpose(orderId, purpose)
    if (returnId !== undefined && (await deps.returns.get(returnId))) {
      const at = deps.clock().toISOString()
      const { data: ret } = await deps.returns.change(returnId, (known) => recordNews(known, at))
      return await deps.sagas.signalReturn(ret)
    }
    const order = (await deps.orders.get(orderId))?.data
    if (order && activeEdit(order)) await deps.sagas.signal(order, 'payment')
  }
  /** What has not left must not leave once its money is not held any more; of what has, staff ask for it. */
  async function stop({ orderId, purpose }: News, at: string): Promise<void> {
    const { data: order } = await deps.orders.change(orderId, (current) =>
      stopUnpaid(current, { purpose, at }),
    )
    const outstanding = outstandingOf(order)
    if (outstanding > 0)
      deps.log.error({ orderId, outstanding }, 'an order left and its money is not taken')
    await passCancel(deps.sagas, order)
  }
  return { record, wake, stop }
}

function paymentSubscribers(deps: SubscriberDeps): Subscriber[] {
  const { record, wake, stop } = paymentNews(deps)
  return [
    on(PaymentSucceeded, async ({ attempt, paymentMethod: paidWith, ...news }, meta) => {
      const { time: at, version } = meta
      if (news.purpose !== undefined) {
        await recordFurther(deps, news, meta)
        return await wake(news)
      }
      await record(news, { status: 'paid', attempt, paidWith, at, version })
    }),
    on(PaymentFailed, ({ attempt, failureCode, ...news }, { time: at, version }) =>
      record(news, { status: 'failed', attempt, failureCode, at, version }),
    ),
    on(PaymentRequiresAction, ({ attempt, actionUrl, ...news }, { time: at, version }) =>
      record(news, { status: 'requires_action', attempt, actionUrl, at, version }),
    ),
    on(PaymentAuthorised, (event, { time: at, version }) => {
      const { attempt, authorisedUntil, paymentMethod: paidWith, ...news } = event
      return record(news, { status: 'authorised', attempt, authorisedUntil, paidWith, at, version })
    }),
    on(PaymentAuthorisationExpiring, (news, { time }) => stop(news, time)),
    on(PaymentCancelled, async ({ attempt, reason, ...news }, meta) => {
      const { time: at, version } = meta
      const { orderId, purpose } = news
      if (purpose === undefined) await record(news, { status: 'voided', attempt, at, version })
      else
        await deps.orders.change(orderId, (order) =>
          recordFreedEdit(order, { purpose, at, version }),
        )
      if (news.lapsedTotal) await recordLapse(deps, news, meta)
      // the shop gives up a further payment itself without a reason
      if (purpose === undefined || reason !== undefined) await stop(news, at)
      if (purpose !== undefined) await wake(news)
    }),
  ]
}

function fulfilmentSubscribers({ orders }: SubscriberDeps, recordFact: RecordFact): Subscriber[] {
  return [
    on(StockCommitted, ({ orderId }, { time }) =>
      recordFact({ orderId, time, rule: (order) => recordStockCommitted(order, time) }),
    ),
    on(InvoiceFinalised, ({ orderId, number }, { time }) => {
      const fact = { number, at: time }
      return recordFact({ orderId, time, rule: (order) => recordInvoiceIssued(order, fact) })
    }),
    on(InvoicePdfReady, ({ orderId }, { time }) =>
      recordFact({ orderId, time, rule: (order) => recordPdfReady(order, time) }),
    ),
    on(CreditNoteIssued, async ({ orderId, creditNoteId, number, total }, { time: at }) => {
      const fact = { creditNoteId, number, total, at }
      await orders.change(orderId, (order) => recordCreditNote(order, fact))
    }),
  ]
}

/** One signal when the last of the three facts is in; a repeated fact repeats it, which does no harm. */
async function signalReady({ sagas }: SubscriberDeps, order: Order): Promise<void> {
  if (order.status === 'confirmed' && isFulfilmentReady(order))
    await sagas.signal(order, 'fulfilled')
}

/** The parcels of a return bring it along, too. */
function parcelSubscribers(deps: SubscriberDeps, recordFact: RecordFact): Subscriber[] {
  const record = (orderId: string, time: string, fact: ParcelFact) =>
    recordFact({ orderId, time, rule: (order) => recordParcel(order, fact) })
  return [
    on(ShipmentCreated, ({ orderId, parcels: made, ...rest }, { time, version }) => {
      const status = 'label_created' as const
      const parcels = made?.map((parcel) => ({ ...parcel, status }))
      return record(orderId, time, { ...rest, status, at: time, version, parcels })
    }),
    on(TrackingUpdated, ({ orderId, code, location, about, ...rest }, { time, version }) => {
      const tracking = { code, location, about }
      return record(orderId, time, { ...rest, version, tracking })
    }),
    on(ShipmentHandedOver, async ({ orderId, ...rest }, { time, version }) => {
      await record(orderId, time, { ...rest, status: 'in_transit', version })
      await followReturn(deps, { ...rest, status: 'in_transit' })
    }),
    on(ShipmentDelivered, async ({ orderId, ...rest }, { time, version }) => {
      await record(orderId, time, { ...rest, status: 'delivered', version })
      await followReturn(deps, { ...rest, status: 'delivered' })
    }),
    on(ParcelsChanged, ({ orderId, ...rest }, { time, version }) =>
      record(orderId, time, { ...rest, status: 'pending', version, note: 'parcels_changed' }),
    ),
    on(ShipmentCancelled, async ({ orderId, parcels: were, ...rest }, { time: at, version }) => {
      // the cancel of the first one ends its order, by the saga
      if (!rest.purpose || rest.purpose === 'order') return
      const status = 'cancelled' as const
      const parcels = were?.map((parcel) => ({ ...parcel, status }))
      await record(orderId, at, { ...rest, status, at, version, parcels })
    }),
  ]
}
