import type { Invoice, InvoiceOutcome } from '@comptoir/contracts/billing/schemas'
import type { Document } from '@comptoir/dapr/documents/documents'
import { type Credit, grossOf } from './credit.ts'
import { type BillingDocument, type IssuedDocument, isIssued } from './invoice.ts'

/** What other services may know of an invoice. */
export function outcomeOf(
  invoiceId: string,
  document: BillingDocument | undefined,
): InvoiceOutcome {
  if (!document) return { invoiceId, status: 'unknown' }
  if (!isIssued(document)) return { invoiceId, status: document.status }
  const { status, issue, pdf } = document
  const creditNoteNumber = status === 'credited' ? document.creditNote.number : undefined
  const creditNotes = (document.credits ?? []).flatMap(({ creditNoteId, number }) =>
    number === undefined ? [] : [{ creditNoteId, number }],
  )
  const facts = { invoiceId, status, number: issue.number, pdfReady: pdf !== undefined }
  return { ...facts, creditNoteNumber, ...(creditNotes.length > 0 && { creditNotes }) }
}

/** The invoice as its owner and staff read it; a tombstone of an order never seen has nothing to show. */
export function viewOf({ id, data }: Document<BillingDocument>): Invoice | undefined {
  const content = data.status === 'voided' ? data.draft : data
  if (!content) return undefined
  const { order, type, createdAt, corrects, credit, credits, replaces, replacedBy } = content
  const { supplements, supplementedBy } = content
  const { orderId, number: orderNumber, userId, locale, currency, lines } = order
  const { shippingLine, totals, billingAddress, shippingAddress, tax } = order
  return {
    ...{
      invoiceId: id,
      type,
      status: data.status,
      createdAt,
      orderId,
      orderNumber,
      userId,
      locale,
    },
    ...{ currency, lines, shippingLine, totals, billingAddress, shippingAddress, corrects },
    ...(tax && { tax }),
    ...(replaces && { replaces }),
    ...(replacedBy && { replacedBy }),
    ...(supplements && { supplements }),
    ...(supplementedBy && { supplementedBy }),
    ...(credit && { credits: credit.kind, refundId: credit.refundId }),
    creditNotes: credits?.map(creditNotePart),
    ...(isIssued(data) && issuedPart(data)),
  }
}

function creditNotePart({ creditNoteId, number, vatByRate }: Credit) {
  const currency = vatByRate[0]?.gross.currency ?? 'EUR'
  return { creditNoteId, number, total: { amount: grossOf(vatByRate), currency } }
}

function issuedPart(data: IssuedDocument) {
  const { number, issuedAt, issuedOn, paidAt } = data.issue
  const creditNote = data.status === 'credited' ? data.creditNote : undefined
  return {
    number,
    issuedAt,
    issuedOn,
    paidAt,
    seller: data.seller,
    pdf: data.pdf,
    xml: data.xml,
    creditNote,
  }
}
