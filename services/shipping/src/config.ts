import type { Address } from '@comptoir/contracts/common'
import { PostalAddress } from '@comptoir/contracts/postal/postal-address'
import { baseConfig } from '@comptoir/service/config'
import { z } from 'zod'

export const configShape = {
  ...baseConfig,
  /** How long the simulated carriers take for each step. */
  parcelPaceSeconds: z.coerce.number().positive().default(5),
  /** Off: parcels move only by tracking events that are entered. */
  parcelSimulator: z.enum(['on', 'off']).default('on'),
  /** The API of a network of pickup points, or its simulator; without it there are none. */
  pickupPointsUrl: z.url({ protocol: /^https?$/ }).optional(),
  shipFromRecipient: z.string().default('Comptoir Démonstration'),
  shipFromLine2: z.string().default('Service expéditions'),
  shipFromLine1: z.string().default('4 rue de l’Entrepôt'),
  shipFromPostalCode: z.string().default('93200'),
  shipFromCity: z.string().default('Saint-Denis'),
}
export type Config = z.infer<z.ZodObject<typeof configShape>>

/** Where parcels leave from; throws when a label cannot print it. */
export function senderOf(config: Config): Address {
  return PostalAddress.parse({
    recipient: config.shipFromRecipient,
    line1: config.shipFromLine1,
    line2: config.shipFromLine2,
    postalCode: config.shipFromPostalCode,
    city: config.shipFromCity,
    countryCode: 'FR',
  })
}
