import { newEvent } from '@comptoir/contracts/event'
import { ShippingTariffsChanged } from '@comptoir/contracts/shipping/events'
import { TariffBook } from '@comptoir/contracts/shipping/tariff-schemas'
import { createCollection, type Document } from '@comptoir/dapr/documents/documents'
import type { Store } from '@comptoir/dapr/documents/store'
import { createRefreshed } from '@comptoir/dapr/sidecar/refreshed'
import { seedTariffs } from './seed-tariffs.ts'
import type { Tariffs } from './tariff-book.ts'

/** The id of the one document. */
const shop = 'shop'
const StoredTariffs = TariffBook.omit({ version: true })

export type TariffStore = ReturnType<typeof createTariffStore>

/**
 * The tariffs of the shop, held in memory by every replica: read again when they changed (`expire`), and once a minute. While the
 * state store is away or slow, the last known ones are used. A shop whose document is not there has those that it starts with.
 */
export function createTariffStore(store: Store, now?: () => number) {
  const collection = createCollection<Tariffs>(store, {
    name: 'shipping-tariffs',
    audit: 'plain',
    schema: StoredTariffs,
  })
  const get = async (): Promise<Document<Tariffs>> =>
    (await collection.get(shop)) ?? { id: shop, version: 0, data: seedTariffs }
  const { read, expire } = createRefreshed(get, now)

  return {
    collection,
    /** What is stored now: for staff. */
    get,
    /** What this replica knows: for quotes. */
    current: async (): Promise<Tariffs> => (await read()).data,
    expire,
    /** Changes the tariffs, and tells every replica unless the rule answers the same ones. */
    async change(rule: (book: Tariffs, version: number) => Tariffs, optionId?: string) {
      const document = await collection.upsert(shop, (data, version) => {
        const before = data ?? seedTariffs
        const next = rule(before, version)
        if (next === before && data) return undefined
        const told = newEvent(ShippingTariffsChanged, { optionId })
        return { next, events: next === before ? [] : [told] }
      })
      expire()
      return document
    },
    /** Writes those that a shop starts with, unless there are some. */
    async seed(): Promise<void> {
      if (!(await collection.get(shop))) await collection.create(shop, seedTariffs)
    },
  }
}
