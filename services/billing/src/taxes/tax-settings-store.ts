import { TaxRatesChanged } from '@comptoir/contracts/billing/events'
import { TaxSettings } from '@comptoir/contracts/billing/schemas'
import { TaxSettingsChange } from '@comptoir/contracts/billing/tax-schemas'
import { newEvent } from '@comptoir/contracts/event'
import { createCollection, type Document } from '@comptoir/dapr/documents/documents'
import type { Store } from '@comptoir/dapr/documents/store'
import { z } from 'zod'

const StoredSettings = z.object({
  settings: TaxSettings,
  history: z.array(TaxSettingsChange),
})
type StoredSettings = z.infer<typeof StoredSettings>

export type TaxSettingsStore = ReturnType<typeof createTaxSettings>

/** The id of the one document. */
const settingsId = 'shop'
/** The notes on invoices cite French law: a shop at home elsewhere needs others. */
const homeCountry = 'FR'
const usual: StoredSettings = { settings: { homeCountry, prices: 'gross' }, history: [] }

/** What the shop goes by when it charges VAT, beside the rates; a shop starts with French VAT and gross prices. */
export function createTaxSettings(store: Store) {
  const collection = createCollection(store, {
    name: 'tax-settings',
    audit: 'plain',
    schema: StoredSettings,
  })

  return {
    collection,
    async get(): Promise<Document<StoredSettings>> {
      return (await collection.get(settingsId)) ?? { id: settingsId, version: 0, data: usual }
    },
    /** Replaces the settings, keeps who did it, and tells everyone; nothing when they are so already. */
    async replace(
      wanted: Omit<TaxSettings, 'homeCountry'>,
      { by, at }: { by: string; at: string },
    ) {
      return await collection.upsert(settingsId, (data) => {
        const { settings: before, history } = data ?? usual
        const { ossFrom, prices } = wanted
        if (data && before.ossFrom === ossFrom && before.prices === prices) return undefined
        const settings = { homeCountry, ...(ossFrom && { ossFrom }), prices }
        const next = { settings, history: [...history, { by, at, ossFrom, prices }] }
        return { next, events: [newEvent(TaxRatesChanged, {})] }
      })
    },
  }
}
