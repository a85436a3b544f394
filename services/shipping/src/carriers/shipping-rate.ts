import type { Money } from '@comptoir/contracts/common'
import type { Carrier, ShippingOption } from '@comptoir/contracts/shipping/schemas'
import {
  type CarrierWithOptions,
  heaviestParcelGrams,
  heaviestShipmentGrams,
  shippingTaxClass,
  type Tariff,
  type Zone,
} from './carriers.ts'

type Destination = { readonly countryCode: string; readonly postalCode: string }
type ToShip = Destination & { readonly weightGrams: number; readonly itemsTotal: Money }

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
      const option = { optionId, carrierCode: code, name, kind, price, deliveryDays }
      return [{ ...option, taxClass: shippingTaxClass }]
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

/**
 * The zone of a destination; `undefined` where we do not deliver. A French postal code says it: 20xxx is Corsica,
 * 980xx Monaco, 97xxx and the other 98xxx overseas.
 */
export function zoneOf({ countryCode, postalCode }: Destination): Zone | undefined {
  const code = postalCode.replace(/\s/g, '')
  if (!/^\d{5}$/.test(code)) return undefined
  if (code.startsWith('980')) return ['MC', 'FR'].includes(countryCode) ? 'monaco' : undefined
  if (countryCode !== 'FR') return undefined
  const department = Number(code.slice(0, 2))
  if (department === 20) return 'corsica'
  return department >= 1 && department <= 95 ? 'mainland' : undefined
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
