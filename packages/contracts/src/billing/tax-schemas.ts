import { z } from '@hono/zod-openapi'
import { Instant } from '../common.ts'
import { oneOf, requiredText, schema } from '../schema.ts'
import { TaxRate } from './schemas.ts'

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
