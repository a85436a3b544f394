import { z } from 'zod'
import { type Collection, createCollection } from '../../src/documents/documents.ts'
import type { Store } from '../../src/documents/store.ts'

export const Thing = z.object({ ops: z.array(z.string()), group: z.string() })
export type Thing = z.infer<typeof Thing>

export const thingsOf = (store: Store): Collection<Thing> =>
  createCollection(store, {
    name: 'things',
    schema: Thing,
    indexes: { byGroup: ({ group, ops }) => [{ key: group, score: ops.length }] },
  })
