import {
  CreditNoteIssued,
  InvoiceDrafted,
  InvoiceFinalised,
  InvoicePdfReady,
} from '@comptoir/contracts/billing/events'
import type { Seller } from '@comptoir/contracts/billing/schemas'
import { type NewEvent, newEvent } from '@comptoir/contracts/event'
import { invoiceIdOf } from '@comptoir/contracts/ids'
import { sum } from '@comptoir/money'
import { refuse } from '@comptoir/service/problems/refusal'
import type { z } from 'zod'
import type { Allocation } from '../numbering/number-series.ts'
import type { BilledOrder } from './billed-order.ts'
import { type Credit, type CreditRequest, creditedOrder, creditFor, remainderOf } from './credit.ts'
import type { Pdf, StoredInvoice } from './stored-invoice.ts'

export type BillingDocument = z.infer<typeof StoredInvoice>
export type DraftDocument = Extract<BillingDocument, { status: 'draft' }>
export type VoidedDocument = Extract<BillingDocument, { status: 'voided' }>
export type IssuedDocument = Extract<BillingDocument, { status: 'finalised' | 'credited' }>

export type DocumentChange = { next: BillingDocument; events?: NewEvent[] } | undefined

export function isIssued(document: BillingDocument): document is IssuedDocument {
  return document.status === 'finalised' || document.status === 'credited'
}

/** The draft invoice of an order; refuses an order whose amounts do not add up. */
export function draftInvoice(
  order: BilledOrder,
  now: string,
): { draft: DraftDocument; events: NewEvent[] } {
  checkAmounts(order)
  const fact = { orderId: order.orderId, invoiceId: invoiceIdOf(order.orderId) }
  return {
    draft: { status: 'draft', type: 'invoice', order, createdAt: now },
    events: [newEvent(InvoiceDrafted, { ...fact, total: order.totals.grandTotal })],
  }
}

/** Issues a draft under its number; a document that is no draft stays as it is. */
export function finaliseDocument(
  document: BillingDocument,
  issue: Allocation,
  seller: Seller,
): DocumentChange {
  if (document.status !== 'draft') return undefined
  const { orderId, totals } = document.order
  const fact = { orderId, total: totals.grandTotal, number: issue.number }
  const event =
    document.corrects === undefined
      ? newEvent(InvoiceFinalised, { ...fact, invoiceId: issue.documentId })
      : newEvent(CreditNoteIssued, {
          ...fact,
          invoiceId: document.corrects.invoiceId,
          creditNoteId: issue.documentId,
        })
  return { next: { ...document, status: 'finalised', issue, seller }, events: [event] }
}

export type Cancellation = {
  readonly orderId: string
  readonly reason: string
  readonly now: string
}

/** Voids a draft, or leaves a tombstone where nothing is yet; an issued document needs a credit note instead. */
export function voidDocument(
  document: BillingDocument | undefined,
  { orderId, reason, now }: Cancellation,
): DocumentChange {
  if (document && document.status !== 'draft') return undefined
  const voided: VoidedDocument = { status: 'voided', orderId, reason, voidedAt: now }
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
export function draftCreditNote(invoice: IssuedDocument, credit: Credit): DraftDocument {
  return {
    status: 'draft',
    type: 'credit_note',
    order: creditedOrder(invoice.order, credit),
    createdAt: credit.createdAt,
    credit,
    corrects: {
      invoiceId: invoiceIdOf(invoice.order.orderId),
      number: invoice.issue.number,
      issuedOn: invoice.issue.issuedOn,
      reason: credit.reason,
      ...(invoice.issue.paidWith ? { paidWith: invoice.issue.paidWith } : {}),
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

/** Keeps the hash of the PDF, once: later ones are ignored. */
export function attachPdf(document: BillingDocument, pdf: z.infer<typeof Pdf>): DocumentChange {
  if (!isIssued(document) || document.pdf) return undefined
  const { order, issue } = document
  const event = newEvent(InvoicePdfReady, {
    orderId: order.orderId,
    invoiceId: issue.documentId,
    total: order.totals.grandTotal,
    number: issue.number,
    sha256: pdf.sha256,
  })
  return { next: { ...document, pdf }, events: document.type === 'invoice' ? [event] : [] }
}

/** Lines and shipping must add up to the total, and VAT per rate to the whole, before anything is numbered. */
export function checkAmounts({ lines, shippingLine, totals, currency }: BilledOrder): void {
  const amounts = [...lines, shippingLine]
  const total = (parts: readonly { gross: BilledOrder['totals']['grandTotal'] }[]) =>
    sum(
      parts.map((part) => part.gross),
      currency,
    ).amount
  const vat = sum(
    totals.vatByRate.map((rate) => rate.vat),
    currency,
  ).amount
  const splitRight = [...amounts, ...totals.vatByRate].every(
    ({ gross, net, vat: tax }) => net.amount + tax.amount === gross.amount,
  )
  const whole = totals.grandTotal.amount
  if (
    !splitRight ||
    total(amounts) !== whole ||
    total(totals.vatByRate) !== whole ||
    vat !== totals.vatTotal.amount
  ) {
    throw refuse('invalid_request', 'the amounts of the order do not add up')
  }
}
