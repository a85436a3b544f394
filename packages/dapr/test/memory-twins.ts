import { createHash } from 'node:crypto'
import { EventEmitter } from 'node:events'
import type { Revocations } from '../src/host/revocations.ts'
import type { Keys } from '../src/leases/keys.ts'
import type { Live } from '../src/live/live-channels.ts'
import type { DocumentList } from '../src/roster/document-list.ts'
import type { Blobs } from '../src/sidecar/blobs.ts'

/** The in-memory twin of `createKeys`. */
export function createMemoryKeys(now: () => number = Date.now): Keys {
  const held = new Map<string, { value: string; until: number }>()
  const look = (key: string) => {
    const entry = held.get(key)
    return entry && entry.until > now() ? entry.value : undefined
  }
  return {
    read: async (key) => look(key),
    async claim(key, value, ttlMs) {
      if (look(key) !== undefined) return false
      held.set(key, { value, until: now() + ttlMs })
      return true
    },
    async replace(key, expected, next, ttlMs) {
      if (look(key) !== expected) return false
      if (next === undefined) held.delete(key)
      else held.set(key, { value: next, until: now() + ttlMs })
      return true
    },
  }
}

/** The in-memory twin of `createDocumentList`, for stores whose Redis is not lost. */
export function createMemoryList(): DocumentList {
  const names = new Set<string>()
  const batch = () => ({ documents: [...names], isSettled: false, drop: async () => {} })
  return {
    async add(document) {
      names.add(document)
    },
    async prepare() {
      return {
        settleMs: 0,
        async *list() {
          yield batch()
        },
      }
    },
  }
}

/** The in-memory twin of `createLive`. */
export function createMemoryLive(): Live {
  const channels = new EventEmitter().setMaxListeners(0)
  return {
    async announce(channel, event) {
      channels.emit(channel, event)
    },
    async subscribe(channel, listener) {
      channels.on(channel, listener)
      return () => channels.off(channel, listener)
    },
    close: async () => {},
  }
}

/** The in-memory twin of `createBlobs`. */
export function createMemoryBlobs(): Blobs {
  const kept = new Map<string, Buffer>()
  return {
    async put(bytes) {
      const sha256 = createHash('sha256').update(bytes).digest('hex')
      kept.set(sha256, Buffer.from(bytes))
      return { sha256 }
    },
    get: async (sha256) => kept.get(sha256),
    async remove(sha256) {
      kept.delete(sha256)
    },
  }
}

/** The in-memory twin of `createRevocations`, open from the start. */
export function createMemoryRevocations(): Revocations {
  const versions = new Map<string, number>()
  const versionOf = (userId: string) => versions.get(userId) ?? 0
  return {
    isRevoked: (userId, tokenVersion) => tokenVersion < versionOf(userId),
    async revoke(userId, tokenVersion) {
      versions.set(userId, Math.max(tokenVersion, versionOf(userId)))
    },
    follow: async () => async () => {},
  }
}
