import { z } from 'zod'
import { createCollection } from '../../src/documents/documents.ts'
import type { Store } from '../../src/documents/store.ts'

export const parcelsOf = (store: Store) =>
  createCollection(store, {
    name: 'parcels',
    schema: z.object({ city: z.string() }),
    indexes: { byCity: ({ city }) => [{ key: city, score: 0 }] },
  })
