import { z } from '@hono/zod-openapi'
import { Address, Instant, Locale, Money } from '../common.ts'
import { PriceKind, SaleTax } from '../orders/sale-tax.ts'
import { OrderLine, ShippingLine, Totals } from '../orders/schemas.ts'
import { oneOf, schema } from '../schema.ts'

/**
 * A VAT rate of a tax class in a country, or in a region with rates of its own (ISO 3166-2: `FR-20R` is Corsica), from a date
 * on; `rateBps` in basis points (550 = 5.5 %).
 */
export const TaxRate = schema('TaxRate', {
  countryCode: z.string(),
  region: z.string().optional(),
  taxClass: z.string(),
  rateBps: z.int().min(0).max(10_000),
  validFrom: z.iso.date(),
  validTo: z.iso.date().optional(),
})
export type TaxRate = z.infer<typeof TaxRate>

/** What the shop goes by when it charges VAT, beside the rates. */
export const TaxSettings = schema('TaxSettings', {
  /** Where the shop is established and sends its goods from. */
  homeCountry: z.string(),
  /** From this day on consumers of other member states are charged the VAT of their country (one-stop shop); never without it. */
  ossFrom: z.iso.date().optional(),
  /** Whether the prices of the catalogue include VAT. */
  prices: PriceKind,
})
export type TaxSettings = z.infer<typeof TaxSettings>

export const InvoiceOutcome = schema('InvoiceOutcome', {
  invoiceId: z.string(),
  status: z.enum(['unknown', 'draft', 'finalised', 'voided', 'credited']),
  number: z.string().optional(),
  creditNoteNumber: z.string().optional(),
  /** Those that are issued. */
  creditNotes: z.array(z.object({ creditNoteId: z.string(), number: z.string() })).optional(),
  pdfReady: z.boolean().optional(),
})
export type InvoiceOutcome = z.infer<typeof InvoiceOutcome>

export const InvoiceStatus = oneOf('InvoiceStatus', ['draft', 'finalised', 'voided', 'credited'])

/** Who sells, as the law wants it on an invoice. */
export const Seller = schema('Seller', {
  name: z.string(),
  legalForm: z.string(),
  address: z.array(z.string()),
  siren: z.string(),
  rcs: z.string(),
  vatNumber: z.string(),
  email: z.string(),
  phone: z.string().optional(),
})
export type Seller = z.infer<typeof Seller>

const StoredFile = z.object({ sha256: z.string(), size: z.int() })

/** An invoice or a credit note; amounts are positive on both. `number` and `issuedOn` (Paris) come when it is finalised. */
export const Invoice = schema('Invoice', {
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
  tax: SaleTax.optional(),
  billingAddress: Address,
  shippingAddress: Address,
  createdAt: Instant,
  number: z.string().optional(),
  issuedAt: Instant.optional(),
  issuedOn: z.iso.date().optional(),
  paidAt: Instant.optional(),
  seller: Seller.optional(),
  pdf: StoredFile.optional(),
  /** The XML of EN 16931 that is in the Factur-X file; none in a currency of three decimals. */
  xml: StoredFile.optional(),
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
  /** The invoice that this one replaces, since its order was edited. */
  replaces: z
    .object({ invoiceId: z.string(), number: z.string(), issuedOn: z.iso.date() })
    .optional(),
  /** The invoice that replaced this one. */
  replacedBy: z.string().optional(),
  /** The invoice beside which this one is, over what an exchange cost more. */
  supplements: z
    .object({ invoiceId: z.string(), number: z.string(), issuedOn: z.iso.date() })
    .optional(),
  /** The invoices beside this one. */
  supplementedBy: z.array(z.string()).optional(),
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
export type Invoice = z.infer<typeof Invoice>
