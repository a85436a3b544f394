import { PersonalDataRequested } from '@comptoir/contracts/accounts/events'
import { PersonalRecord } from '@comptoir/contracts/accounts/internal-routes'
import { newEvent } from '@comptoir/contracts/event'
import { lookUp } from '@comptoir/contracts/look-up'
import { subscriptions } from '@comptoir/contracts/subscriptions'
import { appIds } from '@comptoir/contracts/topology'
import { createCollection } from '@comptoir/dapr/documents/documents'
import type { Store } from '@comptoir/dapr/documents/store'
import { z } from 'zod'
import { addPart, openExport, StoredExport } from './export.ts'

export type Exports = ReturnType<typeof createExports>

/** Who holds something of a person: who hears that it is asked for. */
const owners = appIds.filter((appId) => subscriptions[appId]?.includes(PersonalDataRequested))

const keptSeconds = 40 * 86_400

type Page = {
  readonly requestId: string
  readonly service: string
  readonly page: number
  readonly records: PersonalRecord[]
  readonly isLast: boolean
  readonly at: string
}

/** Exports and their parts. What nobody fetches goes by itself. */
export function createExports(store: Store) {
  const collection = createCollection<StoredExport>(store, {
    name: 'data-exports',
    schema: StoredExport,
    ttlSeconds: keptSeconds,
    indexes: {
      user: ({ userId, requestedAt }) => [{ key: userId, score: Date.parse(requestedAt) }],
    },
  })
  const pages = createCollection(store, {
    name: 'data-export-pages',
    schema: z.object({ records: z.array(PersonalRecord) }),
    ttlSeconds: keptSeconds,
  })
  const pageId = (exportId: string, service: string, page: number) =>
    `${exportId}.${service}.${page}`

  /** The pages that a service sent, or may have sent before it was done. */
  function pageIds({ exportId, parts }: StoredExport, service: string): string[] {
    const count = lookUp(parts, service)?.pages ?? 0
    return Array.from({ length: count }, (_, page) => pageId(exportId, service, page))
  }

  return {
    collections: [collection, pages] as const,
    get: collection.get,
    list: (userId: string) => collection.list('user', userId, { limit: 20, order: 'desc' }),
    /** Asks every owner; the event leaves with the export. */
    async open(asked: { exportId: string; userId: string; at: string }) {
      const { exportId: requestId, userId } = asked
      const event = newEvent(PersonalDataRequested, { requestId, userId })
      return (
        await collection.create(requestId, openExport({ ...asked, services: owners }), [event])
      ).document
    },
    /** Keeps a page; with the last one its service has answered. Nothing of an export that is gone. */
    async receive({ requestId, service, page, records, isLast, at }: Page) {
      if (!(await collection.get(requestId))) return undefined
      await pages.upsert(pageId(requestId, service, page), () => ({ next: { records } }))
      if (!isLast) return undefined
      return await collection.update(requestId, (known) => {
        const next = addPart(known, { service, pages: page + 1, at })
        return next === known ? undefined : { next }
      })
    },
    /** All records of a service. */
    async recordsOf(known: StoredExport, service: string): Promise<PersonalRecord[]> {
      const found = await pages.getMany(pageIds(known, service))
      return found.flatMap(({ data }) => data.records)
    },
    /** Throws away what was collected of a user. */
    async forget(userId: string): Promise<void> {
      for (const id of await collection.ids('user', userId)) {
        const known = (await collection.get(id))?.data
        const ids = known ? known.services.flatMap((service) => pageIds(known, service)) : []
        for (const page of ids) await pages.remove(page)
        await collection.remove(id)
      }
    },
  }
}
