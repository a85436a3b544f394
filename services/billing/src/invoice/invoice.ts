import {
  CreditNoteIssued,
  InvoiceDrafted,
  InvoiceFinalised,
  InvoicePdfReady,
} from '@comptoir/contracts/billing/events'
import type { Seller } from '@comptoir/contracts/billing/schemas'
import { type NewEvent, newEvent } from '@comptoir/contracts/event'
import { invoiceIdOf } from '@comptoir/contracts/ids'
import { refuse } from '@comptoir/service/problems/refusal'
import type { z } from 'zod'
import type { Allocation } from '../numbering/number-series.ts'
import { type BilledOrder, sumOf } from './billed-order.ts'
import { type Credit, type CreditRequest, creditedOrder, creditFor, remainderOf } from './credit.ts'
import type { Pdf, StoredInvoice } from './stored-invoice.ts'

export type BillingDocument = z.infer<typeof StoredInvoice>
export type DraftDocument = Extract<BillingDocument, { status: 'draft' }>
export type IssuedDocument = Extract<BillingDocument, { status: 'finalised' | 'credited' }>

export type DocumentChange = { next: BillingDocument; events?: NewEvent[] } | undefined

export function isIssued(document: BillingDocument): document is IssuedDocument {
  return document.status === 'finalised' || document.status === 'credited'
}

/** The draft invoice of an order; refuses an order whose amounts do not add up. */
export function draftInvoice(order: BilledOrder, now: string, id = invoiceIdOf(order.orderId)) {
  checkAmounts(order)
  const { orderId, totals } = order
  const fact = { orderId, invoiceId: id, total: totals.grandTotal }
  const draft: DraftDocument = { status: 'draft', type: 'invoice', order, createdAt: now }
  return { draft, events: [newEvent(InvoiceDrafted, fact)] }
}

/** Issues a draft under its number; a document that is no draft stays as it is. */
export function finaliseDocument(
  document: BillingDocument,
  issue: Allocation,
  seller: Seller,
): DocumentChange {
  if (document.status !== 'draft') return undefined
  const { order, corrects } = document
  const { documentId: id, number } = issue
  const fact = { orderId: order.orderId, total: order.totals.grandTotal, number }
  const event = corrects
    ? newEvent(CreditNoteIssued, { ...fact, invoiceId: corrects.invoiceId, creditNoteId: id })
    : newEvent(InvoiceFinalised, { ...fact, invoiceId: id })
  return { next: { ...document, status: 'finalised', issue, seller }, events: [event] }
}

type Cancellation = { readonly orderId: string; readonly reason: string; readonly now: string }

/** Voids a draft, or leaves a tombstone where nothing is yet; an issued document needs a credit note instead. */
export function voidDocument(
  document: BillingDocument | undefined,
  { orderId, reason, now }: Cancellation,
): DocumentChange {
  if (document && document.status !== 'draft') return undefined
  const voided = { status: 'voided', orderId, reason, voidedAt: now } as const
  if (!document) return { next: voided }
  const { status: _, ...draft } = document
  return { next: { ...voided, draft } }
}

/**
 * Writes on an invoice, drafted or issued, what a credit note will take off it. Nothing changes when it is known, when
 * nothing is left, or when the invoice is void: then nothing is claimed.
 */
export function addCredit(invoice: BillingDocument, request: CreditRequest): DocumentChange {
  if (invoice.status !== 'draft' && invoice.status !== 'finalised') return undefined
  const credit = creditFor(invoice, request)
  return credit && { next: { ...invoice, credits: [...(invoice.credits ?? []), credit] } }
}

/** Credits of an issued invoice whose credit note has no number yet. */
export const creditsToIssue = (invoice: BillingDocument): Credit[] =>
  isIssued(invoice) ? (invoice.credits ?? []).filter(({ number }) => number === undefined) : []

/** The draft of a credit note: positive amounts, citing its invoice. */
export function draftCreditNote({ order, issue }: IssuedDocument, credit: Credit): DraftDocument {
  return {
    ...{ status: 'draft', type: 'credit_note', createdAt: credit.createdAt, credit },
    order: creditedOrder(order, credit),
    corrects: {
      ...{ invoiceId: issue.documentId, reason: credit.reason },
      ...{ number: issue.number, issuedOn: issue.issuedOn, paidWith: issue.paidWith },
      ...(issue.captureAt && { captureAt: issue.captureAt }),
    },
  }
}

export type IssuedCredit = { readonly creditNoteId: string; readonly number: string }

/** Notes the number of an issued credit note; an invoice of which nothing is left is credited. */
export function recordCreditNote(invoice: BillingDocument, issued: IssuedCredit): DocumentChange {
  if (invoice.status !== 'finalised') return undefined
  const { creditNoteId, number } = issued
  const credits = (invoice.credits ?? []).map((credit) =>
    credit.creditNoteId === creditNoteId ? { ...credit, number } : credit,
  )
  const isWhole = remainderOf({ order: invoice.order, credits }).length === 0
  const isOver = isWhole && credits.every((credit) => credit.number !== undefined)
  const next = { ...invoice, credits }
  return { next: isOver ? { ...next, status: 'credited', creditNote: { ...issued } } : next }
}

type File = z.infer<typeof Pdf>
/** What was stored of a document; with `xml` the PDF is a Factur-X file. */
export type StoredFiles = { readonly pdf: File; readonly xml?: File | undefined }

/** Keeps the hashes of the PDF and of the XML in it, once: later ones are ignored. */
export function attachPdf(document: BillingDocument, { pdf, xml }: StoredFiles): DocumentChange {
  if (!isIssued(document) || document.pdf) return undefined
  const { orderId, totals } = document.order
  const { documentId: invoiceId, number } = document.issue
  const fact = { orderId, invoiceId, total: totals.grandTotal, number, sha256: pdf.sha256 }
  const event = newEvent(InvoicePdfReady, fact)
  const next = { ...document, pdf, ...(xml && { xml }) }
  return { next, events: document.type === 'invoice' ? [event] : [] }
}

/** Keeps the Factur-X file of a document whose PDF is older than that, once. Its PDF stays as it is. */
export function attachFacturx(
  document: BillingDocument,
  { pdf: facturx, xml }: Required<StoredFiles>,
): DocumentChange {
  if (!isIssued(document) || !document.pdf || document.xml) return undefined
  return { next: { ...document, facturx, xml } }
}

/** Notes that its way through the approved platform has begun. */
export function handOver(document: BillingDocument): DocumentChange {
  if (!isIssued(document) || document.handedOver) return undefined
  return { next: { ...document, handedOver: true } }
}

/** Lines and shipping must add up to the total, and VAT per rate to the whole, before anything is numbered. */
export function checkAmounts({ lines, shippingLine, totals, currency }: BilledOrder): void {
  const { vatByRate, grandTotal, vatTotal } = totals
  const amounts = [...lines, shippingLine]
  const isSplitRight = [...amounts, ...vatByRate].every(
    ({ gross, net, vat }) => net.amount + vat.amount === gross.amount,
  )
  const isWhole = [amounts, vatByRate].every(
    (parts) => sumOf(parts, 'gross', currency).amount === grandTotal.amount,
  )
  const isVatWhole = sumOf(vatByRate, 'vat', currency).amount === vatTotal.amount
  if (isSplitRight && isWhole && isVatWhole) return
  throw refuse('invalid_request', 'the amounts of the order do not add up')
}
