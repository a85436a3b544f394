import {
  CreditNoteIssued,
  InvoiceDrafted,
  InvoiceFinalised,
  InvoicePdfReady,
  Seller,
} from '@comptoir/contracts/billing'
import { type NewEvent, newEvent } from '@comptoir/contracts/event'
import { creditNoteIdOf, invoiceIdOf } from '@comptoir/contracts/ids'
import { OrderSnapshot, UsedPaymentMethod } from '@comptoir/contracts/orders'
import { sum } from '@comptoir/money'
import { refuse } from '@comptoir/service/refusal'
import { z } from 'zod'
import { Allocation } from './number-series.ts'

/** The invoice that a credit note corrects. */
const Corrects = z.object({
  invoiceId: z.string(),
  number: z.string(),
  issuedOn: z.iso.date(),
  reason: z.string(),
  paidWith: UsedPaymentMethod.optional(),
})
const Pdf = z.object({ sha256: z.string(), size: z.int() })
const content = {
  type: z.enum(['invoice', 'credit_note']),
  /** What was bought, as the order says: amounts are copied from it, never computed again. */
  order: OrderSnapshot,
  createdAt: z.iso.datetime(),
  corrects: Corrects.optional(),
}
const issued = { ...content, issue: Allocation, seller: Seller, pdf: Pdf.optional() }

/** An invoice or a credit note: a draft has no number, a finalised one never changes. */
export const BillingDocument = z.discriminatedUnion('status', [
  z.object({ status: z.literal('draft'), ...content }),
  z.object({ status: z.literal('finalised'), ...issued }),
  z.object({
    status: z.literal('credited'),
    ...issued,
    creditNote: z.object({ creditNoteId: z.string(), number: z.string() }),
  }),
  z.object({
    status: z.literal('voided'),
    orderId: z.string(),
    reason: z.string(),
    voidedAt: z.iso.datetime(),
    draft: z.object(content).optional(),
  }),
])
export type BillingDocument = z.infer<typeof BillingDocument>
export type DraftDocument = Extract<BillingDocument, { status: 'draft' }>
export type VoidedDocument = Extract<BillingDocument, { status: 'voided' }>
export type IssuedDocument = Extract<BillingDocument, { status: 'finalised' | 'credited' }>

export type DocumentChange = { next: BillingDocument; events?: NewEvent[] } | undefined

export function isIssued(document: BillingDocument): document is IssuedDocument {
  return document.status === 'finalised' || document.status === 'credited'
}

/** The draft invoice of an order; refuses an order whose amounts do not add up. */
export function draftInvoice(
  order: OrderSnapshot,
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

/** The draft of the credit note that cancels a whole invoice: same amounts, positive, citing it. */
export function draftCreditNote(
  invoice: IssuedDocument,
  { reason, now }: Cancellation,
): DraftDocument {
  return {
    status: 'draft',
    type: 'credit_note',
    order: invoice.order,
    createdAt: now,
    corrects: {
      invoiceId: invoiceIdOf(invoice.order.orderId),
      number: invoice.issue.number,
      issuedOn: invoice.issue.issuedOn,
      reason,
      ...(invoice.issue.paidWith ? { paidWith: invoice.issue.paidWith } : {}),
    },
  }
}

/** Marks an invoice as cancelled by an issued credit note. */
export function creditInvoice(
  invoice: BillingDocument,
  creditNote: BillingDocument,
): DocumentChange {
  if (invoice.status !== 'finalised' || creditNote.status !== 'finalised') return undefined
  const creditNoteId = creditNoteIdOf(invoice.order.orderId)
  return {
    next: {
      ...invoice,
      status: 'credited',
      creditNote: { creditNoteId, number: creditNote.issue.number },
    },
  }
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
export function checkAmounts({ lines, shippingLine, totals, currency }: OrderSnapshot): void {
  const amounts = [...lines, shippingLine]
  const total = (parts: readonly { gross: OrderSnapshot['totals']['grandTotal'] }[]) =>
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
