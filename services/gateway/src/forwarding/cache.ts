import { contentHash } from '@comptoir/service/http/etag'
import type { Answer } from './upstream.ts'

type Entry = Answer & { readonly until: number; readonly bytes: number }

export type CacheOptions = {
  readonly ttlMs: number
  /** Of keys, headers and bodies together, with what the process needs beside them. */
  readonly maxBytes: number
  readonly clock?: () => number
}

export type Cache = ReturnType<typeof createCache>

const immutableTtlMs = 60_000
const maxEntryBytes = 512 * 1024
const maxKeyLength = 1_024
/** Of an entry beside its texts and body, measured: some objects and their places in the map. */
const entryBytes = 800

/**
 * A small memory of public catalogue answers, for `ttlMs` (a minute when the service calls them immutable). Only
 * 200s that do not vary and are not private are kept. What is old goes when something comes or a while later; when
 * all is full, the oldest go first.
 */
export function createCache({ ttlMs, maxBytes, clock = Date.now }: CacheOptions) {
  const entries = createEntries(maxBytes, clock)
  const loads = createLoads()
  let generation = 0
  setInterval(entries.dropOld, Math.max(ttlMs, 1_000)).unref()

  async function load(key: string, fetch: Fetch, signal: AbortSignal): Promise<Answer> {
    const startedIn = generation
    const answer = await fetch(signal)
    const lifeMs = key.length > maxKeyLength ? 0 : lifeOf(answer, ttlMs)
    if (lifeMs === 0 || startedIn !== generation) return answer
    const body = ownBytes(answer.body)
    const kept = withEtag({ ...answer, body })
    const entry = { ...kept, until: clock() + lifeMs, bytes: bytesOf(key, kept) }
    entries.add(key, entry, lifeMs > ttlMs)
    return entry
  }

  return {
    /** The answer for a key, if it is remembered. */
    peek: entries.peek,
    /** Bytes that are held, of what is old too. */
    size: entries.size,
    /**
     * The answer for a key: remembered, or fetched once however many ask at the same time. `signal`: aborted when the
     * one who asks leaves; the fetch ends with the last of them.
     */
    async get(key: string, fetch: Fetch, signal?: AbortSignal): Promise<Answer> {
      const known = entries.peek(key)
      return known ?? (await loads.join(key, (ended) => load(key, fetch, ended), signal))
    },
    /** Forgets everything: something of the catalogue changed through us. */
    clear() {
      generation += 1
      entries.clear()
      loads.clear()
    },
  }
}

/** Entries of two lifetimes, apart: the first of each is the first to become old. */
function createEntries(maxBytes: number, clock: () => number) {
  const brief = new Map<string, Entry>()
  const lasting = new Map<string, Entry>()
  let bytes = 0

  function forget(from: Map<string, Entry>, key: string, entry: Entry): void {
    if (from.delete(key)) bytes -= entry.bytes
  }

  function forgetWhile(isGone: (entry: Entry) => boolean): void {
    for (const from of [brief, lasting]) {
      for (const [key, entry] of from) {
        if (!isGone(entry)) break
        forget(from, key, entry)
      }
    }
  }

  function dropOld(): void {
    const now = clock()
    forgetWhile(({ until }) => until <= now)
  }

  return {
    dropOld,
    size: () => bytes,
    peek(key: string): Entry | undefined {
      const known = brief.get(key) ?? lasting.get(key)
      return known && known.until > clock() ? known : undefined
    },
    add(key: string, entry: Entry, isLasting: boolean): void {
      const to = isLasting ? lasting : brief
      const before = to.get(key)
      if (before) forget(to, key, before)
      to.set(key, entry)
      bytes += entry.bytes
      dropOld()
      forgetWhile(() => bytes > maxBytes)
    },
    clear(): void {
      brief.clear()
      lasting.clear()
      bytes = 0
    },
  }
}

/** Small buffers are slices of a shared one, which would be held as long as any of them. */
function ownBytes(body: Buffer): Buffer {
  if (body.buffer.byteLength === body.length) return body
  const own = Buffer.allocUnsafeSlow(body.length)
  body.copy(own)
  return own
}

function bytesOf(key: string, { headers, body }: Answer): number {
  let bytes = entryBytes + key.length + body.length
  for (const [name, value] of Object.entries(headers)) bytes += name.length + value.length
  return bytes
}

function lifeOf(answer: Answer, ttlMs: number): number {
  if (answer.status !== 200 || answer.body.length > maxEntryBytes) return 0
  const control = answer.headers['cache-control'] ?? ''
  if (/no-store|private/.test(control)) return 0
  if (answer.cookies || answer.headers['vary']) return 0
  return control.includes('immutable') ? immutableTtlMs : ttlMs
}

function withEtag(answer: Answer): Answer {
  const given = answer.headers['etag']
  if (given) return { ...answer, etag: given }
  const etag = `"${contentHash(answer.body)}"`
  return { ...answer, etag, headers: { ...answer.headers, etag } }
}

/** Fetches an answer; the signal is aborted when nobody waits for it any more. */
type Fetch = (signal: AbortSignal) => Promise<Answer>
type Load = { readonly answer: Promise<Answer>; readonly ending: AbortController; waiting: number }

/** Fetches that run, each once for all who wait for it. */
function createLoads() {
  const running = new Map<string, Load>()

  function forget(key: string, load: Load): void {
    if (running.get(key) === load) running.delete(key)
  }

  function start(key: string, fetch: Fetch): Load {
    const ending = new AbortController()
    const answer = fetch(ending.signal).finally(() => forget(key, load))
    const load: Load = { answer, ending, waiting: 0 }
    running.set(key, load)
    return load
  }

  function leave(key: string, load: Load): void {
    load.waiting -= 1
    if (load.waiting > 0) return
    forget(key, load)
    load.ending.abort()
  }

  return {
    clear: () => running.clear(),
    join(key: string, fetch: Fetch, signal: AbortSignal | undefined): Promise<Answer> {
      const load = running.get(key) ?? start(key, fetch)
      load.waiting += 1
      signal?.addEventListener('abort', () => leave(key, load), { once: true })
      return load.answer
    },
  }
}
