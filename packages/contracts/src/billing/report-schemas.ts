import { z } from '@hono/zod-openapi'
import { TaxTreatment } from '../orders/sale-tax.ts'
import { oneOf, schema } from '../schema.ts'

const mostDays = 366

/** Days of issue in Paris, both included; a year at most. */
export const Days = z
  .object({ from: z.iso.date(), to: z.iso.date() })
  .refine(({ from, to }) => from <= to, { path: ['to'], message: 'is before from' })
  .refine(({ from, to }) => Date.parse(to) - Date.parse(from) <= mostDays * 86_400_000, {
    path: ['to'],
    message: 'is more than a year after from',
  })

/**
 * How a sale is declared: invoices to French businesses go through a platform one by one; sums of the others are reported
 * (CGI art. 289 bis and 290).
 */
const VatFlow = oneOf('VatFlow', ['e_invoicing', 'b2c', 'cross_border'])

/** What invoices of a day charge less what its credit notes take back, in minor units; may be negative. */
export const VatSummaryRow = schema('VatSummaryRow', {
  /** Of issue, in Paris. */
  day: z.iso.date(),
  flow: VatFlow,
  /** Whose VAT is charged; where there is none, where the goods go. */
  countryCode: z.string(),
  region: z.string().optional(),
  treatment: TaxTreatment,
  /** Of UNCL 5305: S with VAT, Z at a rate of zero, K to a business of another member state, G export. */
  category: z.string(),
  vatRateBps: z.int(),
  currency: z.string(),
  net: z.int(),
  vat: z.int(),
  gross: z.int(),
  invoices: z.int(),
  creditNotes: z.int(),
})
export type VatSummaryRow = z.infer<typeof VatSummaryRow>
