import { listTaxRates, type TaxRate } from '@comptoir/contracts/billing'
import type { Client } from '@comptoir/dapr/invoke'
import { refuse } from '@comptoir/service/refusal'

/** VAT rate of a tax class in basis points. */
export type RateOf = (taxClass: string) => number
export type ReadRates = () => Promise<RateOf>

const freshForMs = 60_000
const country = 'FR'

/** The VAT rates of billing, asked at most once a minute; the last known ones serve while billing is away. */
export function createRateReader(billing: Client, now: () => number): ReadRates {
  let known: { rates: readonly TaxRate[]; at: number } | undefined
  let asking: Promise<readonly TaxRate[]> | undefined

  async function ask(): Promise<readonly TaxRate[]> {
    try {
      const { rates } = await billing(listTaxRates)
      known = { rates, at: now() }
      return rates
    } catch (error) {
      if (!known) throw error
      known = { ...known, at: now() }
      return known.rates
    } finally {
      asking = undefined
    }
  }

  return async function readRates() {
    if (known && now() - known.at < freshForMs) return rateOf(known.rates)
    asking ??= ask()
    return rateOf(await asking)
  }
}

function rateOf(rates: readonly TaxRate[]): RateOf {
  const byClass = new Map(
    rates
      .filter((rate) => rate.countryCode === country)
      .map((rate) => [rate.taxClass, rate.rateBps]),
  )
  return (taxClass) => {
    const rateBps = byClass.get(taxClass)
    if (rateBps === undefined) throw refuse('dependency_unavailable', `no VAT rate for ${taxClass}`)
    return rateBps
  }
}
