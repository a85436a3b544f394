import { z } from '@hono/zod-openapi'
import { Address } from '../common.ts'
import { CountryCode } from '../country.ts'
import { oneOf, schema } from '../schema.ts'

const pointId = z.string().min(1).max(60)

/** Where a parcel waits for its recipient: the address of a pickup point, without a person. */
export const PickupPlace = schema('PickupPlace', {
  pointId,
  name: z.string().max(100),
  address: Address.omit({ recipient: true }),
})
export type PickupPlace = z.infer<typeof PickupPlace>

const Time = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$|^24:00$/)

/** A pickup point as shoppers choose one. */
export const PickupPoint = schema('PickupPoint', {
  ...PickupPlace.shape,
  kind: oneOf('PickupPointKind', ['shop', 'locker']),
  /** Closed ones are shown to whoever knows them, and cannot be chosen. */
  isOpen: z.boolean(),
  position: z.object({ latitude: z.number(), longitude: z.number() }).optional(),
  distanceMetres: z.int().optional(),
  maxParcelGrams: z.int(),
  /** On the clocks of the place; a day without periods is one on which it is closed. */
  openingHours: z.array(
    z.object({
      day: oneOf('Weekday', ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun']),
      periods: z.array(z.object({ opens: Time, closes: Time })),
    }),
  ),
  /** Days on which it is closed beside, both included. */
  closures: z.array(z.object({ from: z.iso.date(), to: z.iso.date() })),
})
export type PickupPoint = z.infer<typeof PickupPoint>

/** Where to look: by postal code, or around a position. */
export const PickupSearch = z
  .object({
    countryCode: CountryCode.default('FR'),
    postalCode: z.string().max(16).optional(),
    latitude: z.coerce.number().min(-90).max(90).optional(),
    longitude: z.coerce.number().min(-180).max(180).optional(),
    /** Of all goods: points that do not take it are left out. */
    weightGrams: z.coerce.number().int().min(0).max(1_500_000).default(0),
  })
  .refine(
    ({ postalCode, latitude, longitude }) =>
      postalCode !== undefined || (latitude !== undefined && longitude !== undefined),
    { path: ['postalCode'], error: 'a postal code, or latitude and longitude' },
  )
export type PickupSearch = z.infer<typeof PickupSearch>

/** A point that a buyer chose for an order. */
export const PickupChoice = schema('PickupChoice', {
  pointId,
  optionId: z.string().max(80),
  /** Where the price was quoted for: the point must be in the same zone. */
  countryCode: CountryCode,
  postalCode: z.string().max(16),
  weightGrams: z.int().min(0),
})
export type PickupChoice = z.infer<typeof PickupChoice>

/** Whether a point takes an order: `point` when it does. */
export const PickupDecision = schema('PickupDecision', {
  status: oneOf('PickupDecisionStatus', ['taken', 'unknown', 'closed', 'too_heavy', 'other_zone']),
  point: PickupPlace.optional(),
})
export type PickupDecision = z.infer<typeof PickupDecision>
