import { listTaxRates, type TaxRate } from '@comptoir/contracts/billing'
import type { Client } from '@comptoir/dapr/invoke'

const keepMs = 60_000

/** The VAT rates in force, asked of billing at most once a minute; old ones serve while billing is away. */
export function createTaxRates(
  billing: Client,
  now: () => number = Date.now,
): () => Promise<readonly TaxRate[]> {
  let kept: { readonly rates: readonly TaxRate[]; readonly until: number } | undefined

  return async function read() {
    if (kept && kept.until > now()) return kept.rates
    try {
      const { rates } = await billing(listTaxRates)
      kept = { rates, until: now() + keepMs }
      return rates
    } catch (error) {
      if (!kept) throw error
      return kept.rates
    }
  }
}

/** The rate of a tax class in a country on a day (`YYYY-MM-DD`), in basis points. */
export function rateFor(
  rates: readonly TaxRate[],
  { countryCode, day }: { countryCode: string; day: string },
): (taxClass: string) => number | undefined {
  const inForce = rates.filter(
    (rate) =>
      rate.countryCode === countryCode &&
      rate.validFrom <= day &&
      (!rate.validTo || day <= rate.validTo),
  )
  return (taxClass) => inForce.find((rate) => rate.taxClass === taxClass)?.rateBps
}

const paris = new Intl.DateTimeFormat('sv-SE', { timeZone: 'Europe/Paris', dateStyle: 'short' })

/** The calendar day in France of an instant: `2026-11-21`. */
export const frenchDay = (instant: string): string => paris.format(new Date(instant))
