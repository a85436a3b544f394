import { z } from '@hono/zod-openapi'
import { Instant, LocalizedText, Money } from '../common.ts'
import { CountryCode } from '../country.ts'
import { limits } from '../limits.ts'
import { oneOf, requiredText, schema } from '../schema.ts'
import { OptionKind } from './schemas.ts'

/** A name that staff choose and that stays: of a carrier, an option or a zone. */
export const TariffId = z
  .string()
  .regex(/^[a-z][a-z0-9-]{0,39}$/, 'small letters, digits and hyphens, a letter first')
  .openapi('TariffId', { example: 'colis-standard' })

/** The heaviest parcel that any carrier of ours takes. */
export const heaviestParcelGrams = 30_000

/** Gross price in cents of a parcel up to a weight. */
export const TariffTier = schema('TariffTier', {
  upToGrams: z.int().min(1).max(heaviestParcelGrams),
  price: z.int().min(0).max(limits.amount),
})
export type TariffTier = z.infer<typeof TariffTier>

/** What an option costs in a zone, in euros with VAT, and how many working days it takes. */
export const Tariff = schema('Tariff', {
  /** By weight, lightest first; the last one is the heaviest parcel. Neither weights nor prices fall. */
  tiers: z.array(TariffTier).min(1).max(60),
  /** Goods worth this much in cents ship free. */
  freeFrom: z.int().min(1).max(limits.amount).optional(),
  deliveryDays: z.object({ min: z.int().min(0).max(90), max: z.int().min(0).max(90) }),
})
export type Tariff = z.infer<typeof Tariff>

/** Why something changes, for the history. */
const reason = requiredText(500).optional()
export const NewTariff = Tariff.extend({ reason }).openapi('NewTariff')

/** Part of a country: postal codes that begin with one of the prefixes; the whole country without any. */
export const ZoneArea = schema('ZoneArea', {
  countryCode: CountryCode,
  postalPrefixes: z
    .array(z.string().regex(/^[0-9A-Z]{1,10}$/, 'digits and capitals'))
    .max(500)
    .default([]),
})

const zone = { name: LocalizedText, areas: z.array(ZoneArea).max(100) }
/** Where a tariff counts. Of several prefixes that fit, the longest one decides. */
export const ShippingZone = schema('ShippingZone', { zoneId: TariffId, ...zone })
export type ShippingZone = z.infer<typeof ShippingZone>
export const NewShippingZone = schema('NewShippingZone', { ...zone, reason })

const carrier = {
  name: requiredText(60),
  active: z.boolean(),
  /** Where a customer follows a parcel; `{trackingNumber}` stands for its number. */
  trackingUrlTemplate: z
    .string()
    .max(300)
    .regex(/^https:\/\/[^\s{}<>"]+\{trackingNumber\}[^\s{}<>"]*$/, 'https://…{trackingNumber}…')
    .optional(),
}
export const TariffCarrier = schema('TariffCarrier', { code: TariffId, ...carrier })
export type TariffCarrier = z.infer<typeof TariffCarrier>
export const NewCarrier = schema('NewCarrier', { ...carrier, reason })

const option = { name: LocalizedText, kind: OptionKind, active: z.boolean() }
/** A service of a carrier that shoppers may choose. */
export const CarrierOption = schema('CarrierOption', {
  optionId: TariffId,
  carrierCode: TariffId,
  ...option,
})
export type CarrierOption = z.infer<typeof CarrierOption>
export const NewCarrierOption = schema('NewCarrierOption', { ...option, reason })

export const ZoneTariff = Tariff.extend({ optionId: TariffId, zoneId: TariffId }).openapi(
  'ZoneTariff',
)
export type ZoneTariff = z.infer<typeof ZoneTariff>

/** Who changed what, when and why. */
export const TariffChange = schema('TariffChange', {
  at: Instant,
  /** The user of the staff; `system` for the tariffs that a shop starts with. */
  by: z.string(),
  action: oneOf('TariffAction', ['seeded', 'added', 'changed', 'removed', 'imported']),
  carrierCode: z.string().optional(),
  optionId: z.string().optional(),
  zoneId: z.string().optional(),
  /** The tariff before and after the change, when it is one of a tariff. */
  previous: Tariff.optional(),
  tariff: Tariff.optional(),
  reason: z.string().optional(),
})
export type TariffChange = z.infer<typeof TariffChange>

/** All that prices delivery: carriers with their options, zones, and a tariff for each option and zone where it is offered. */
export const TariffBook = schema('TariffBook', {
  carriers: z.array(TariffCarrier),
  options: z.array(CarrierOption),
  zones: z.array(ShippingZone),
  tariffs: z.array(ZoneTariff),
  /** The latest changes, oldest first. */
  history: z.array(TariffChange),
  version: z.int(),
})
export type TariffBook = z.infer<typeof TariffBook>

/** What is to be sent where. */
export const ToShip = schema('ToShip', {
  countryCode: CountryCode,
  postalCode: z.string().max(16),
  weightGrams: z.int().min(0),
  itemsTotal: Money,
})
export type ToShip = z.infer<typeof ToShip>

/** A basket, with tariffs to try in place of those of today. */
export const TariffPreviewRequest = ToShip.extend({
  tariffs: z.array(ZoneTariff).max(100).default([]),
}).openapi('TariffPreviewRequest')
export type TariffPreviewRequest = z.infer<typeof TariffPreviewRequest>

/** What each option that reaches the basket's zone would cost, those that are not active too. */
export const TariffPreview = schema('TariffPreview', {
  /** Without it, nothing ships there. */
  zoneId: z.string().optional(),
  options: z.array(
    z.object({
      optionId: z.string(),
      carrierCode: z.string(),
      active: z.boolean(),
      price: Money,
      /** By the tariffs of today; none where it is not offered. */
      priceToday: Money.optional(),
      /** Of the heaviest kind, and one for the rest. */
      parcels: z.int(),
      isFree: z.boolean(),
    }),
  ),
})
export type TariffPreview = z.infer<typeof TariffPreview>

/**
 * A tariff table as CSV with a header: `option`, `zone`, `up_to_grams`, `price` (`4.90`), and where they change `free_from`,
 * `days_min` and `days_max`. The lines of an option and a zone replace its whole tariff.
 */
export const TariffImport = schema('TariffImport', {
  table: z.string().max(400_000),
  /** Says what would change, and changes nothing. */
  preview: z.boolean().default(false),
  /** The version that the preview answered: another one in between is a conflict. */
  version: z.int().optional(),
  reason,
})
export type TariffImport = z.infer<typeof TariffImport>

export const TariffImportResult = schema('TariffImportResult', {
  applied: z.boolean(),
  version: z.int(),
  tariffs: z.array(
    z.object({
      optionId: z.string(),
      zoneId: z.string(),
      action: z.enum(['added', 'changed', 'same']),
      previous: Tariff.optional(),
      tariff: Tariff,
    }),
  ),
  /** Of a preview: each bad line, with its number in the file (the header is 1) and its column. */
  errors: z.array(
    z.object({ line: z.int(), field: z.string(), code: z.string(), message: z.string() }),
  ),
})
export type TariffImportResult = z.infer<typeof TariffImportResult>
