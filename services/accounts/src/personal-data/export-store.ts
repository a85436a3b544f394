import { PersonalDataRequested } from '@comptoir/contracts/accounts/events'
import type { PersonalRecord } from '@comptoir/contracts/accounts/internal-routes'
import { newEvent } from '@comptoir/contracts/event'
import { subscriptions } from '@comptoir/contracts/subscriptions'
import { appIds } from '@comptoir/contracts/topology'
import { createCollection } from '@comptoir/dapr/documents/documents'
import type { Store } from '@comptoir/dapr/documents/store'
import { addPart, beginPage, forgetExport, openExport, StoredExport } from './export.ts'
import { createExportPages } from './export-page-store.ts'

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
  const { collection, change } = createRequests(store)
  const pages = createExportPages(store, keptSeconds)

  /** Whether the export takes pages: it is there, and its person too. */
  async function isTaking(exportId: string): Promise<boolean> {
    const known = await collection.get(exportId)
    return known !== undefined && known.data.forgottenAt === undefined
  }

  /** Writes down that a page comes before it is stored, and takes it back when its person was erased meanwhile. */
  async function keep({ requestId, service, page, records }: Page): Promise<boolean> {
    const id = pages.idOf(requestId, service, page)
    if (await isTaking(requestId)) {
      await change(requestId, (known) => beginPage(known, service, page))
      await pages.keep(id, records)
      if (await isTaking(requestId)) return true
    }
    await pages.remove(id)
    return false
  }

  return {
    collections: [collection, pages.collection] as const,
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
    async receive(given: Page) {
      const { requestId, service, page, isLast, at } = given
      if (!(await keep(given)) || !isLast) return undefined
      return await change(requestId, (known) => addPart(known, { service, pages: page + 1, at }))
    },
    recordsOf: pages.recordsOf,
    /** Throws away what was collected of a user; what is still sent is taken no more. */
    async forget(userId: string): Promise<void> {
      const at = new Date(store.now()).toISOString()
      for (const id of await collection.ids('user', userId)) {
        if (!(await collection.get(id))) continue
        const { data } = await change(id, (known) => forgetExport(known, at))
        await pages.removeAll(data)
        await collection.remove(id)
      }
    },
  }
}

function createRequests(store: Store) {
  const collection = createCollection<StoredExport>(store, {
    name: 'data-exports',
    schema: StoredExport,
    ttlSeconds: keptSeconds,
    indexes: {
      user: ({ userId, requestedAt }) => [{ key: userId, score: Date.parse(requestedAt) }],
    },
  })
  const change = (id: string, rule: (known: StoredExport) => StoredExport) =>
    collection.update(id, (known) => {
      const next = rule(known)
      return next === known ? undefined : { next }
    })
  return { collection, change }
}
