import { setTimeout as sleep } from 'node:timers/promises'
import { listTaxRates } from '@comptoir/contracts/billing/routes'
import type { TaxRate } from '@comptoir/contracts/billing/schemas'
import type { Client } from './invoke.ts'

export type TaxRates = () => Promise<readonly TaxRate[]>

const freshForMs = 60_000
/** How long billing may hold up somebody for whom older rates are known. */
const waitMs = 500

/**
 * Reads the VAT rates from billing at most once a minute, with one call for concurrent readers. While billing is down
 * or slow, the last known rates are used.
 * @example const taxRates = createTaxRates(host.clients.billing); const rates = await taxRates()
 */
export function createTaxRates(billing: Client, now: () => number = Date.now): TaxRates {
  let known: { readonly rates: readonly TaxRate[]; readonly at: number } | undefined
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

  return async () => {
    if (known && now() - known.at < freshForMs) return known.rates
    asking ??= ask()
    if (!known) return await asking
    return await Promise.race([asking, sleep(waitMs, known.rates, { ref: false })])
  }
}
