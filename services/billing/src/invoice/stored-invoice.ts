import { Seller } from '@comptoir/contracts/billing/schemas'
import { UsedPaymentMethod } from '@comptoir/contracts/orders/schemas'
import { z } from 'zod'
import { Allocation } from '../numbering/number-series.ts'
import { BilledOrder } from './billed-order.ts'
import { Credit } from './credit.ts'

/** The invoice that a credit note corrects. */
const Corrects = z.object({
  invoiceId: z.string(),
  number: z.string(),
  issuedOn: z.iso.date(),
  reason: z.string(),
  paidWith: UsedPaymentMethod.optional(),
  captureAt: Allocation.shape.captureAt,
})
export const Pdf = z.object({ sha256: z.string(), size: z.int() })
/** A Factur-X file beside the PDF: of documents whose PDF was stored before PDFs were Factur-X files. */
const eInvoice = { xml: Pdf.optional(), facturx: Pdf.optional() }
const content = {
  type: z.enum(['invoice', 'credit_note']),
  /** What was bought, as the order says: amounts are copied from it, never computed again. */
  order: BilledOrder,
  createdAt: z.iso.datetime(),
  corrects: Corrects.optional(),
  /** The invoice that this one replaces, and the one that replaced it, once an order was edited. */
  replaces: Corrects.pick({ invoiceId: true, number: true, issuedOn: true }).optional(),
  replacedBy: z.string().optional(),
  /** The invoice beside which this one is, over what an exchange cost more; and those beside this one. */
  supplements: Corrects.pick({ invoiceId: true, number: true, issuedOn: true }).optional(),
  supplementedBy: z.array(z.string()).optional(),
  /** Of an invoice: what its credit notes take off it, issued or about to be. */
  credits: z.array(Credit).optional(),
  /** Of a credit note: what it is over. */
  credit: Credit.optional(),
}
const issued = {
  ...{ ...content, issue: Allocation, seller: Seller, pdf: Pdf.optional(), ...eInvoice },
  /** Its way through the approved platform has begun. */
  handedOver: z.literal(true).optional(),
}

/** How invoices and credit notes are stored, apart from the public view: a draft has no number, a finalised one never changes. */
export const StoredInvoice = z.discriminatedUnion('status', [
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
