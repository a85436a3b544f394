import { setTimeout as sleep } from 'node:timers/promises'
import { listTaxRates } from '@comptoir/contracts/billing/routes'
import type { TaxRate, TaxSettings } from '@comptoir/contracts/billing/schemas'
import type { Client } from './invoke.ts'
import { type CheckBuyerVat, createBuyerVatCheck } from './vat-ids.ts'

/** The rates that are in force or will be, and what else the shop goes by. */
type Rules = TaxSettings & { readonly rates: readonly TaxRate[] }

export type TaxRates = {
  read(): Promise<Rules>
  readonly checkBuyerVat: CheckBuyerVat
  /** To be called when billing says that they changed: the next reader asks. */
  expire(): void
}

const freshForMs = 60_000
/** What shops did before billing said it. */
const usual: TaxSettings = { homeCountry: 'FR', prices: 'gross' }
/** How long billing may hold up somebody for whom older rates are known. */
const waitMs = 500

/**
 * Reads the VAT rates from billing at most once a minute, with one call for concurrent readers. While billing is down
 * or slow, the last known rates are used. Those to come are known ahead, so that they count from midnight on everywhere.
 * @example const taxRates = createTaxRates(host.clients.billing); const { rates, prices } = await taxRates.read()
 */
export function createTaxRates(billing: Client, now: () => number = Date.now): TaxRates {
  let known: { readonly rules: Rules; readonly at: number } | undefined
  let asking: Promise<Rules> | undefined
  let changes = 0

  async function ask(): Promise<Rules> {
    const changesBefore = changes
    // what was asked before a change may be answered with what was before it
    const readAt = () => (changes === changesBefore ? now() : Number.NEGATIVE_INFINITY)
    try {
      const { rates, settings } = await billing(listTaxRates, { query: { upcoming: 'true' } })
      known = { rules: { ...usual, ...settings, rates }, at: readAt() }
      return known.rules
    } catch (error) {
      if (!known) throw error
      known = { ...known, at: readAt() }
      return known.rules
    } finally {
      asking = undefined
    }
  }

  return {
    checkBuyerVat: createBuyerVatCheck(billing),
    async read() {
      if (known && now() - known.at < freshForMs) return known.rules
      asking ??= ask()
      if (!known) return await asking
      return await Promise.race([asking, sleep(waitMs, known.rules, { ref: false })])
    },
    expire() {
      changes += 1
      if (known) known = { ...known, at: Number.NEGATIVE_INFINITY }
    },
  }
}
