import type { Money } from '@comptoir/contracts/common'
import { shipmentIdOf } from '@comptoir/contracts/ids'
import type { ParcelStatus, ShipmentStatus } from '@comptoir/contracts/shipping/schemas'
import { move, note, type Order } from './order.ts'

type Parcel = Order['parcels'][number]
const noteOf = {
  stockCommittedAt: 'stock_committed',
  shipmentCreatedAt: 'shipment_created',
  invoiceIssuedAt: 'invoice_issued',
  lateSince: 'fulfilment_late',
}
type Fact = keyof typeof noteOf

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

type CreditNoteFact = { creditNoteId: string; number: string; total: Money; at: string }

/** Records a credit note, once; an order may have several. */
export function recordCreditNote(order: Order, fact: CreditNoteFact): Order {
  const { creditNoteId, number, total, at } = fact
  const known = order.invoice.creditNotes ?? []
  const isKnown = known.some((one) => one.creditNoteId === creditNoteId)
  if (isKnown || order.invoice.creditNoteId === creditNoteId) return order
  const creditNotes = [...known, { creditNoteId, number, total }]
  const invoice = { ...order.invoice, creditNoteId, creditNoteNumber: number, creditNotes }
  return note({ ...order, invoice }, { type: 'credit_note_issued', at, detail: number })
}

/** A fact of the order's parcels; `version` is their shipment's, older facts never take a status back. */
export type ParcelFact = {
  readonly status: ShipmentStatus
  readonly at: string
  readonly version: number
  readonly trackingNumber?: string | undefined
  /** Every parcel and where it is; without it there is one, of the tracking number and the status of the fact. */
  readonly parcels?: readonly ParcelStatus[] | undefined
  readonly tracking?: Tracking | undefined
}
type Tracking = {
  readonly code: string
  readonly location?: string | undefined
  /** The parcel that the scan is about; without it, every one. */
  readonly about?: string | undefined
}

/** Records a fact of the parcels and, once the saga is over, moves the order with them. */
export function recordParcel(order: Order, fact: ParcelFact): Order {
  const isNewest = fact.version >= order.eventVersions.shipment
  const parcels = partsOf(fact).map((part, index) =>
    changedParcel(knownParcel(order, part, index), part, isNewest),
  )
  if (parcels.every((parcel) => order.parcels.includes(parcel))) return order
  const others = order.parcels.slice(parcels.length)
  const shipment = Math.max(order.eventVersions.shipment, fact.version)
  const eventVersions = { ...order.eventVersions, shipment }
  const seen = { ...order, parcels: [...parcels, ...others], eventVersions }
  const created = recordFact(seen, 'shipmentCreatedAt', fact.at)
  const { at, tracking } = fact
  if (!tracking) return followParcel(created)
  return followParcel(note(created, { type: 'tracking', at, detail: placeOf(tracking) }))
}

/** A fact of one parcel. */
type Part = Pick<ParcelFact, 'status' | 'at' | 'trackingNumber' | 'tracking'>

function partsOf({ status, at, trackingNumber, parcels, tracking }: ParcelFact): Part[] {
  if (!parcels) return [{ status, at, trackingNumber, tracking }]
  return parcels.map((parcel) => {
    const isAbout = tracking?.about === undefined || tracking.about === parcel.trackingNumber
    return { ...parcel, at, tracking: isAbout ? tracking : undefined }
  })
}

/** Parcels keep their order. A parcel that was recorded before it had a number is the first. */
function knownParcel(order: Order, { trackingNumber }: Part, index: number): Parcel {
  const isIt = (parcel: Parcel) => parcel.trackingNumber === trackingNumber
  const known = trackingNumber ? order.parcels.find(isIt) : order.parcels[0]
  const unnumbered = order.parcels[index]?.trackingNumber ? undefined : order.parcels[index]
  const shipmentId = shipmentIdOf(order.orderId)
  return known ?? unnumbered ?? { shipmentId, status: 'unknown', events: [] }
}

const placeOf = ({ code, location, about }: Tracking): string =>
  [code, location, about].filter(Boolean).join(' · ')

function changedParcel(parcel: Parcel, fact: Part, isNewest: boolean): Parcel {
  const { status, at, trackingNumber, tracking } = fact
  if (isRepeat(parcel, fact)) return parcel
  const moment = momentOf(status)
  return {
    ...parcel,
    ...(trackingNumber && { trackingNumber }),
    status: isNewest ? status : parcel.status,
    events: tracking ? [...parcel.events, eventOf(fact, tracking)] : parcel.events,
    ...(moment && { [moment]: parcel[moment] ?? at }),
  }
}

function eventOf({ at, status }: Part, { code, location }: Tracking) {
  return { at, status, code, ...(location && { location }) }
}

function isRepeat({ status, events, ...parcel }: Parcel, fact: Part): boolean {
  const { tracking, at } = fact
  if (tracking) return events.some((event) => event.at === at && event.code === tracking.code)
  const moment = momentOf(fact.status)
  return moment ? parcel[moment] !== undefined : status !== 'unknown'
}

function momentOf(status: ShipmentStatus): 'handedOverAt' | 'deliveredAt' | undefined {
  if (status === 'in_transit') return 'handedOverAt'
  return status === 'delivered' ? 'deliveredAt' : undefined
}

/**
 * After `processing` the order goes where its parcels are: shipped when the first has left, delivered when all are. A
 * delivery that is recorded first means that it was shipped.
 */
export function followParcel(order: Order): Order {
  const { parcels } = order
  const arrivals = parcels.flatMap(({ deliveredAt }) => deliveredAt ?? [])
  const lefts = parcels.flatMap((parcel) => parcel.handedOverAt ?? parcel.deliveredAt ?? [])
  const [left] = lefts.toSorted()
  const arrived = arrivals.length === parcels.length ? arrivals.toSorted().at(-1) : undefined
  let next = order
  if (next.status === 'processing' && left) next = move(next, 'shipped', { at: left })
  if (next.status === 'shipped' && arrived) next = move(next, 'delivered', { at: arrived })
  return next
}

/** The saga's last step: processing, and further if the parcel already is. */
export const startProcessing = (order: Order, at: string): Order =>
  followParcel(move(order, 'processing', { at }))

/** Tells staff, once, that fulfilment is late. */
export const recordLate = (order: Order, at: string): Order => recordFact(order, 'lateSince', at)
