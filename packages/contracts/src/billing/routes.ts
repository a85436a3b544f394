import { z } from '@hono/zod-openapi'
import {
  callers,
  Id,
  Instant,
  jsonAnswer,
  jsonBody,
  ofOrdersQuery,
  pageOf,
  pdfAnswer,
  QueryFlag,
} from '../common.ts'
import { forAnyone, forBuyers, internal } from '../operation.ts'
import { OrderSnapshot, UsedPaymentMethod } from '../orders/schemas.ts'
import { FileContent } from '../platform/file-content.ts'
import { Invoice, InvoiceOutcome, InvoiceStatus, TaxRate, TaxSettings } from './schemas.ts'

/**
 * The VAT rates in force: public, callers may keep them for a minute. Classes: standard, intermediate, reduced, super_reduced.
 * With `upcoming` those too that come into force on a later day.
 */
export const listTaxRates = forAnyone('ListTaxRates', 'GET /api/tax-rates', {
  ...callers('catalog', 'carts', 'orders'),
  request: { query: z.object({ upcoming: QueryFlag.optional() }) },
  responses: {
    200: jsonAnswer({ rates: z.array(TaxRate), settings: TaxSettings.optional() }, 'Rates'),
  },
  problems: ['invalid_request'],
})

const InvoiceQuery = ofOrdersQuery(InvoiceStatus)

/** Staff see all, others their own; newest first. */
export const listInvoices = forBuyers('ListInvoices', 'GET /api/invoices', {
  request: { query: InvoiceQuery },
  responses: { 200: jsonAnswer(pageOf(Invoice), 'Invoices') },
  problems: ['invalid_request'],
})

export const getInvoice = forBuyers('GetInvoice', 'GET /api/invoices/{invoiceId}', {
  request: { params: z.object({ invoiceId: z.string().max(80) }) },
  responses: { 200: jsonAnswer(Invoice, 'The invoice') },
  problems: ['not_found'],
})

export const getInvoicePdf = forBuyers('GetInvoicePdf', 'GET /api/invoices/{invoiceId}/pdf', {
  request: { params: z.object({ invoiceId: z.string().max(80) }) },
  responses: { 200: pdfAnswer },
  problems: ['not_found', 'document_not_ready'],
})

export const listCreditNotes = forBuyers('ListCreditNotes', 'GET /api/credit-notes', {
  request: { query: InvoiceQuery },
  responses: { 200: jsonAnswer(pageOf(Invoice), 'Credit notes') },
  problems: ['invalid_request'],
})

export const getCreditNote = forBuyers('GetCreditNote', 'GET /api/credit-notes/{creditNoteId}', {
  request: { params: z.object({ creditNoteId: z.string().max(80) }) },
  responses: { 200: jsonAnswer(Invoice, 'The credit note') },
  problems: ['not_found'],
})

export const getCreditNotePdf = forBuyers(
  'GetCreditNotePdf',
  'GET /api/credit-notes/{creditNoteId}/pdf',
  {
    request: { params: z.object({ creditNoteId: z.string().max(80) }) },
    responses: { 200: pdfAnswer },
    problems: ['not_found', 'document_not_ready'],
  },
)

const xmlAnswer = {
  description: 'The XML',
  content: { 'application/xml': { schema: z.string() } },
}
const ofInvoice = { params: z.object({ invoiceId: z.string().max(80) }) }
const ofCreditNote = { params: z.object({ creditNoteId: z.string().max(80) }) }
const problems = ['not_found', 'document_not_ready'] as const
const asPdf = { responses: { 200: pdfAnswer }, problems }
const asXml = { responses: { 200: xmlAnswer }, problems }

/**
 * The Factur-X file (PDF/A-3 with the XML of EN 16931 in it), always the same bytes. It is the PDF of the invoice, unless that
 * was stored before there were such files.
 */
export const getInvoiceFacturx = forBuyers(
  'GetInvoiceFacturx',
  'GET /api/invoices/{invoiceId}/facturx',
  { request: ofInvoice, ...asPdf },
)

/** The invoice in UN/CEFACT CII, as it is in the Factur-X file: always the same bytes. */
export const getInvoiceXml = forBuyers('GetInvoiceXml', 'GET /api/invoices/{invoiceId}/xml', {
  request: ofInvoice,
  ...asXml,
})

/** The same in UBL 2.1. */
export const getInvoiceUbl = forBuyers('GetInvoiceUbl', 'GET /api/invoices/{invoiceId}/ubl', {
  request: ofInvoice,
  ...asXml,
})

export const getCreditNoteFacturx = forBuyers(
  'GetCreditNoteFacturx',
  'GET /api/credit-notes/{creditNoteId}/facturx',
  { request: ofCreditNote, ...asPdf },
)

export const getCreditNoteXml = forBuyers(
  'GetCreditNoteXml',
  'GET /api/credit-notes/{creditNoteId}/xml',
  { request: ofCreditNote, ...asXml },
)

export const getCreditNoteUbl = forBuyers(
  'GetCreditNoteUbl',
  'GET /api/credit-notes/{creditNoteId}/ubl',
  { request: ofCreditNote, ...asXml },
)

const invoiceParam = { params: z.object({ invoiceId: Id }) }
const outcome = { 200: jsonAnswer(InvoiceOutcome, 'The invoice now') }

export const readInvoiceOutcome = internal(['orders'], 'GET /internal/invoices/{invoiceId}', {
  request: invoiceParam,
  responses: outcome,
})

/**
 * Replaces the papers of an order that was edited: what is left of its invoice is credited, and another one is issued over the
 * order as it is now, under an id that the caller derives (`inv_X_2`). Repeated, it is there already.
 */
export const replaceInvoice = internal(
  ['orders'],
  'PUT /internal/invoices/{invoiceId}/replacement',
  {
    request: {
      ...invoiceParam,
      body: jsonBody({
        order: OrderSnapshot,
        creditNoteId: Id,
        reason: z.string().max(200),
        paidAt: Instant,
        paidWith: UsedPaymentMethod.optional(),
        /** `shipping`: the money is held, and taken when the first parcel leaves. */
        captureAt: z.enum(['shipping']).optional(),
      }),
    },
    responses: outcome,
  },
)

/**
 * An invoice beside that of its order, which it names, over what an exchange costs more: a draft while that is to be paid, issued once
 * it is (`paidAt`), under an id that the caller derives (`inv_X_x1`). Repeated, it is there already.
 */
export const supplementInvoice = internal(
  ['orders'],
  'PUT /internal/invoices/{invoiceId}/supplement',
  {
    request: {
      ...invoiceParam,
      body: jsonBody({
        /** The order with nothing but what the difference is for. */
        order: OrderSnapshot,
        paidAt: Instant.optional(),
        paidWith: UsedPaymentMethod.optional(),
      }),
    },
    responses: outcome,
  },
)

/**
 * Voids a draft, or credits what is left of a finalised invoice; unknown ones leave a tombstone. Of an invoice beside that of the order
 * only the draft is voided.
 */
export const cancelInvoice = internal(['orders'], 'PUT /internal/invoices/{invoiceId}/cancel', {
  request: {
    ...invoiceParam,
    body: jsonBody({ orderId: Id, reason: z.string() }),
  },
  responses: outcome,
})

/** The PDF of an invoice or a credit note, for a mail. */
export const readPaper = internal(['notifications'], 'GET /internal/papers/{paperId}', {
  request: { params: z.object({ paperId: z.string().max(80) }) },
  responses: { 200: jsonAnswer(FileContent, 'The PDF') },
  problems: ['not_found', 'document_not_ready', 'dependency_unavailable'],
})
