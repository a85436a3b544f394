import { PersonalRecord } from '@comptoir/contracts/accounts/internal-routes'
import { lookUp } from '@comptoir/contracts/look-up'
import { createCollection } from '@comptoir/dapr/documents/documents'
import type { Store } from '@comptoir/dapr/documents/store'
import { z } from 'zod'
import { pagesOf, type StoredExport } from './export.ts'

/** What services sent for an export, page by page. What nobody removes goes by itself. */
export function createExportPages(store: Store, ttlSeconds: number) {
  const collection = createCollection(store, {
    name: 'data-export-pages',
    audit: 'none',
    schema: z.object({ records: z.array(PersonalRecord) }),
    ttlSeconds,
  })
  const idOf = (exportId: string, service: string, page: number) => `${exportId}.${service}.${page}`
  const idsOf = ({ exportId }: StoredExport, service: string, count: number) =>
    Array.from({ length: count }, (_, page) => idOf(exportId, service, page))

  return {
    collection,
    keep: (id: string, records: PersonalRecord[]) =>
      collection.upsert(id, () => ({ next: { records } })),
    remove: collection.remove,
    idOf,
    /** All records of a service that has answered, read page by page. */
    async *recordsOf(known: StoredExport, service: string): AsyncGenerator<PersonalRecord> {
      for (const id of idsOf(known, service, lookUp(known.parts, service)?.pages ?? 0))
        yield* (await collection.get(id))?.data.records ?? []
    },
    /** Removes what was sent, and what may have been sent by a service that is not done. */
    async removeAll(known: StoredExport): Promise<void> {
      const ids = known.services.flatMap((one) => idsOf(known, one, pagesOf(known, one)))
      for (const id of ids) await collection.remove(id)
    },
  }
}
