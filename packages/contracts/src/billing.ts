import { createRoute, z } from '@hono/zod-openapi'
import { callers, jsonAnswer, jsonBody, Money } from './common.ts'
import { defineEvent } from './event.ts'

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
  method: 'get',
  path: '/api/tax-rates',
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

const invoiceParam = { params: z.object({ invoiceId: z.string().max(80) }) }
const outcome = { 200: jsonAnswer(InvoiceOutcome, 'The invoice now') }

export const readInvoiceOutcome = createRoute({
  method: 'get',
  path: '/internal/invoices/{invoiceId}',
  ...callers('orders'),
  request: invoiceParam,
  responses: outcome,
})

/** Voids a draft, or issues the credit note of a finalised invoice; unknown ones leave a tombstone. */
export const cancelInvoice = createRoute({
  method: 'put',
  path: '/internal/invoices/{invoiceId}/cancel',
  ...callers('orders'),
  request: { ...invoiceParam, body: jsonBody(z.object({ orderId: z.string(), reason: z.string() })) },
  responses: outcome,
})

const InvoiceFact = z.object({ orderId: z.string(), invoiceId: z.string(), total: Money })
export const InvoiceDrafted = defineEvent('billing', 'InvoiceDrafted', InvoiceFact)
export const InvoiceFinalised = defineEvent('billing', 'InvoiceFinalised', InvoiceFact.extend({ number: z.string() }))
export const InvoicePdfReady = defineEvent('billing', 'InvoicePdfReady', InvoiceFact.extend({ number: z.string(), sha256: z.string() }))
export const CreditNoteIssued = defineEvent('billing', 'CreditNoteIssued', InvoiceFact.extend({ number: z.string(), creditNoteId: z.string() }))
