import { z } from '@hono/zod-openapi'
import { Seller } from '../billing/schemas.ts'
import { Instant } from '../common.ts'
import { requiredText, schema } from '../schema.ts'
import { SettingsNamespace } from './settings.ts'

const Values = z.record(z.string(), z.unknown())

/** The settings of one concern. `ETag` is their version; those in `set` were set by staff, the others have their initial value. */
export const SettingsView = schema('SettingsView', {
  namespace: SettingsNamespace,
  version: z.int(),
  values: Values,
  set: z.array(z.string()),
  updatedAt: Instant.optional(),
  updatedBy: z.string().optional(),
})
export type SettingsView = z.infer<typeof SettingsView>

/** With the JSON Schema that values are checked by: forms can be drawn from it. */
export const SettingsDetail = SettingsView.extend({ schema: Values }).openapi('SettingsDetail')

/** What staff set of a concern: what is left out has its initial value again. */
export const NewSettings = schema('NewSettings', {
  values: Values,
  /** Why: it is kept with the change. */
  reason: requiredText(500).optional(),
})

/** Who changed what, when and why. */
export const SettingsChange = schema('SettingsChange', {
  version: z.int(),
  by: z.string(),
  at: Instant,
  reason: z.string().optional(),
  before: Values,
  after: Values,
})
export type SettingsChange = z.infer<typeof SettingsChange>

/** What the front of a shop needs to know of the shop: the same for everyone. */
export const Shop = schema('Shop', {
  name: z.string(),
  address: z.string(),
  email: z.string(),
  /** Whether nothing is really sold. */
  demo: z.boolean(),
  seller: Seller,
  /** From which day on the present version of each text counts. */
  legalTexts: z.object({
    terms: z.iso.date(),
    privacy: z.iso.date(),
    notice: z.iso.date(),
    withdrawal: z.iso.date(),
  }),
  /** Where it delivers to; empty: wherever there is a tariff. */
  countries: z.array(z.string()),
  cutOffTime: z.string(),
  timeZone: z.string(),
  guestOrders: z.boolean(),
  paymentDeadlineSeconds: z.int(),
  returnWindowDays: z.number(),
  withdrawalDays: z.int(),
  freeReturns: z.boolean(),
  maintenance: z.object({ on: z.boolean(), messageFr: z.string(), messageEn: z.string() }),
})
export type Shop = z.infer<typeof Shop>
