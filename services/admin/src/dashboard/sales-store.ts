import { type Collection, createCollection } from '@comptoir/dapr/documents/documents'
import type { Store } from '@comptoir/dapr/documents/store'
import { z } from 'zod'
import { endOfFacts, endOfItem, endOfRebuild } from './facts-lifetime.ts'
import { isOnItsWay, isToPrepare, type SalesFacts, stages } from './sales-facts.ts'

const at = z.iso.datetime()
const StoredSalesFacts = z.object({
  orderId: z.string(),
  stage: z.enum(stages).optional(),
  sale: z.object({ at, gross: z.int(), net: z.int(), currency: z.string() }).optional(),
  promisedFor: z.iso.date().optional(),
  edits: z.record(z.string(), z.object({ at, gross: z.int() })),
  refunds: z.record(
    z.string(),
    z.object({ amount: z.int(), succeededAt: at.optional(), failedAt: at.optional() }),
  ),
  dues: z.record(z.string(), z.object({ at, gross: z.int() })).optional(),
  voids: z.record(z.string(), z.object({ at })),
  refusals: z.record(z.string(), z.object({ at })),
  changedAt: at,
})

/** The index `over` of what no page needs from a time on: the score. */
const overAt = (score: number | undefined) => (score === undefined ? [] : [{ key: 'all', score }])

export type OrderFacts = Collection<SalesFacts>

/** When a promised day ends, as a score; the day counts as a whole, in whatever zone the shop is. */
export const scoreOfDay = (day: string): number => Date.parse(`${day}T00:00:00Z`)

/**
 * What the dashboard knows of each order, a document each: a hundred orders at once write a hundred documents. `changed` by the time
 * of the last fact; `work` has what is to be prepared, by the time of its sale, and what is to arrive, by the promised day; `over`
 * what is over, by when it may go.
 */
export const createOrderFacts = (store: Store): OrderFacts =>
  createCollection<SalesFacts>(store, {
    ...{ name: 'dashboard-orders', audit: 'none', schema: StoredSalesFacts },
    indexes: {
      over: (facts) => overAt(endOfFacts(facts)),
      changed: ({ changedAt }) => [{ key: 'all', score: Date.parse(changedAt) }],
      work: (facts) => {
        const { sale, promisedFor, changedAt } = facts
        const score = Date.parse(sale?.at ?? changedAt)
        return [
          ...(isToPrepare(facts) ? [{ key: 'to-prepare', score }] : []),
          ...(isOnItsWay(facts) && promisedFor
            ? [{ key: 'to-arrive', score: scoreOfDay(promisedFor) }]
            : []),
        ]
      },
    },
  })

const OpenItem = z.object({
  kind: z.enum(['sku', 'chat']),
  id: z.string(),
  isOpen: z.boolean(),
  /** Of the document that the event is about: an older event changes nothing. */
  version: z.int(),
  at,
})
export type OpenItem = z.infer<typeof OpenItem>
export type OpenItems = Collection<OpenItem>

/** SKUs with an alert, and conversations; those that are open are in the index. */
export const createOpenItems = (store: Store): OpenItems =>
  createCollection(store, {
    ...{ name: 'dashboard-items', audit: 'none', schema: OpenItem },
    indexes: {
      over: (item) => overAt(endOfItem(item)),
      open: ({ kind, isOpen, at }) => (isOpen ? [{ key: kind, score: Date.parse(at) }] : []),
    },
  })

/** What is known after an event: of two, the one with the higher version of its document counts. */
export const followItem = (known: OpenItem | undefined, next: OpenItem) =>
  known && known.version >= next.version ? undefined : { next }

/**
 * The same by how much of a SKU is left, which is told with every change of stock: only what says something else than is known is
 * written. Whoever goes from well to low, or back, is told by an alert of that version besides.
 */
export function followLevel(known: OpenItem | undefined, next: OpenItem) {
  const isNews = known ? known.isOpen !== next.isOpen : next.isOpen
  return isNews ? followItem(known, next) : undefined
}

export const itemIdOf = ({ kind, id }: Pick<OpenItem, 'kind' | 'id'>): string => `${kind}.${id}`

const Rebuild = z.object({
  status: z.enum(['running', 'done']),
  /** How far each log was read. */
  positions: z.record(z.string(), z.string()),
  read: z.int(),
  taken: z.int(),
  unreadable: z.int(),
  lastReason: z.string().optional(),
  /** Where each full log began as it was read: what was before it is gone. */
  cuts: z.record(z.string(), at).optional(),
  createdBy: z.string(),
  createdAt: at,
  endedAt: at.optional(),
})
export type Rebuild = Readonly<z.infer<typeof Rebuild>>
export type Rebuilds = Collection<Rebuild>

export const createRebuilds = (store: Store): Rebuilds =>
  createCollection<Rebuild>(store, {
    ...{ name: 'dashboard-rebuilds', audit: 'plain', schema: Rebuild },
    indexes: {
      over: (rebuild) => overAt(endOfRebuild(rebuild)),
      running: ({ status, createdAt }) =>
        status === 'running' ? [{ key: 'all', score: Date.parse(createdAt) }] : [],
    },
  })
