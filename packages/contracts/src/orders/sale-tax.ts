import { z } from '@hono/zod-openapi'
import { Instant } from '../common.ts'
import { oneOf, requiredText, schema } from '../schema.ts'

/**
 * Which rule of VAT a sale falls under: delivered in the shop's country; to consumers of another member state with the VAT of the
 * shop's country, or of theirs (one-stop shop); to a business of another member state, which owes the VAT; out of the EU; to
 * overseas France, which counts as out of it.
 */
export const TaxTreatment = oneOf('TaxTreatment', [
  'domestic',
  'distance_home',
  'distance_oss',
  'reverse_charge',
  'export',
  'overseas',
])

/** Whether prices include VAT. */
export const PriceKind = oneOf('PriceKind', ['gross', 'net'])

/** The VAT id of a buyer: `unchecked` while nobody could say whether it is valid, and then its owner is charged VAT. */
export const BuyerVat = schema('BuyerVat', {
  vatId: z.string(),
  status: oneOf('BuyerVatStatus', ['valid', 'unchecked']),
  /** When VIES, the register of the European Commission, said so. */
  checkedAt: Instant.optional(),
  /** The proof that it was asked. */
  consultationNumber: z.string().optional(),
  /** When staff vouched for it, while VIES could not be asked; billing knows who and why. */
  approvedAt: Instant.optional(),
})
export type BuyerVat = z.infer<typeof BuyerVat>

/** The decision about VAT that a sale was priced with. */
export const SaleTax = schema('SaleTax', {
  treatment: TaxTreatment,
  /** The day of the rates, in Paris. */
  day: z.iso.date(),
  /** Whose VAT is charged; none where there is none. */
  countryCode: z.string().optional(),
  region: z.string().optional(),
  prices: PriceKind,
  buyerVat: BuyerVat.optional(),
  /** By tax class the rate charged and, of gross prices, the one that they include; in basis points. */
  rates: z.array(
    z.object({
      taxClass: z.string(),
      rateBps: z.int().min(0),
      includedRateBps: z.int().min(0).optional(),
    }),
  ),
})
export type SaleTax = z.infer<typeof SaleTax>

/** A VAT id as it enters, with its country: `FR40303265045`; spaces, dots and dashes are forgiven. */
export const VatIdInput = requiredText(24).openapi({ example: 'FR40303265045' })
