import type { LocalizedText } from '@comptoir/contracts/common'

/** Where we deliver: the VAT area that the shop invoices in. */
export type Zone = 'mainland' | 'corsica' | 'monaco'

/** Gross price in cents of a parcel up to a weight. */
export type Tier = { readonly upToGrams: number; readonly price: number }

export type Tariff = {
  /** By weight, lightest first; the last one is the heaviest parcel. */
  readonly tiers: readonly Tier[]
  /** Goods worth this much in cents ship free. */
  readonly freeFrom?: number
  readonly deliveryDays: { readonly min: number; readonly max: number }
}

export type Option = {
  readonly optionId: string
  readonly name: LocalizedText
  readonly kind: 'home' | 'express' | 'pickup'
  readonly tariffs: Partial<Record<Zone, Tariff>>
}

export type CarrierWithOptions = {
  readonly code: string
  readonly name: string
  readonly active: boolean
  readonly options: readonly Option[]
}

const weights = [500, 1_000, 2_000, 5_000, 10_000, 20_000, 30_000]
const tiers = (...prices: number[]): Tier[] =>
  prices.map((price, index) => ({ upToGrams: weights[index] ?? 0, price }))

const standardMainland: Tariff = {
  tiers: tiers(490, 590, 690, 990, 1_490, 1_990, 2_490),
  freeFrom: 6_000,
  deliveryDays: { min: 2, max: 4 },
}
const expressMainland: Tariff = {
  tiers: tiers(990, 1_190, 1_390, 1_790, 2_490, 3_490, 4_490),
  freeFrom: 20_000,
  deliveryDays: { min: 1, max: 1 },
}

/** Who carries our parcels, and for how much: prices include VAT. */
export const carriers: readonly CarrierWithOptions[] = [
  {
    code: 'colis-france',
    name: 'Colis France',
    active: true,
    options: [
      {
        optionId: 'colis-standard',
        name: { fr: 'Colis Standard', en: 'Standard parcel' },
        kind: 'home',
        tariffs: {
          mainland: standardMainland,
          monaco: standardMainland,
          corsica: {
            tiers: tiers(690, 790, 990, 1_490, 2_190, 2_990, 3_790),
            freeFrom: 10_000,
            deliveryDays: { min: 3, max: 6 },
          },
        },
      },
    ],
  },
  {
    code: 'express-france',
    name: 'Express France',
    active: true,
    options: [
      {
        optionId: 'colis-express',
        name: { fr: 'Colis Express', en: 'Express parcel' },
        kind: 'express',
        tariffs: { mainland: expressMainland, monaco: expressMainland },
      },
    ],
  },
]

export const heaviestParcelGrams = 30_000
/** More than this is not a parcel order any more. */
export const heaviestShipmentGrams = 1_500_000
/** VAT class of shipping alone; with goods it follows theirs. */
export const shippingTaxClass = 'standard'

/** The option of an id with its carrier. */
export function optionOf(optionId: string) {
  for (const carrier of carriers) {
    const option = carrier.options.find((candidate) => candidate.optionId === optionId)
    if (option) return { carrier, option }
  }
  return undefined
}
