import { readInvoiceOutcome } from '@comptoir/contracts/billing/routes'
import {
  invoiceIdOf,
  paymentIntentIdOf,
  reservationIdOf,
  shipmentIdOf,
} from '@comptoir/contracts/ids'
import { readReservation } from '@comptoir/contracts/inventory/internal-routes'
import { readPayment } from '@comptoir/contracts/payments/internal-routes'
import { readShipmentOutcome } from '@comptoir/contracts/shipping/routes'
import type { AnyActivity } from '@comptoir/dapr/workflow/workflow'
import type { Order } from '../../order/order.ts'
import { confirmed, created } from '../../order/order-events.ts'
import {
  isFulfilmentReady,
  recordInvoiceIssued,
  recordLate,
  recordStockCommitted,
} from '../../order/order-fulfilment.ts'
import { recordOutcome } from '../../order/order-payment.ts'
import { recordParcel } from '../../parcels/order-parcels.ts'
import { isSagaOver, type OrderState, type StepInput, stateOf } from '../saga-types.ts'
import { type ActivityDeps, apply } from './deps.ts'

/** The steps that ask the services, in case an event was not delivered; then the order is announced again. */
export function createCheckActivities(deps: ActivityDeps): Record<string, AnyActivity> {
  return {
    checkPayment: ({ orderId }: StepInput) => checkPayment(deps, orderId),
    checkFulfilment: ({ orderId, late }: StepInput & { late: boolean }) =>
      checkFulfilment(deps, orderId, late),
  }
}

async function checkPayment(deps: ActivityDeps, orderId: string): Promise<OrderState> {
  const order = await deps.orders.change(orderId, (same) => same)
  if (order.data.status !== 'awaiting_payment') return stateOf(order.data)
  const outcome = await deps.payments(readPayment, {
    params: { paymentIntentId: paymentIntentIdOf(orderId) },
    query: { refresh: 'true' },
  })
  if (outcome.status === 'unknown') return await announceAgain(deps, orderId)
  return await apply(deps, orderId, (current, at) => recordOutcome(current, outcome, at))
}

async function checkFulfilment(deps: ActivityDeps, orderId: string, late: boolean) {
  const before = await deps.orders.change(orderId, (same) => same)
  if (isSagaOver(before.data) || isFulfilmentReady(before.data)) return stateOf(before.data)
  const answers = await askAll(deps, orderId)
  const state = await apply(deps, orderId, (order, at) => {
    const recorded = recordAnswers(order, answers, at)
    return late && !isFulfilmentReady(recorded) ? recordLate(recorded, at) : recorded
  })
  return state.ready ? state : await announceAgain(deps, orderId)
}

type Answers = Awaited<ReturnType<typeof askAll>>

async function askAll(deps: ActivityDeps, orderId: string) {
  const [stock, parcel, invoice] = await Promise.all([
    deps.inventory(readReservation, { params: { reservationId: reservationIdOf(orderId) } }),
    deps.shipping(readShipmentOutcome, { params: { shipmentId: shipmentIdOf(orderId) } }),
    deps.billing(readInvoiceOutcome, { params: { invoiceId: invoiceIdOf(orderId) } }),
  ])
  return { stock, parcel, invoice }
}

function recordAnswers(order: Order, { stock, parcel, invoice }: Answers, at: string): Order {
  let next = order
  if (stock.status === 'committed') next = recordStockCommitted(next, at)
  if (invoice.status === 'finalised' && invoice.number) {
    next = recordInvoiceIssued(next, { number: invoice.number, at })
  }
  if (parcel.status === 'unknown' || parcel.status === 'cancelled') return next
  const status = 'label_created' as const
  const parcels = parcel.parcels?.map((known) => ({ ...known, status }))
  const { trackingNumber } = parcel
  return recordParcel(next, { status, at, version: 0, trackingNumber, parcels })
}

/** Publishes the order's last announcement once more, for services that never received it. */
async function announceAgain({ orders }: ActivityDeps, orderId: string): Promise<OrderState> {
  const { data } = await orders.update(orderId, (order) => {
    if (order.status === 'awaiting_payment') return { next: order, events: [created(order)] }
    if (order.status === 'confirmed') return { next: order, events: [confirmed(order)] }
    return undefined
  })
  return stateOf(data)
}
