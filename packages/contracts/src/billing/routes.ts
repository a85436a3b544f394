import { z } from '@hono/zod-openapi'
import {
  CursorQuery,
  callers,
  Id,
  jsonAnswer,
  jsonBody,
  pageOf,
  pdfAnswer,
  signedIn,
} from '../common.ts'
import { operation } from '../operation.ts'
import { Invoice, InvoiceOutcome, InvoiceStatus, TaxRate } from './schemas.ts'

/** The VAT rates in force: public, callers may keep them for a minute. Classes: standard, intermediate, reduced, super_reduced. */
export const listTaxRates = operation('get', '/api/tax-rates', {
  operationId: 'ListTaxRates',
  responses: { 200: jsonAnswer({ rates: z.array(TaxRate) }, 'Rates') },
})

const InvoiceQuery = CursorQuery.extend({
  status: InvoiceStatus.optional(),
  orderId: z.string().max(80).optional(),
  userId: z.string().max(80).optional(),
})
/** Staff see all, others their own; newest first. */
export const listInvoices = operation('get', '/api/invoices', {
  operationId: 'ListInvoices',
  security: signedIn,
  request: { query: InvoiceQuery },
  responses: { 200: jsonAnswer(pageOf(Invoice), 'Invoices') },
  problems: ['invalid_request'],
})

export const getInvoice = operation('get', '/api/invoices/{invoiceId}', {
  operationId: 'GetInvoice',
  security: signedIn,
  request: { params: z.object({ invoiceId: z.string().max(80) }) },
  responses: { 200: jsonAnswer(Invoice, 'The invoice') },
  problems: ['not_found'],
})

export const getInvoicePdf = operation('get', '/api/invoices/{invoiceId}/pdf', {
  operationId: 'GetInvoicePdf',
  security: signedIn,
  request: { params: z.object({ invoiceId: z.string().max(80) }) },
  responses: { 200: pdfAnswer },
  problems: ['not_found', 'document_not_ready'],
})

export const listCreditNotes = operation('get', '/api/credit-notes', {
  operationId: 'ListCreditNotes',
  security: signedIn,
  request: { query: InvoiceQuery },
  responses: { 200: jsonAnswer(pageOf(Invoice), 'Credit notes') },
  problems: ['invalid_request'],
})

export const getCreditNote = operation('get', '/api/credit-notes/{creditNoteId}', {
  operationId: 'GetCreditNote',
  security: signedIn,
  request: { params: z.object({ creditNoteId: z.string().max(80) }) },
  responses: { 200: jsonAnswer(Invoice, 'The credit note') },
  problems: ['not_found'],
})

export const getCreditNotePdf = operation('get', '/api/credit-notes/{creditNoteId}/pdf', {
  operationId: 'GetCreditNotePdf',
  security: signedIn,
  request: { params: z.object({ creditNoteId: z.string().max(80) }) },
  responses: { 200: pdfAnswer },
  problems: ['not_found', 'document_not_ready'],
})

const invoiceParam = { params: z.object({ invoiceId: Id }) }
const outcome = { 200: jsonAnswer(InvoiceOutcome, 'The invoice now') }

export const readInvoiceOutcome = operation('get', '/internal/invoices/{invoiceId}', {
  ...callers('orders'),
  request: invoiceParam,
  responses: outcome,
})

/** Voids a draft, or credits what is left of a finalised invoice; unknown ones leave a tombstone. */
export const cancelInvoice = operation('put', '/internal/invoices/{invoiceId}/cancel', {
  ...callers('orders'),
  request: {
    ...invoiceParam,
    body: jsonBody({ orderId: Id, reason: z.string() }),
  },
  responses: outcome,
})
