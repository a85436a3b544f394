import type { CloudEvent } from '@comptoir/contracts/event'
import { splitDocument } from '../src/documents/document-keys.ts'
import type {
  Finish,
  IndexAddress,
  IndexPage,
  Ledger,
  Marker,
} from '../src/outbox/delivery-index.ts'

type Entry = { readonly id: string; readonly score: number }

/** The in-memory twin of the Redis ledger; every operation is one step, as a script is in Redis. */
export function createMemoryLedger(now: () => number = Date.now): Ledger {
  const sent = new Map<string, number>()
  const markers = new Map<string, Marker>()
  const sentOf = (document: string) => sent.get(document) ?? 0
  const indexes = createMemoryIndexes(sentOf)
  const log = createMemoryLog(now)
  return {
    async mark(document, version) {
      markers.set(`${document}@${version}`, { document, version, at: now() })
      return sentOf(document)
    },
    sent: async (document) => sentOf(document),
    async finish(input) {
      const { document, version, events, again } = input
      if (version > sentOf(document) || (again && version === sentOf(document))) {
        log.append(events.filter((event) => event.aggregateversion > sentOf(document)))
        indexes.place(input)
        sent.set(document, version)
      }
      for (const marker of input.markers) markers.delete(`${document}@${marker}`)
    },
    async pending(olderThanMs, { offset, limit }) {
      const before = now() - olderThanMs
      const old = [...markers.values()].filter(({ at }) => at <= before)
      return old.sort((a, b) => a.at - b.at).slice(offset, offset + limit)
    },
    async dropMarker({ document, version, at }) {
      const name = `${document}@${version}`
      if (markers.get(name)?.at === at) markers.delete(name)
    },
    ...indexes.reads,
    ...log.reads,
  }
}

function createMemoryIndexes(sentOf: (document: string) => number) {
  const indexes = new Map<string, Map<string, number>>()
  const placed = new Map<string, string[]>()
  const indexAt = (key: string) => {
    const index = indexes.get(key) ?? new Map<string, number>()
    indexes.set(key, index)
    return index
  }

  function place({ document, entries }: Finish): void {
    const [collection, id] = splitDocument(document)
    for (const key of placed.get(document) ?? []) indexAt(key).delete(id)
    const keys = entries.map(({ index, key }) => keyOf({ collection, index, key }))
    for (const [n, { score }] of entries.entries()) indexAt(keys[n] ?? '').set(id, score)
    placed.set(document, keys)
  }

  const reads: Pick<Ledger, 'page' | 'count' | 'range' | 'repair'> = {
    async page(address, page) {
      const hits = pageOf(sorted(indexAt(keyOf(address)), page.order), page)
      const prefix = `${address.collection}/`
      return hits.map((hit) => ({ ...hit, sent: sentOf(prefix + hit.id) }))
    },
    count: async (address, { min = -Infinity, max = Infinity } = {}) =>
      [...indexAt(keyOf(address)).values()].filter((score) => score >= min && score <= max).length,
    async range(address, { min = -Infinity, max = Infinity, limit = Infinity }) {
      const hits = sorted(indexAt(keyOf(address)), 'asc')
      const inside = hits.filter(({ score }) => score >= min && score <= max)
      return inside.slice(0, limit).map(({ id }) => id)
    },
    async repair(address, { id, sent: seen }) {
      if (sentOf(`${address.collection}/${id}`) === seen) indexAt(keyOf(address)).delete(id)
    },
  }
  return { place, reads }
}

function createMemoryLog(now: () => number) {
  let entries: { position: string; event: CloudEvent }[] = []
  let appended = 0
  const reads: Pick<Ledger, 'read' | 'cutAt' | 'trim'> = {
    cutAt: async () => undefined,
    async read(after, limit) {
      // they are numbered without a gap
      const from = Math.max(0, Number(after.split('-')[0]) - (appended - entries.length))
      return entries.slice(from, from + limit)
    },
    async trim(olderThanMs) {
      const oldest = new Date(now() - olderThanMs).toISOString()
      entries = entries.filter(({ event }) => event.time >= oldest)
    },
  }
  function append(events: readonly CloudEvent[]): void {
    for (const event of events) entries.push({ position: `${++appended}-0`, event })
  }
  return { append, reads }
}

const keyOf = ({ collection, index, key }: IndexAddress) => `${collection}:${index}:${key}`

function sorted(index: Map<string, number>, order: 'asc' | 'desc'): Entry[] {
  const all = Array.from(index, ([id, score]) => ({ id, score })).sort(compare)
  return order === 'asc' ? all : all.reverse()
}

function compare(a: Entry, b: Entry): number {
  return a.score - b.score || Buffer.compare(Buffer.from(a.id), Buffer.from(b.id))
}

function pageOf(hits: Entry[], { limit, order, after }: IndexPage): Entry[] {
  if (!after) return hits.slice(0, limit)
  const sign = order === 'asc' ? 1 : -1
  return hits.filter((hit) => compare(hit, after) * sign > 0).slice(0, limit)
}
