import type { DashboardRebuild } from '@comptoir/contracts/admin/dashboard'
import type { CloudEvent } from '@comptoir/contracts/event'
import { readLog } from '@comptoir/contracts/platform/log'
import type { AppId } from '@comptoir/contracts/topology'
import type { Document } from '@comptoir/dapr/documents/documents'
import { handleAll, handlersOf } from '@comptoir/dapr/events/consume'
import type { EventSignatures } from '@comptoir/dapr/events/signatures'
import type { Subscriber } from '@comptoir/dapr/events/subscriptions'
import type { Keys } from '@comptoir/dapr/leases/keys'
import { withLease } from '@comptoir/dapr/leases/lease'
import { isBefore, timeOf } from '@comptoir/dapr/outbox/log-position'
import type { Client } from '@comptoir/dapr/sidecar/invoke'
import type { Logger } from '@comptoir/service/observability/log'
import { readStockLevels } from './rebuild-stock.ts'
import type { OpenItems, Rebuild, Rebuilds } from './sales-store.ts'

export type RebuildDeps = {
  readonly rebuilds: Rebuilds
  readonly openItems: OpenItems
  /** What the dashboard hears: the same handlers. */
  readonly subscribers: readonly Subscriber[]
  readonly clients: Readonly<Record<AppId, Client>>
  readonly signatures: EventSignatures
  readonly keys: Keys
  readonly clock: () => Date
  readonly log: Logger
}

const pageSize = 200
const beginning = '0-0'

export const newRebuild = (createdBy: string, createdAt: string): Rebuild => ({
  ...{ status: 'running', positions: {}, read: 0, taken: 0, unreadable: 0, createdBy, createdAt },
})

/**
 * Reads the logs of those that the dashboard hears of, from their beginning, through the same handlers: facts that are known change
 * nothing, those that were missed are added. Which SKUs are low is asked of inventory then, since logs do not have what moved long ago.
 * One replica at a time; each page is noted, so that a crash repeats one page at most.
 */
export function createRebuilder(deps: RebuildDeps) {
  const { rebuilds, keys, log, subscribers } = deps
  const producers = [...new Set(subscribers.map(({ definition }) => definition.producer))]
  async function makeOne(id: string, goesOn: () => Promise<boolean>): Promise<void> {
    for (const producer of producers) await readOn(deps, { id, producer, goesOn })
    if (!(await goesOn()) || !(await readStockLevels(deps, goesOn))) return
    await end(deps, id)
    log.info({ rebuild: id }, 'the figures are made again')
  }

  return async function work(signal: AbortSignal): Promise<void> {
    const open = await rebuilds.ids('running', 'all')
    if (open.length === 0) return
    await withLease(keys, { name: 'admin:dashboard-rebuild', signal }, async (goesOn) => {
      for (const id of open) await makeOne(id, goesOn)
    })
  }
}

type Reading = {
  readonly id: string
  readonly producer: AppId
  readonly goesOn: () => Promise<boolean>
}

async function readOn(deps: RebuildDeps, { id, producer, goesOn }: Reading): Promise<void> {
  const { rebuilds, clients } = deps
  let job = (await rebuilds.get(id))?.data
  while (job?.status === 'running' && (await goesOn())) {
    const after = job.positions[producer] ?? beginning
    const query = { after, limit: pageSize }
    const { entries, next, cutAt } = await clients[producer](readLog, { query })
    if (entries.length === 0) return
    const page = await takePage(
      deps,
      entries.map(({ event }) => event),
    )
    const cut = cutAt !== undefined && isBefore(after, cutAt) ? timeOf(cutAt) : undefined
    const noted = await rebuilds.update(id, (before) =>
      notePage(before, { producer, after, next, page, cut }),
    )
    job = noted.data
  }
}

/** Hands a page of a log to the handlers, one event after the other; answers what became of it. */
async function takePage(deps: RebuildDeps, events: readonly CloudEvent[]): Promise<Taken> {
  const heard = events.filter((event) => handlersOf(deps.subscribers, event).length > 0)
  const reasons: string[] = []
  for (const event of heard) {
    const reason = await takeAgain(deps, event)
    if (reason !== undefined) reasons.push(reason)
  }
  const unreadable = reasons.length
  const counts = { read: events.length, taken: heard.length - unreadable, unreadable }
  return { ...counts, lastReason: reasons.at(-1) }
}

/** The reason why an event cannot be taken, if it cannot. */
async function takeAgain(
  { subscribers, signatures }: RebuildDeps,
  event: CloudEvent,
): Promise<string | undefined> {
  if (!signatures.verify(event)) return 'its producer did not sign it'
  const [reason] = await handleAll(subscribers, event)
  return reason
}

type Taken = Pick<Rebuild, 'read' | 'taken' | 'unreadable' | 'lastReason'>
type Page = {
  readonly producer: AppId
  readonly after: string
  readonly next: string
  readonly page: Taken
  /** Where a full log begins that had dropped what came before. */
  readonly cut: string | undefined
}

/** Notes a page, unless somebody noted it meanwhile. */
function notePage(before: Rebuild, { producer, after, next, page, cut }: Page) {
  if ((before.positions[producer] ?? beginning) !== after) return undefined
  const sums = {
    read: before.read + page.read,
    taken: before.taken + page.taken,
    unreadable: before.unreadable + page.unreadable,
  }
  const { lastReason } = page
  const positions = { ...before.positions, [producer]: next }
  const cuts = cut === undefined ? before.cuts : { ...before.cuts, [producer]: cut }
  return {
    next: {
      ...{ ...before, ...sums, positions },
      ...(lastReason !== undefined && { lastReason }),
      ...(cuts && { cuts }),
    },
  }
}

const end = ({ rebuilds, clock }: RebuildDeps, id: string) =>
  rebuilds.update(id, (before) => ({
    next: { ...before, status: 'done', endedAt: clock().toISOString() },
  }))

/** A rebuild as staff see it. */
export function toRebuild({ id, data }: Document<Rebuild>): DashboardRebuild {
  const { positions: _, cuts, ...rest } = data
  const cutLogs = Object.entries(cuts ?? {}).map(([service, before]) => ({ service, before }))
  return { rebuildId: id, ...rest, ...(cuts && { cutLogs }) }
}
