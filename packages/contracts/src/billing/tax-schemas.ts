import { z } from '@hono/zod-openapi'
import { Instant, LocalizedText, Money, Quantity } from '../common.ts'
import { CountryCode } from '../country.ts'
import { limits } from '../limits.ts'
import { PriceKind, SaleTax } from '../orders/sale-tax.ts'
import { Totals } from '../orders/schemas.ts'
import { oneOf, requiredText, schema } from '../schema.ts'
import { TaxRate, TaxSettings } from './schemas.ts'

/** A country (`FR`), or a region with VAT rates of its own by ISO 3166-2 (`FR-20R`, Corsica). */
export const TaxPlace = z
  .string()
  .regex(/^[A-Z]{2}(-[A-Z0-9]{1,3})?$/)
  .openapi('TaxPlace', { example: 'FR' })

export const TaxClass = z
  .string()
  .regex(/^[a-z][a-z0-9_]{0,39}$/)
  .openapi('TaxClass', { example: 'reduced' })

/** A rate to charge from a day on; `rateBps` in basis points (550 = 5.5 %). */
export const NewTaxRate = schema('NewTaxRate', {
  rateBps: z.int().min(0).max(10_000),
  /** Why, for the history: the law or the decision. */
  reason: requiredText(500).optional(),
})
export type NewTaxRate = z.infer<typeof NewTaxRate>

/** Who changed which rate, when and why. */
export const TaxRateChange = schema('TaxRateChange', {
  at: Instant,
  /** The user of the staff; `system` for the rates that a shop starts with. */
  by: z.string(),
  action: oneOf('TaxRateAction', ['seeded', 'added', 'changed', 'removed']),
  /** The place, class and day of the rate; none for the rates that a shop starts with. */
  place: z.string().optional(),
  taxClass: z.string().optional(),
  validFrom: z.iso.date().optional(),
  /** The rate after the change; none when it was removed. */
  rateBps: z.int().optional(),
  /** The rate before the change; none when it was added. */
  previousRateBps: z.int().optional(),
  reason: z.string().optional(),
})
export type TaxRateChange = z.infer<typeof TaxRateChange>

/** All VAT rates of a country and its regions, past, present and to come, and the history of their changes. */
export const TaxCountry = schema('TaxCountry', {
  countryCode: z.string(),
  rates: z.array(TaxRate),
  history: z.array(TaxRateChange),
  version: z.int(),
})
export type TaxCountry = z.infer<typeof TaxCountry>

/** Who set what, and when. */
export const TaxSettingsChange = schema('TaxSettingsChange', {
  at: Instant,
  by: z.string(),
  ossFrom: z.iso.date().optional(),
  prices: PriceKind,
})

export const NewTaxSettings = TaxSettings.omit({ homeCountry: true }).openapi('NewTaxSettings')

/** What the shop goes by when it charges VAT, and the history of it. */
export const TaxSettingsView = TaxSettings.extend({
  history: z.array(TaxSettingsChange),
  version: z.int(),
}).openapi('TaxSettingsView')

/** A basket, where it goes and when; amounts in minor units of the currency, in the kind of price that the shop has. */
export const TaxPreviewRequest = schema('TaxPreviewRequest', {
  destination: z.object({ countryCode: CountryCode, postalCode: z.string().max(16) }),
  /** In Paris; today without it. */
  day: z.iso.date().optional(),
  /** The country of a valid VAT id, if the buyer has one. */
  buyerVatCountry: z
    .string()
    .regex(/^[A-Z]{2}$/)
    .optional(),
  currency: z
    .string()
    .regex(/^[A-Z]{3}$/)
    .default('EUR'),
  lines: z
    .array(
      z.object({
        taxClass: TaxClass,
        quantity: Quantity,
        unitPrice: z.int().min(0).max(limits.amount),
      }),
    )
    .min(1)
    .max(limits.lines),
  shipping: z.int().min(0).max(limits.amount).optional(),
})
export type TaxPreviewRequest = z.infer<typeof TaxPreviewRequest>

/** What it costs there, and the mention that the invoice would have. */
export const TaxPreview = schema('TaxPreview', {
  tax: SaleTax,
  totals: Totals,
  note: LocalizedText.optional(),
})
export type TaxPreview = z.infer<typeof TaxPreview>

/**
 * Distance sales to consumers of other member states in a calendar year of Paris, without VAT, credit notes taken off in the
 * year of their invoice: over the threshold, this year or the year before, consumers are owed the VAT of their country.
 */
export const DistanceSales = schema('DistanceSales', {
  year: z.int(),
  sum: Money,
  threshold: Money,
  /** How many invoices and credit notes the sum is made of. */
  documents: z.int(),
  /** Whether the sum has ever been over the threshold in the year: a credit note afterwards does not undo it. */
  passed: z.boolean(),
  passedAt: Instant.optional(),
  passedOn: z.iso.date().optional(),
  /** The invoice that did it. */
  passedBy: z.string().optional(),
  passedInYearBefore: z.boolean(),
  /** From this day of the year on the VAT of the destination is due. */
  destinationVatFrom: z.iso.date().optional(),
  /** The setting that decides what is charged. */
  ossFrom: z.iso.date().optional(),
  /** The VAT of the destination is due earlier than the setting charges it. */
  late: z.boolean(),
  /** Sums in other currencies, which are not converted and not in the sum. */
  uncounted: z.array(Money),
})
export type DistanceSales = z.infer<typeof DistanceSales>

/** What is known of a VAT id: `unchecked` while VIES does not answer. */
export const VatIdCheck = schema('VatIdCheck', {
  vatId: z.string(),
  status: oneOf('VatIdStatus', ['valid', 'unchecked', 'invalid', 'malformed']),
  checkedAt: Instant.optional(),
  consultationNumber: z.string().optional(),
  /** When staff vouched for it, while VIES could not be asked. */
  approvedAt: Instant.optional(),
})
export type VatIdCheck = z.infer<typeof VatIdCheck>

/** Why staff vouched for a VAT id. */
export const VatIdApproval = schema('VatIdApproval', {
  by: z.string(),
  at: Instant,
  reason: z.string(),
})
export type VatIdApproval = z.infer<typeof VatIdApproval>

/** A VAT id as staff see it: what counts now, and who vouched for it, newest last. */
export const VatIdView = schema('VatIdView', {
  ...VatIdCheck.shape,
  approvals: z.array(VatIdApproval),
})
export type VatIdView = z.infer<typeof VatIdView>
