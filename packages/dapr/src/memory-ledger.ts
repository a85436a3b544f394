import type { CloudEvent } from '@comptoir/contracts/event'
import type { Finish, IndexAddress, IndexPage, Ledger, Marker } from './ledger.ts'
import { splitDocument } from './names.ts'

type Entry = { readonly id: string; readonly score: number }

/** The in-memory twin of the Redis ledger; every operation is one step, as a script is in Redis. */
export function createMemoryLedger(now: () => number = Date.now): Ledger {
  const sent = new Map<string, number>()
  const markers = new Map<string, Marker>()
  const entries = new Map<string, Map<string, number>>()
  const entriesOf = new Map<string, string[]>()
  const log: CloudEvent[] = []
  const sentOf = (document: string) => sent.get(document) ?? 0
  const indexAt = (key: string) => {
    const index = entries.get(key) ?? new Map<string, number>()
    entries.set(key, index)
    return index
  }

  function advance({ document, version, events, entries: fresh }: Finish) {
    const [collection = '', id] = splitDocument(document)
    log.push(...events.filter((event) => event.aggregateversion > sentOf(document)))
    for (const key of entriesOf.get(document) ?? []) indexAt(key).delete(id)
    const keys = fresh.map(({ index, key }) => keyOf({ collection, index, key }))
    fresh.forEach(({ score }, n) => {
      indexAt(keys[n] ?? '').set(id, score)
    })
    entriesOf.set(document, keys)
    sent.set(document, version)
  }

  return {
    async mark(document, version) {
      markers.set(`${document}@${version}`, { document, version, at: now() })
      return sentOf(document)
    },
    sent: async (document) => sentOf(document),
    async finish(input) {
      if (input.version > sentOf(input.document)) advance(input)
      for (const version of input.markers) markers.delete(`${input.document}@${version}`)
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
    async page(address, page) {
      const hits = pageOf(sorted(indexAt(keyOf(address)), page.order), page)
      const prefix = `${address.collection}/`
      return hits.map((hit) => ({ ...hit, sent: sentOf(prefix + hit.id) }))
    },
    count: async (address) => indexAt(keyOf(address)).size,
    async range(address, { min = -Infinity, max = Infinity, limit = 1_000 }) {
      const hits = sorted(indexAt(keyOf(address)), 'asc')
      const inside = hits.filter(({ score }) => score >= min && score <= max)
      return inside.slice(0, limit).map(({ id }) => id)
    },
    async repair(address, { id, sent: seen }) {
      if (sentOf(`${address.collection}/${id}`) === seen) indexAt(keyOf(address)).delete(id)
    },
    async read(after, limit) {
      const from = Number(after.split('-')[0])
      const kept = log.map((event, n) => ({ position: `${n + 1}-0`, event })).slice(from)
      return Object.values(kept).slice(0, limit)
    },
    async trim(olderThanMs) {
      const oldest = new Date(now() - olderThanMs).toISOString()
      for (const [n, event] of log.entries()) if (event.time < oldest) delete log[n]
    },
  }
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
