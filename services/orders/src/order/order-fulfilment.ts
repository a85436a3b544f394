import type { Money } from '@comptoir/contracts/common'
import { followParcels } from '../parcels/parcel-progress.ts'
import { move, note, type Order } from './order.ts'

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

/** Records a fact once. */
export function recordFact(order: Order, fact: Fact, at: string): Order {
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

/** The saga's last step: processing, and further if its parcels already are. */
export const startProcessing = (order: Order, at: string): Order =>
  followParcels(move(order, 'processing', { at }))

/** Tells staff, once, that fulfilment is late. */
export const recordLate = (order: Order, at: string): Order => recordFact(order, 'lateSince', at)
