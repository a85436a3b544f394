import type { Money } from '@comptoir/contracts/common'
import type { Carrier, ShippingOption } from '@comptoir/contracts/shipping/schemas'
import {
  type CarrierWithOptions,
  heaviestParcelGrams,
  heaviestShipmentGrams,
  shippingTaxClass,
  type Tariff,
} from './carriers.ts'
import { type Destination, zoneOf } from './zone.ts'

export type ToShip = Destination & { readonly weightGrams: number; readonly itemsTotal: Money }

/** The ways to ship something, cheapest first; none where no carrier goes, or for more than parcels can take. */
export function quoteOptions(
  carriers: readonly CarrierWithOptions[],
  toShip: ToShip,
): ShippingOption[] {
  const zone = zoneOf(toShip)
  const { currency, amount } = toShip.itemsTotal
  if (!zone || currency !== 'EUR' || toShip.weightGrams > heaviestShipmentGrams) return []
  const options = carriers
    .filter((carrier) => carrier.active)
    .flatMap(({ code, options }) => options.map((option) => ({ code, ...option })))
    .flatMap(({ code, optionId, name, kind, tariffs }): ShippingOption[] => {
      const tariff = tariffs[zone]
      if (!tariff) return []
      const price = { amount: priceOf(tariff, toShip.weightGrams, amount), currency }
      const { deliveryDays } = tariff
      return [
        {
          optionId,
          carrierCode: code,
          name,
          kind,
          price,
          taxClass: shippingTaxClass,
          deliveryDays,
        },
      ]
    })
  return options.sort((a, b) => a.price.amount - b.price.amount)
}

/** The price in cents: free from a value of goods on, else by weight, a full parcel at a time. */
export function priceOf(
  { tiers, freeFrom }: Tariff,
  weightGrams: number,
  itemsCents: number,
): number {
  if (freeFrom !== undefined && itemsCents >= freeFrom) return 0
  const heaviest = tiers.at(-1)
  if (!heaviest) throw new RangeError('a tariff has at least one tier')
  const full = Math.floor(weightGrams / heaviest.upToGrams)
  const rest = weightGrams - full * heaviest.upToGrams
  const last =
    rest === 0 && full > 0 ? 0 : (tiers.find((tier) => rest <= tier.upToGrams) ?? heaviest).price
  return full * heaviest.price + last
}

/** The carriers as everybody may see them. */
export function carrierViews(carriers: readonly CarrierWithOptions[]): Carrier[] {
  return carriers.map(({ options, ...carrier }) => ({
    ...carrier,
    options: options.map(({ optionId, name, kind, tariffs }) => ({
      optionId,
      name,
      kind,
      zones: Object.keys(tariffs),
      maxParcelGrams: heaviestParcelGrams,
    })),
  }))
}
