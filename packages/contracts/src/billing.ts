import { createRoute, z } from '@hono/zod-openapi'
import {
  Address,
  CursorQuery,
  callers,
  Id,
  Instant,
  jsonAnswer,
  jsonBody,
  Locale,
  Money,
  pageOf,
  problemAnswers,
  signedIn,
} from './common.ts'
import { defineEvent } from './event.ts'
import { OrderLine, ShippingLine, Totals } from './orders.ts'

/** A VAT rate of a tax class in a country from a date on; `rateBps` in basis points (550 = 5.5 %). */
export const TaxRate = z
  .object({
    countryCode: z.string(),
    taxClass: z.string(),
    rateBps: z.int().min(0).max(10_000),
    validFrom: z.iso.date(),
    validTo: z.iso.date().optional(),
  })
  .openapi('TaxRate')
export type TaxRate = z.infer<typeof TaxRate>

/** The VAT rates in force: public, callers may keep them for a minute. Classes: standard, intermediate, reduced, super_reduced. */
export const listTaxRates = createRoute({
  operationId: 'ListTaxRates',
  method: 'get',
  path: '/api/tax-rates',
  tags: ['billing'],
  responses: { 200: jsonAnswer(z.object({ rates: z.array(TaxRate) }), 'Rates') },
})

export const InvoiceOutcome = z
  .object({
    invoiceId: z.string(),
    status: z.enum(['unknown', 'draft', 'finalised', 'voided', 'credited']),
    number: z.string().optional(),
    creditNoteNumber: z.string().optional(),
    pdfReady: z.boolean().optional(),
  })
  .openapi('InvoiceOutcome')
export type InvoiceOutcome = z.infer<typeof InvoiceOutcome>

export const InvoiceStatus = z
  .enum(['draft', 'finalised', 'voided', 'credited'])
  .openapi('InvoiceStatus')
export type InvoiceStatus = z.infer<typeof InvoiceStatus>

/** Who sells, as the law wants it on an invoice. */
export const Seller = z
  .object({
    name: z.string(),
    legalForm: z.string(),
    address: z.array(z.string()),
    siren: z.string(),
    rcs: z.string(),
    vatNumber: z.string(),
    email: z.string(),
    phone: z.string().optional(),
  })
  .openapi('Seller')
export type Seller = z.infer<typeof Seller>

/** An invoice or a credit note; amounts are positive on both. `number` and `issuedOn` (Paris) come when it is finalised. */
export const Invoice = z
  .object({
    invoiceId: z.string(),
    type: z.enum(['invoice', 'credit_note']),
    status: InvoiceStatus,
    orderId: z.string(),
    orderNumber: z.string(),
    userId: z.string(),
    locale: Locale,
    currency: z.string(),
    lines: z.array(OrderLine),
    shippingLine: ShippingLine,
    totals: Totals,
    billingAddress: Address,
    shippingAddress: Address,
    createdAt: Instant,
    number: z.string().optional(),
    issuedAt: Instant.optional(),
    issuedOn: z.iso.date().optional(),
    paidAt: Instant.optional(),
    seller: Seller.optional(),
    pdf: z.object({ sha256: z.string(), size: z.int() }).optional(),
    /** The last credit note of an invoice that is credited whole. */
    creditNote: z.object({ creditNoteId: z.string(), number: z.string() }).optional(),
    /** All credit notes of an invoice; one without a number is about to be issued. */
    creditNotes: z
      .array(z.object({ creditNoteId: z.string(), number: z.string().optional(), total: Money }))
      .optional(),
    /**
     * What a credit note is over: the whole invoice, what earlier ones left, some lines, or an amount, shared over the
     * VAT rates of the invoice.
     */
    credits: z.enum(['whole', 'remainder', 'lines', 'amount']).optional(),
    /** The refund that a credit note was made for. */
    refundId: z.string().optional(),
    /** The invoice that a credit note corrects, and why. */
    corrects: z
      .object({
        invoiceId: z.string(),
        number: z.string(),
        issuedOn: z.iso.date(),
        reason: z.string(),
      })
      .optional(),
  })
  .openapi('Invoice')
export type Invoice = z.infer<typeof Invoice>

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

const InvoiceFact = z.object({ orderId: z.string(), invoiceId: z.string(), total: Money })
export const InvoiceDrafted = defineEvent('billing', 'InvoiceDrafted', InvoiceFact)
export const InvoiceFinalised = defineEvent(
  'billing',
  'InvoiceFinalised',
  InvoiceFact.extend({ number: z.string() }),
)
export const InvoicePdfReady = defineEvent(
  'billing',
  'InvoicePdfReady',
  InvoiceFact.extend({ number: z.string(), sha256: z.string() }),
)
export const CreditNoteIssued = defineEvent(
  'billing',
  'CreditNoteIssued',
  InvoiceFact.extend({ number: z.string(), creditNoteId: z.string() }),
)
