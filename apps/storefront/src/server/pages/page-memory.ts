import { countDrops } from './page-metrics.ts'

/** A page as it is answered. */
export type StoredPage = {
  readonly status: 200 | 404 | 410
  readonly headers: Readonly<Record<string, string>>
  readonly raw: Uint8Array<ArrayBuffer>
  readonly brotli: Uint8Array<ArrayBuffer>
  readonly etag: string
  /** What it was made from. */
  readonly tags: ReadonlySet<string>
  /** How long it is fresh, in ms. */
  readonly freshMs: number
}

type Entry = StoredPage & { bytes: number; freshUntil: number; droppedAt?: number }

export type PageMemoryOptions = {
  readonly maxBytes: number
  readonly clock?: () => number
}

/** A dropped page may be served once more while it is rendered again, for so long: an import touches thousands. */
const onceMoreMs = 2_000
const entryBytes = 1_000

export type Found = { readonly page: StoredPage; readonly isFresh: boolean }

/** Which pages were made from what. */
function createTagIndex() {
  const byTag = new Map<string, Set<string>>()
  return {
    all: () => byTag.keys(),
    add(key: string, tags: Iterable<string>): void {
      for (const tag of tags) byTag.set(tag, (byTag.get(tag) ?? new Set()).add(key))
    },
    remove(key: string, tags: Iterable<string>): void {
      for (const tag of tags) {
        const keys = byTag.get(tag)
        keys?.delete(key)
        if (keys?.size === 0) byTag.delete(tag)
      }
    },
    keysOf(tags: Iterable<string>): Set<string> {
      const keys = new Set<string>()
      for (const tag of tags) for (const key of byTag.get(tag) ?? []) keys.add(key)
      return keys
    },
  }
}

/**
 * The one memory of pages that are the same for everyone: least recently used first out, bounded by bytes, dropped by what
 * they were made from.
 */
export function createPageMemory({ maxBytes, clock = Date.now }: PageMemoryOptions) {
  const entries = new Map<string, Entry>()
  const tagged = createTagIndex()
  let held = 0

  function forget(key: string): void {
    const entry = entries.get(key)
    if (!entry) return
    entries.delete(key)
    held -= entry.bytes
    tagged.remove(key, entry.tags)
  }

  /** Drops every page that was made from one of the tags; answers how many. */
  function drop(tags: Iterable<string>): number {
    const keys = tagged.keysOf(tags)
    const droppedAt = clock()
    for (const key of keys) {
      const entry = entries.get(key)
      if (!entry || entry.droppedAt !== undefined) continue
      entry.droppedAt = droppedAt
      countDrops('fact')
    }
    return keys.size
  }

  return {
    figures: () => ({ bytes: held, pages: entries.size }),
    drop,
    /** Drops everything: what was missed is not known. */
    dropAll: () => drop([...tagged.all()]),

    /** The page of a key; not fresh: to be rendered again now, and good enough for this one time. */
    find(key: string): Found | undefined {
      const entry = entries.get(key)
      if (!entry || isGone(entry, clock())) return undefined
      entries.delete(key)
      entries.set(key, entry)
      const isFresh = entry.droppedAt === undefined && entry.freshUntil > clock()
      return { page: entry, isFresh }
    },

    keep(key: string, page: StoredPage): void {
      forget(key)
      const bytes = entryBytes + key.length + page.raw.length + page.brotli.length
      if (bytes > maxBytes / 8) return
      entries.set(key, { ...page, bytes, freshUntil: clock() + page.freshMs })
      held += bytes
      tagged.add(key, page.tags)
      for (const [oldest] of entries) {
        if (held <= maxBytes) break
        forget(oldest)
        countDrops('space')
      }
    },
  }
}

export type PageMemory = ReturnType<typeof createPageMemory>

/** What is old is served once more while it is rendered again, at most as long as it was fresh. */
function isGone({ droppedAt, freshUntil, freshMs }: Entry, now: number): boolean {
  if (droppedAt !== undefined && now - droppedAt > onceMoreMs) return true
  return now > freshUntil + freshMs
}
