import type { Invoice, InvoiceOutcome } from '@comptoir/contracts/billing/schemas'
import type { Document } from '@comptoir/dapr/documents/documents'
import { type Credit, grossOf } from './credit.ts'
import { type BillingDocument, isIssued } from './invoice.ts'

/** What other services may know of an invoice. */
export function outcomeOf(
  invoiceId: string,
  document: BillingDocument | undefined,
): InvoiceOutcome {
  if (!document) return { invoiceId, status: 'unknown' }
  if (!isIssued(document)) return { invoiceId, status: document.status }
  return {
    invoiceId,
    status: document.status,
    number: document.issue.number,
    pdfReady: document.pdf !== undefined,
    ...(document.status === 'credited' ? { creditNoteNumber: document.creditNote.number } : {}),
  }
}

/** The invoice as its owner and staff read it; a tombstone of an order never seen has nothing to show. */
export function viewOf({ id, data }: Document<BillingDocument>): Invoice | undefined {
  const content = data.status === 'voided' ? data.draft : data
  if (!content) return undefined
  const { order, type, createdAt, corrects, credit } = content
  return {
    invoiceId: id,
    type,
    status: data.status,
    orderId: order.orderId,
    orderNumber: order.number,
    userId: order.userId,
    locale: order.locale,
    currency: order.currency,
    lines: order.lines,
    shippingLine: order.shippingLine,
    totals: order.totals,
    billingAddress: order.billingAddress,
    shippingAddress: order.shippingAddress,
    createdAt,
    ...(corrects ? { corrects } : {}),
    ...(credit ? creditPart(credit) : {}),
    ...(content.credits ? { creditNotes: content.credits.map(creditNotePart) } : {}),
    ...(isIssued(data) ? issuedPart(data) : {}),
  }
}

function creditPart({ kind, refundId }: Credit) {
  return { credits: kind, ...(refundId ? { refundId } : {}) }
}

function creditNotePart({ creditNoteId, number, vatByRate }: Credit) {
  const currency = vatByRate[0]?.gross.currency ?? 'EUR'
  const total = { amount: grossOf(vatByRate), currency }
  return { creditNoteId, total, ...(number ? { number } : {}) }
}

function issuedPart(data: Extract<BillingDocument, { status: 'finalised' | 'credited' }>) {
  const { number, issuedAt, issuedOn, paidAt } = data.issue
  return {
    number,
    issuedAt,
    issuedOn,
    seller: data.seller,
    ...(paidAt ? { paidAt } : {}),
    ...(data.pdf ? { pdf: data.pdf } : {}),
    ...(data.status === 'credited' ? { creditNote: data.creditNote } : {}),
  }
}
