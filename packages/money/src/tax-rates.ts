/** The VAT rate of a tax class in a country, in basis points, in force from a day to a day (`YYYY-MM-DD`), both included. */
export type DatedTaxRate = {
  readonly countryCode: string
  /** Of a region with rates of its own, by ISO 3166-2: `FR-20R` is Corsica. Without one, of the whole country. */
  readonly region?: string | undefined
  readonly taxClass: string
  readonly rateBps: number
  readonly validFrom: string
  readonly validTo?: string | undefined
}

/** The place and the day of a sale: with the tax class, they determine the VAT rate. */
export type TaxPoint = {
  readonly countryCode: string
  readonly region?: string | undefined
  readonly day: string
}

/**
 * The VAT rate of a class of goods sold in a country on a day, in basis points; `undefined` when no rate is known. A region
 * has the rates of its country, except those of its own.
 * @example taxRateOf(rates, { countryCode: 'FR', day: '2026-11-21' }, 'reduced') // 550
 */
export function taxRateOf(
  rates: readonly DatedTaxRate[],
  { countryCode, region, day }: TaxPoint,
  taxClass: string,
): number | undefined {
  const inForce = (rate: DatedTaxRate) =>
    rate.validFrom <= day && (rate.validTo === undefined || day <= rate.validTo)
  const ofClass = rates.filter(
    (rate) => rate.countryCode === countryCode && rate.taxClass === taxClass && inForce(rate),
  )
  const own = ofClass.find((rate) => rate.region !== undefined && rate.region === region)
  return (own ?? ofClass.find((rate) => rate.region === undefined))?.rateBps
}

/**
 * The tax classes that have a rate in a country on a day; empty for a country without rates.
 * @example taxClassesOf(rates, { countryCode: 'FR', day: '2026-11-21' }) // ['standard', 'intermediate', …]
 */
export function taxClassesOf(rates: readonly DatedTaxRate[], point: TaxPoint): string[] {
  const classes = [...new Set(rates.map(({ taxClass }) => taxClass))]
  return classes.filter((taxClass) => taxRateOf(rates, point, taxClass) !== undefined)
}

const paris = new Intl.DateTimeFormat('en-CA', {
  timeZone: 'Europe/Paris',
  year: 'numeric',
  month: '2-digit',
  day: '2-digit',
})

/** The calendar day in Paris, such as `2026-11-21`: VAT rates and invoice dates follow it in every time zone. */
export function parisDayOf(instant: Date): string {
  return paris.format(instant)
}

const hourMs = 3_600_000

/**
 * When a calendar day begins in Paris, in milliseconds since 1970: two hours before it does in UTC in summer, one in winter.
 * @example startOfParisDay('2026-07-01') // Date.parse('2026-06-30T22:00:00Z')
 */
export function startOfParisDay(day: string): number {
  const midnight = Date.parse(day)
  const inSummer = midnight - 2 * hourMs
  return parisDayOf(new Date(inSummer)) === day ? inSummer : midnight - hourMs
}
