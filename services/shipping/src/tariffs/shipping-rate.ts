import type { Money } from '@comptoir/contracts/common'
import type { Carrier, ShippingOption } from '@comptoir/contracts/shipping/schemas'
import {
  type CarrierOption,
  heaviestParcelGrams,
  type ShippingZone,
  type Tariff,
} from '@comptoir/contracts/shipping/tariff-schemas'
import { type Tariffs, tariffOf } from './tariff-book.ts'

type Destination = { readonly countryCode: string; readonly postalCode: string }
export type ToShip = Destination & { readonly weightGrams: number; readonly itemsTotal: Money }

/** More than this is not a parcel order any more. */
export const heaviestShipmentGrams = 1_500_000
/** VAT class of shipping alone; with goods it follows theirs. */
const shippingTaxClass = 'standard'

export type PricedOption = {
  readonly option: CarrierOption
  /** Its carrier and itself are offered to shoppers. */
  readonly active: boolean
  readonly tariff: Tariff
  readonly price: Money
}

/** What every option with a tariff for the destination costs; none where no carrier goes, or for more than parcels can take. */
export function priceOptions(book: Tariffs, toShip: ToShip): PricedOption[] {
  const zone = zoneOf(book.zones, toShip)
  const { currency, amount } = toShip.itemsTotal
  if (!zone || currency !== 'EUR' || toShip.weightGrams > heaviestShipmentGrams) return []
  return book.options.flatMap((option) => {
    const tariff = tariffOf(book, { optionId: option.optionId, zoneId: zone.zoneId })
    if (!tariff) return []
    // an order waits at a pickup point in one parcel
    if (option.kind === 'pickup' && toShip.weightGrams > heaviestOf(tariff)) return []
    const carrier = book.carriers.find(({ code }) => code === option.carrierCode)
    const price = { amount: priceOf(tariff, toShip.weightGrams, amount), currency }
    return [{ option, active: option.active && carrier?.active === true, tariff, price }]
  })
}

/** The ways to ship something, cheapest first; those for which a pickup point is to be chosen come last. */
export function quoteOptions(book: Tariffs, toShip: ToShip): ShippingOption[] {
  const options = priceOptions(book, toShip)
    .filter(({ active }) => active)
    .map(({ option, tariff: { deliveryDays }, price }): ShippingOption => {
      const { optionId, carrierCode, name, kind } = option
      return { optionId, carrierCode, name, kind, price, deliveryDays, taxClass: shippingTaxClass }
    })
  const isPickup = ({ kind }: ShippingOption) => Number(kind === 'pickup')
  return options.sort((a, b) => isPickup(a) - isPickup(b) || a.price.amount - b.price.amount)
}

/** The price in cents: free from a value of goods on, else by weight, a full parcel at a time. */
export function priceOf(tariff: Tariff, weightGrams: number, itemsCents: number): number {
  if (isFree(tariff, itemsCents)) return 0
  const { tiers } = tariff
  const heaviest = tiers.at(-1)
  if (!heaviest) throw new RangeError('a tariff has at least one tier')
  const full = Math.floor(weightGrams / heaviest.upToGrams)
  const rest = weightGrams - full * heaviest.upToGrams
  const last =
    rest === 0 && full > 0 ? 0 : (tiers.find((tier) => rest <= tier.upToGrams) ?? heaviest).price
  return full * heaviest.price + last
}

/** Whether goods of that worth ship free. */
export const isFree = ({ freeFrom }: Tariff, itemsCents: number): boolean =>
  freeFrom !== undefined && itemsCents >= freeFrom

/** The heaviest parcel of a tariff, in grams. */
export const heaviestOf = ({ tiers }: Tariff): number =>
  tiers.at(-1)?.upToGrams ?? heaviestParcelGrams

/** The countries whose postal codes have five digits: anything else there is no place. */
const fiveDigits = new Set(['FR', 'MC'])

/** The zone of a destination, by the longest prefix that its postal code begins with; `undefined` where we do not deliver. */
export function zoneOf(
  zones: readonly ShippingZone[],
  { countryCode, postalCode }: Destination,
): ShippingZone | undefined {
  const code = postalCode.replace(/\s/g, '').toUpperCase()
  if (fiveDigits.has(countryCode) && !/^\d{5}$/.test(code)) return undefined
  const fitting = zones.map((zone) => ({ zone, length: prefixLength(zone, countryCode, code) }))
  const [best] = fitting.filter(({ length }) => length >= 0).sort((a, b) => b.length - a.length)
  return best?.zone
}

/** The length of the longest prefix of a zone that a postal code begins with: 0 for a whole country, -1 for none. */
function prefixLength({ areas }: ShippingZone, countryCode: string, code: string): number {
  const lengths = areas
    .filter((area) => area.countryCode === countryCode)
    .flatMap(({ postalPrefixes }) => (postalPrefixes.length === 0 ? [''] : postalPrefixes))
    .filter((prefix) => code.startsWith(prefix))
    .map(({ length }) => length)
  return Math.max(-1, ...lengths)
}

/** Who carries an option to a destination, and its heaviest parcel there. */
export type CarriedBy = {
  readonly carrierCode: string
  readonly carrierName: string
  readonly maxParcelGrams: number
}

/** How an option is carried to a destination; an option that was taken back since is carried as any. */
export function carriedBy(book: Tariffs, optionId: string, to: Destination): CarriedBy {
  const option = book.options.find((one) => one.optionId === optionId)
  const carrier = book.carriers.find(({ code }) => code === option?.carrierCode)
  const zoneId = zoneOf(book.zones, to)?.zoneId
  const tariff = zoneId && tariffOf(book, { optionId, zoneId })
  return {
    carrierCode: carrier?.code ?? 'unknown',
    carrierName: carrier?.name ?? '',
    maxParcelGrams: tariff ? heaviestOf(tariff) : heaviestParcelGrams,
  }
}

/** The carriers as everybody may see them: with options that are offered. */
export function carrierViews({ carriers, options, tariffs }: Tariffs): Carrier[] {
  return carriers.map(({ code, name, active, trackingUrlTemplate }) => ({
    ...{ code, name, active },
    ...(trackingUrlTemplate && { trackingUrlTemplate }),
    options: options
      .filter((option) => option.carrierCode === code && option.active)
      .map(({ optionId, name, kind }) => {
        const offered = tariffs.filter((tariff) => tariff.optionId === optionId)
        const zones = offered.map(({ zoneId }) => zoneId)
        return {
          optionId,
          name,
          kind,
          zones,
          maxParcelGrams: Math.max(0, ...offered.map(heaviestOf)),
        }
      }),
  }))
}
