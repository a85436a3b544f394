import { type DatedTaxRate, taxRateOf } from './tax-rates.ts'
import type { LineToPrice, PriceKind, ShippingToPrice, ToPrice } from './totals.ts'
import { type Destination, vatTerritoryOf } from './vat-territory.ts'

/** What a shop goes by when it charges VAT. */
export type TaxRules = {
  readonly rates: readonly DatedTaxRate[]
  /** The member state where the shop is established and sends its goods from. */
  readonly homeCountry: string
  /**
   * The first day on which consumers of other member states are charged the VAT of their country, declared in the one-stop
   * shop (OSS): from the day that the threshold of 10,000 € is passed, or earlier by choice (directive 2006/112/EC, art. 59c).
   */
  readonly ossFrom?: string | undefined
  readonly prices: PriceKind
}

/** Where goods go, on which day (in Paris), and for whom. */
export type TaxSale = {
  readonly destination: Destination
  readonly day: string
  /** The country of the buyer's VAT id, as it is written in the id (`EL` for Greece); only of one that is valid. */
  readonly buyerVatCountry?: string | undefined
}

/**
 * Which rule a sale falls under, with the articles of directive 2006/112/EC: `domestic` delivered at home; `distance_home` to
 * another member state at the VAT of home (59c, 32); `distance_oss` at the VAT of the destination (33); `reverse_charge` to a
 * business of another member state, which owes the VAT (138); `export` out of the VAT area (146); `overseas` from mainland
 * France to its overseas territories, which counts as one (CGI art. 294).
 */
export type TaxTreatment =
  | 'domestic'
  | 'distance_home'
  | 'distance_oss'
  | 'reverse_charge'
  | 'export'
  | 'overseas'

type RateOf = (taxClass: string) => number | undefined

/** What VAT a sale has: for `priceOrder`, and to be kept with the order. */
export type TaxDecision = {
  readonly treatment: TaxTreatment
  readonly day: string
  /** Whose VAT is charged; none where there is none. */
  readonly countryCode?: string | undefined
  readonly region?: string | undefined
  readonly prices: PriceKind
  /** The rate charged, in basis points; `undefined` for a tax class that is unknown. */
  readonly rateOf: RateOf
  /** The rate that gross prices include. */
  readonly includedRateOf: RateOf
}

/**
 * Decides the VAT of a sale: the one decision behind carts, orders and invoices. Where VAT is charged, a gross price stays what
 * it is, whatever the rate of the destination; where none is, the buyer pays the price without the VAT of home. A class that
 * another member state has no rate of is charged at its standard rate, so that never too little is declared. `undefined`
 * where no rate is known: the shop does not sell there.
 * @example decideTax(rules, { destination: { countryCode: 'CH', postalCode: '1200' }, day }) // { treatment: 'export', … }
 */
export function decideTax(rules: TaxRules, sale: TaxSale): TaxDecision | undefined {
  const { rates, homeCountry, prices } = rules
  const { day } = sale
  const treatment = treatmentOf(rules, sale)
  const rateAt = (place: { countryCode: string; region?: string | undefined }): RateOf =>
    remembered((taxClass) => taxRateOf(rates, { ...place, day }, taxClass))
  const home = rateAt({ countryCode: homeCountry })
  if (home('standard') === undefined) return undefined
  const place = placeCharged(treatment, rules, sale)
  const known = { treatment, day, prices, ...place }
  if (!place) {
    const none: RateOf = (taxClass) => (home(taxClass) === undefined ? undefined : 0)
    return { ...known, rateOf: none, includedRateOf: home }
  }
  const there = rateAt(place)
  if (there('standard') === undefined) return undefined
  const rateOf: RateOf = (taxClass) =>
    home(taxClass) === undefined ? undefined : (there(taxClass) ?? there('standard'))
  return { ...known, rateOf, includedRateOf: rateOf }
}

function treatmentOf(
  rules: TaxRules,
  { destination, day, buyerVatCountry }: TaxSale,
): TaxTreatment {
  const { homeCountry, ossFrom } = rules
  const territory = vatTerritoryOf(destination)
  if (territory.area === 'outside') return territory.isOverseas ? 'overseas' : 'export'
  if (territory.countryCode === homeCountry) return 'domestic'
  // a business with an id of home takes part in neither: its VAT is that of where transport begins
  if (buyerVatCountry !== undefined)
    return buyerVatCountry === homeCountry ? 'distance_home' : 'reverse_charge'
  return ossFrom !== undefined && ossFrom <= day ? 'distance_oss' : 'distance_home'
}

/** The place whose rates are charged. */
function placeCharged(treatment: TaxTreatment, rules: TaxRules, { destination }: TaxSale) {
  if (treatment === 'distance_home') return { countryCode: rules.homeCountry }
  if (treatment !== 'domestic' && treatment !== 'distance_oss') return undefined
  const territory = vatTerritoryOf(destination)
  if (territory.area === 'outside') return undefined
  const { countryCode, region } = territory
  return { countryCode, ...(region && { region }) }
}

/** Looks each class up once: an order asks for the same few again and again. */
function remembered(rateOf: RateOf): RateOf {
  const known = new Map<string, number | undefined>()
  return (taxClass) => {
    if (!known.has(taxClass)) known.set(taxClass, rateOf(taxClass))
    return known.get(taxClass)
  }
}

type ToTax = Pick<ToPrice<LineToPrice, ShippingToPrice>, 'rateOf' | 'includedRateOf' | 'prices'>

/**
 * What `priceOrder` needs of a decision. It throws for a tax class without a rate: lines of one are refused before.
 * @example priceOrder({ currency, lines, ...taxToPrice(decision) })
 */
export function taxToPrice({ rateOf, includedRateOf, prices }: TaxDecision): ToTax {
  const known = (rates: RateOf) => (taxClass: string) => {
    const rate = rates(taxClass)
    if (rate === undefined) throw new Error(`no VAT rate for ${taxClass}`)
    return rate
  }
  return { rateOf: known(rateOf), includedRateOf: known(includedRateOf), prices }
}

/** A decision as it is kept with an order. */
export type RecordedTax = Omit<TaxDecision, 'rateOf' | 'includedRateOf'> & {
  readonly rates: { taxClass: string; rateBps: number; includedRateBps?: number }[]
}

/** The decision with the rates of the classes that were sold: what an invoice is made of, years later. */
export function recordTax(decision: TaxDecision, taxClasses: readonly string[]): RecordedTax {
  const { rateOf, includedRateOf, ...facts } = decision
  const isGross = decision.prices === 'gross'
  const rates = [...new Set(taxClasses)].toSorted().flatMap((taxClass) => {
    const [rateBps, includedRateBps] = [rateOf(taxClass), includedRateOf(taxClass)]
    if (rateBps === undefined || includedRateBps === undefined) return []
    return [{ taxClass, rateBps, ...(isGross && { includedRateBps }) }]
  })
  return { ...facts, rates }
}
