import { createHash } from 'node:crypto'

/** An answer of a service, whole; `etag` when it can be asked for conditionally. */
export type Answer = {
  readonly status: number
  readonly headers: Readonly<Record<string, string>>
  readonly cookies?: readonly string[]
  readonly body: Buffer
  readonly etag?: string
  /** The prefix that it was routed by. */
  readonly route?: string
}
type Entry = Answer & { readonly until: number }

export type CacheOptions = {
  readonly ttlMs: number
  readonly maxBytes: number
  readonly clock?: () => number
}

export type Cache = {
  /** The answer for a key: remembered, or fetched once however many ask at the same time. */
  get(key: string, fetch: () => Promise<Answer>): Promise<Answer>
  /** The answer for a key, if it is remembered. */
  peek(key: string): Answer | undefined
  /** Forgets everything: something of the catalogue changed through us. */
  clear(): void
}

const immutableTtlMs = 60_000
const maxEntryBytes = 512 * 1024

/**
 * A small memory of public catalogue answers, for `ttlMs` (a minute when the service calls them immutable). Only
 * 200s that do not vary and are not private are kept; the oldest go first.
 */
export function createCache({ ttlMs, maxBytes, clock = Date.now }: CacheOptions): Cache {
  const entries = new Map<string, Entry>()
  const running = new Map<string, Promise<Answer>>()
  let bytes = 0
  let generation = 0

  function forget(key: string, entry: Entry): void {
    if (entries.delete(key)) bytes -= entry.body.length
  }

  function keep(key: string, answer: Answer, lifeMs: number): Entry {
    const entry = { ...withEtag(answer), until: clock() + lifeMs }
    const before = entries.get(key)
    if (before) forget(key, before)
    entries.set(key, entry)
    bytes += entry.body.length
    for (const [oldest, old] of entries) {
      if (bytes <= maxBytes) break
      forget(oldest, old)
    }
    return entry
  }

  async function load(key: string, fetch: () => Promise<Answer>): Promise<Answer> {
    const startedIn = generation
    const answer = await fetch()
    const lifeMs = lifeOf(answer, ttlMs)
    return lifeMs > 0 && startedIn === generation ? keep(key, answer, lifeMs) : answer
  }

  function peek(key: string): Entry | undefined {
    const known = entries.get(key)
    return known && known.until > clock() ? known : undefined
  }

  async function get(key: string, fetch: () => Promise<Answer>): Promise<Answer> {
    const known = peek(key)
    if (known) return known
    const joined = running.get(key)
    if (joined !== undefined) return await joined
    const loading = load(key, fetch)
    running.set(key, loading)
    return await loading.finally(() => running.delete(key))
  }

  function clear(): void {
    generation += 1
    entries.clear()
    running.clear()
    bytes = 0
  }
  return { get, peek, clear }
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
  const etag = etagOf(answer.body)
  return { ...answer, etag, headers: { ...answer.headers, etag } }
}

function etagOf(body: Buffer): string {
  return `"${createHash('sha256').update(body).digest('base64url').slice(0, 22)}"`
}
