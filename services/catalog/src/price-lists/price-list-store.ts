import { type Collection, createCollection } from '@comptoir/dapr/documents/documents'
import type { Store } from '@comptoir/dapr/documents/store'
import type { PriceList } from './price-list.ts'
import { StoredPriceList } from './stored-price-list.ts'

export type PriceLists = Collection<PriceList>

/** Every list is in one index, so that a replica can load them all. */
export const everyPriceList = { index: 'every', key: 'price-list' } as const

export function createPriceLists(store: Store): PriceLists {
  return createCollection(store, {
    name: 'price-lists',
    audit: 'plain',
    schema: StoredPriceList,
    indexes: {
      [everyPriceList.index]: ({ createdAt }) => [
        { key: everyPriceList.key, score: Date.parse(createdAt) },
      ],
      status: ({ status, createdAt }) => [{ key: status, score: Date.parse(createdAt) }],
    },
  })
}
