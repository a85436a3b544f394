import { createSharedReading } from '../host/shared-reading.ts'
import type { Collection, Document } from './documents.ts'
import { walk } from './walk.ts'

export type MemoryViewOptions<T, Row> = {
  readonly collection: Pick<Collection<T>, 'list' | 'ids' | 'getMany'>
  /** The index that is walked first: `changed`, or another one that has all documents at its key `all`. */
  readonly index: string
  readonly toRow: (document: Document<T>) => Row
  /** Rows whose last change is older are not read, and dropped in time. */
  readonly window?: { readonly ms: number; readonly changedMs: (row: Row) => number }
  readonly now: () => number
}

/** Longer than a change takes from its time to its index, and than the clocks of replicas differ. */
const overlapMs = 10_000
/** Once a minute it looks further back: a change whose process died is indexed by the relay, later. */
const wide = { everyMs: 60_000, overlapMs: 300_000 }
const atOnce = 200

/**
 * A row in memory for each document of a collection. They are read whole once; then each reading first takes what changed since, by
 * the index `changed`, which has all documents at its key `all` by the time of their last change. So it shows every change that was
 * answered before it began, of whatever replica.
 * @example const rows = createMemoryView({ collection: orders, index: 'of', toRow: rowOf, now }); await rows.read()
 */
export function createMemoryView<T, Row extends { readonly version: number }>(
  options: MemoryViewOptions<T, Row>,
) {
  const { collection, index, toRow, window, now } = options
  const rows = new Map<string, Row>()
  let readUpToMs: number | undefined
  let widelyAtMs = 0

  function take(document: Document<T>): void {
    const known = rows.get(document.id)
    if (!known || known.version < document.version) rows.set(document.id, toRow(document))
  }

  async function readAll(): Promise<void> {
    const startedMs = now()
    const min = window && startedMs - window.ms
    for await (const document of walk({ collection, index, key: 'all', min })) take(document)
    readUpToMs = startedMs
    // that walk looked further back in `changed` than any other reading
    if (index === 'changed') widelyAtMs = startedMs
  }

  async function readNew(sinceMs: number): Promise<void> {
    const startedMs = now()
    const isWide = startedMs - widelyAtMs >= wide.everyMs
    const min = sinceMs - (isWide ? wide.overlapMs : overlapMs)
    const ids = await collection.ids('changed', 'all', { min })
    for (let n = 0; n < ids.length; n += atOnce)
      for (const document of await collection.getMany(ids.slice(n, n + atOnce))) take(document)
    readUpToMs = startedMs
    if (!isWide) return
    widelyAtMs = startedMs
    dropOld(startedMs)
  }

  function dropOld(nowMs: number): void {
    if (!window) return
    for (const [id, row] of rows) if (window.changedMs(row) < nowMs - window.ms) rows.delete(id)
  }

  const refresh = createSharedReading(() =>
    readUpToMs === undefined ? readAll() : readNew(readUpToMs),
  )

  return {
    /** The rows as the store has them now. */
    async read(): Promise<Iterable<Row>> {
      await refresh()
      return rows.values()
    },
  }
}
