import { createRoute, z } from '@hono/zod-openapi'
import {
  CursorQuery,
  callers,
  Id,
  jsonAnswer,
  jsonBody,
  pageOf,
  problemAnswers,
  signedIn,
} from '../common.ts'
import { Invoice, InvoiceOutcome, InvoiceStatus, TaxRate } from './schemas.ts'

/** The VAT rates in force: public, callers may keep them for a minute. Classes: standard, intermediate, reduced, super_reduced. */
export const listTaxRates = createRoute({
  operationId: 'ListTaxRates',
  method: 'get',
  path: '/api/tax-rates',
  tags: ['billing'],
  responses: { 200: jsonAnswer(z.object({ rates: z.array(TaxRate) }), 'Rates') },
})

const InvoiceQuery = CursorQuery.extend({
  status: InvoiceStatus.optional(),
  orderId: z.string().max(80).optional(),
  userId: z.string().max(80).optional(),
})
const pdfAnswer = {
  description: 'The PDF, always the same bytes; `ETag` is their SHA-256',
  content: { 'application/pdf': { schema: z.string().openapi({ format: 'binary' }) } },
}

/** Staff see all, others their own; newest first. */
export const listInvoices = createRoute({
  operationId: 'ListInvoices',
  method: 'get',
  path: '/api/invoices',
  tags: ['billing'],
  security: signedIn,
  request: { query: InvoiceQuery },
  responses: {
    200: jsonAnswer(pageOf(Invoice), 'Invoices'),
    ...problemAnswers('invalid_request', 'unauthenticated'),
  },
})

export const getInvoice = createRoute({
  operationId: 'GetInvoice',
  method: 'get',
  path: '/api/invoices/{invoiceId}',
  tags: ['billing'],
  security: signedIn,
  request: { params: z.object({ invoiceId: z.string().max(80) }) },
  responses: {
    200: jsonAnswer(Invoice, 'The invoice'),
    ...problemAnswers('unauthenticated', 'not_found'),
  },
})

export const getInvoicePdf = createRoute({
  operationId: 'GetInvoicePdf',
  method: 'get',
  path: '/api/invoices/{invoiceId}/pdf',
  tags: ['billing'],
  security: signedIn,
  request: { params: z.object({ invoiceId: z.string().max(80) }) },
  responses: {
    200: pdfAnswer,
    ...problemAnswers('unauthenticated', 'not_found', 'document_not_ready'),
  },
})

export const listCreditNotes = createRoute({
  operationId: 'ListCreditNotes',
  method: 'get',
  path: '/api/credit-notes',
  tags: ['billing'],
  security: signedIn,
  request: { query: InvoiceQuery },
  responses: {
    200: jsonAnswer(pageOf(Invoice), 'Credit notes'),
    ...problemAnswers('invalid_request', 'unauthenticated'),
  },
})

export const getCreditNote = createRoute({
  operationId: 'GetCreditNote',
  method: 'get',
  path: '/api/credit-notes/{creditNoteId}',
  tags: ['billing'],
  security: signedIn,
  request: { params: z.object({ creditNoteId: z.string().max(80) }) },
  responses: {
    200: jsonAnswer(Invoice, 'The credit note'),
    ...problemAnswers('unauthenticated', 'not_found'),
  },
})

export const getCreditNotePdf = createRoute({
  operationId: 'GetCreditNotePdf',
  method: 'get',
  path: '/api/credit-notes/{creditNoteId}/pdf',
  tags: ['billing'],
  security: signedIn,
  request: { params: z.object({ creditNoteId: z.string().max(80) }) },
  responses: {
    200: pdfAnswer,
    ...problemAnswers('unauthenticated', 'not_found', 'document_not_ready'),
  },
})

const invoiceParam = { params: z.object({ invoiceId: Id }) }
const outcome = { 200: jsonAnswer(InvoiceOutcome, 'The invoice now') }

export const readInvoiceOutcome = createRoute({
  method: 'get',
  path: '/internal/invoices/{invoiceId}',
  ...callers('orders'),
  request: invoiceParam,
  responses: outcome,
})

/** Voids a draft, or credits what is left of a finalised invoice; unknown ones leave a tombstone. */
export const cancelInvoice = createRoute({
  method: 'put',
  path: '/internal/invoices/{invoiceId}/cancel',
  ...callers('orders'),
  request: {
    ...invoiceParam,
    body: jsonBody(z.object({ orderId: Id, reason: z.string() })),
  },
  responses: outcome,
})
