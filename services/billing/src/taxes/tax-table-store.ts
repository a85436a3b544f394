import { TaxRatesChanged } from '@comptoir/contracts/billing/events'
import type { TaxRate } from '@comptoir/contracts/billing/schemas'
import { TaxRateChange } from '@comptoir/contracts/billing/tax-schemas'
import { newEvent } from '@comptoir/contracts/event'
import { createCollection, type Document } from '@comptoir/dapr/documents/documents'
import type { Store } from '@comptoir/dapr/documents/store'
import { refuse } from '@comptoir/service/problems/refusal'
import { z } from 'zod'
import { readSeed } from './seed-rates.ts'
import { datedRates, type TaxTable } from './tax-table.ts'

const StoredTable: z.ZodType<TaxTable> = z.object({
  countryCode: z.string(),
  rates: z.array(
    z.object({
      region: z.string().optional(),
      taxClass: z.string(),
      rateBps: z.int(),
      validFrom: z.iso.date(),
    }),
  ),
  history: z.array(TaxRateChange),
})

export type TaxRateStore = ReturnType<typeof createTaxRateStore>

/**
 * The VAT rates by country. A country whose document is not there has the rates that a shop starts with, so that a shop
 * sells before its first start has written them.
 */
export function createTaxRateStore(store: Store) {
  const seed = readSeed()
  const countries = [...seed.keys()]
  const collection = createCollection<TaxTable>(store, {
    name: 'tax-rates',
    audit: 'plain',
    schema: StoredTable,
  })

  function requireKnown(countryCode: string): TaxTable {
    const seeded = seed.get(countryCode)
    if (seeded) return seeded
    const message = `${countryCode} has no VAT rates here`
    const errors = [{ field: 'place', code: 'no_vat_country', message }]
    throw refuse('invalid_request', message, { errors })
  }

  return {
    collection,
    /** The table of a country; none of one whose VAT the shop never charges. */
    async get(countryCode: string): Promise<Document<TaxTable> | undefined> {
      const seeded = seed.get(countryCode)
      const found = seeded && (await collection.get(countryCode))
      return found ?? (seeded && { id: countryCode, version: 0, data: seeded })
    },
    /** The rates of all countries, with their last days. Monaco has those of France (directive 2006/112/EC, art. 7). */
    async all(): Promise<TaxRate[]> {
      const documents = await collection.getMany(countries)
      const stored = new Map(documents.map(({ id, data }) => [id, data]))
      const rates = [...seed].flatMap(([id, seeded]) => datedRates(stored.get(id) ?? seeded))
      const monaco = rates.filter((rate) => rate.countryCode === 'FR' && !rate.region)
      return [...rates, ...monaco.map((rate) => ({ ...rate, countryCode: 'MC' }))]
    },
    /** Changes the table of a country, and tells everyone unless the rule answers the same table. */
    async change(countryCode: string, rule: (table: TaxTable) => TaxTable) {
      const seeded = requireKnown(countryCode)
      const table = await collection.upsert(countryCode, (data) => {
        const before = data ?? seeded
        const next = rule(before)
        if (next === before && data) return undefined
        return { next, events: next === before ? [] : [newEvent(TaxRatesChanged, { countryCode })] }
      })
      return table
    },
    /** Writes the tables that are not there yet. */
    async seed(): Promise<void> {
      const known = new Set((await collection.getMany(countries)).map(({ id }) => id))
      const missing = [...seed].filter(([id]) => !known.has(id))
      for (const [id, table] of missing) await collection.create(id, table)
    },
  }
}
