import { listTaxRates } from '@comptoir/contracts/billing/routes'
import type { TaxRate, TaxSettings } from '@comptoir/contracts/billing/schemas'
import type { Client } from './invoke.ts'
import { createRefreshed, type Refreshed } from './refreshed.ts'
import { type CheckBuyerVat, createBuyerVatCheck } from './vat-ids.ts'

/** The rates that are in force or will be, and what else the shop goes by. */
type Rules = TaxSettings & { readonly rates: readonly TaxRate[] }

/** To be expired when billing says that they changed. */
export type TaxRates = Refreshed<Rules> & { readonly checkBuyerVat: CheckBuyerVat }

/** What shops did before billing said it. */
const usual: TaxSettings = { homeCountry: 'FR', prices: 'gross' }

/**
 * Reads the VAT rates from billing, and keeps them for a minute. Those to come are known ahead, so that they count from midnight
 * on everywhere.
 * @example const taxRates = createTaxRates(host.clients.billing); const { rates, prices } = await taxRates.read()
 */
export function createTaxRates(billing: Client, now?: () => number): TaxRates {
  const rules = createRefreshed(async () => {
    const { rates, settings } = await billing(listTaxRates, { query: { upcoming: 'true' } })
    return { ...usual, ...settings, rates }
  }, now)
  return { ...rules, checkBuyerVat: createBuyerVatCheck(billing) }
}
