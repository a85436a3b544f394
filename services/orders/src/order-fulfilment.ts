import type { Parcel } from '@comptoir/contracts/order-view'
import type { ShipmentStatus } from '@comptoir/contracts/shipping'
import { move, note, type Order, parcelIdOf } from './order.ts'

type Fact = keyof Pick<
  Order['fulfilment'],
  'stockCommittedAt' | 'shipmentCreatedAt' | 'invoiceIssuedAt'
>
const noteOf: Readonly<Record<Fact, string>> = {
  stockCommittedAt: 'stock_committed',
  shipmentCreatedAt: 'shipment_created',
  invoiceIssuedAt: 'invoice_issued',
}

/** Whether stock is committed, the shipment made and the invoice issued. */
export function isFulfilmentReady({ fulfilment }: Order): boolean {
  const { stockCommittedAt, shipmentCreatedAt, invoiceIssuedAt } = fulfilment
  return Boolean(stockCommittedAt && shipmentCreatedAt && invoiceIssuedAt)
}

function recordFact(order: Order, fact: Fact, at: string): Order {
  if (order.fulfilment[fact]) return order
  const changed = { ...order, fulfilment: { ...order.fulfilment, [fact]: at } }
  return note(changed, { type: noteOf[fact], at })
}

export const recordStockCommitted = (order: Order, at: string): Order =>
  recordFact(order, 'stockCommittedAt', at)

export function recordInvoiceIssued(order: Order, fact: { number: string; at: string }): Order {
  const changed = recordFact(order, 'invoiceIssuedAt', fact.at)
  if (changed === order) return order
  return { ...changed, invoice: { ...changed.invoice, number: fact.number } }
}

export function recordPdfReady(order: Order, at: string): Order {
  if (order.invoice.pdfReady) return order
  const changed = { ...order, invoice: { ...order.invoice, pdfReady: true } }
  return note(changed, { type: 'invoice_pdf_ready', at })
}

export type CreditNoteFact = { creditNoteId: string; number: string; at: string }

export function recordCreditNote(order: Order, fact: CreditNoteFact): Order {
  if (order.invoice.creditNoteNumber) return order
  const { creditNoteId, number, at } = fact
  const invoice = { ...order.invoice, creditNoteId, creditNoteNumber: number }
  return note({ ...order, invoice }, { type: 'credit_note_issued', at, detail: number })
}

/** What is heard of the order's parcel; `version` is its shipment's, older facts never take the status back. */
export type ParcelFact = {
  readonly status: ShipmentStatus
  readonly at: string
  readonly version: number
  readonly trackingNumber?: string | undefined
  readonly tracking?: { readonly code: string; readonly location?: string | undefined } | undefined
}

/** Records a fact of the parcel and, once the saga has let go of the order, follows it. */
export function recordParcel(order: Order, fact: ParcelFact): Order {
  const parcel = order.parcels[0] ?? {
    shipmentId: parcelIdOf(order),
    status: 'unknown' as const,
    events: [],
  }
  const next = changedParcel(parcel, fact, fact.version >= order.heard.shipment)
  if (next === parcel) return order
  const heard = { ...order.heard, shipment: Math.max(order.heard.shipment, fact.version) }
  const seen = { ...order, parcels: [next], heard }
  const created = recordFact(seen, 'shipmentCreatedAt', fact.at)
  const { tracking } = fact
  const noted = tracking
    ? note(created, { type: 'tracking', at: fact.at, detail: placeOf(tracking) })
    : created
  return followParcel(noted)
}

const placeOf = ({ code, location }: NonNullable<ParcelFact['tracking']>): string =>
  location ? `${code} · ${location}` : code

function changedParcel(parcel: Parcel, fact: ParcelFact, isNewest: boolean): Parcel {
  const { status, at, trackingNumber, tracking } = fact
  if (isRepeat(parcel, fact)) return parcel
  const moment = momentOf(status)
  return {
    ...parcel,
    ...(trackingNumber && { trackingNumber }),
    status: isNewest ? status : parcel.status,
    events: tracking ? [...parcel.events, { at, status, ...tracking }] : parcel.events,
    ...(moment && { [moment]: parcel[moment] ?? at }),
  }
}

function isRepeat({ status, events, ...parcel }: Parcel, fact: ParcelFact): boolean {
  const { tracking, at } = fact
  if (tracking) return events.some((event) => event.at === at && event.code === tracking.code)
  const moment = momentOf(fact.status)
  return moment ? parcel[moment] !== undefined : status !== 'unknown'
}

function momentOf(status: ShipmentStatus): 'handedOverAt' | 'deliveredAt' | undefined {
  if (status === 'in_transit') return 'handedOverAt'
  return status === 'delivered' ? 'deliveredAt' : undefined
}

/** After `processing` the order goes where its parcel is: a delivery heard first means that it was shipped. */
export function followParcel(order: Order): Order {
  const parcel = order.parcels[0]
  const { handedOverAt, deliveredAt } = parcel ?? {}
  let next = order
  const left = handedOverAt ?? deliveredAt
  if (next.status === 'processing' && left) next = move(next, 'shipped', { at: left })
  if (next.status === 'shipped' && deliveredAt) next = move(next, 'delivered', { at: deliveredAt })
  return next
}

/** The saga's last step: processing, and further if the parcel already is. */
export const startProcessing = (order: Order, at: string): Order =>
  followParcel(move(order, 'processing', { at }))

/** Tells staff, once, that fulfilment is late. */
export function recordLate(order: Order, at: string): Order {
  if (order.fulfilment.lateSince) return order
  const changed = { ...order, fulfilment: { ...order.fulfilment, lateSince: at } }
  return note(changed, { type: 'fulfilment_late', at })
}
