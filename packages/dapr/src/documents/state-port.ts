import { type Sidecar, type SidecarAnswer, SidecarError } from '../sidecar/sidecar.ts'
import type { StateComponent } from '../sidecar/state-component.ts'

/** A stored value with the opaque ETag that its next write must show. */
export type Stored = { readonly value: unknown; readonly etag: string }

export type Write = {
  readonly key: string
  /** An object. */
  readonly value: unknown
  /** Absent: the write only creates. */
  readonly etag?: string | undefined
  readonly ttlSeconds?: number | undefined
}

/** The Dapr state store, as much of it as one document per key needs. Throws when the outcome is unknown. */
export type StatePort = {
  read(key: string): Promise<Stored | undefined>
  readMany(keys: readonly string[]): Promise<Map<string, Stored>>
  /** First-write: false when the ETag is stale or, for a creation, when it did not happen. */
  write(write: Write): Promise<boolean>
}

const json = { 'content-type': 'application/json' }

/**
 * How stores say that a creation found its key taken, where they do not answer 409: the script of the Redis component,
 * PostgreSQL, and MySQL when two create at once or the old row has expired. Any other 500 may hide a write that landed.
 */
const alreadyExists = /failed to set key.*failed to set key|no item was updated|Duplicate entry/s

/**
 * Components that take what is in a value for expressions: MongoDB's writes with a pipeline, whose `$set` reads a text
 * `$price` as the field of that name and merges objects. There a value is one text.
 */
const asText = new Set(['state.mongodb'])

/** The state API of the sidecar, first-write only. The type of its component tells how the store takes values. */
export function createStatePort(
  sidecar: Pick<Sidecar, 'request'>,
  component: () => Promise<StateComponent>,
): StatePort {
  const pathOf = async (rest = '') => `/v1.0/state/${(await component()).name}${rest}`
  return {
    async read(key) {
      const path = await pathOf(`/${encodeURIComponent(key)}?consistency=strong`)
      const answer = await sidecar.request({ method: 'GET', path })
      if (answer.status === 204) return undefined
      const etag = answer.headers.etag
      if (answer.status !== 200 || !etag) throw unexpected('read', answer.status, answer.body)
      return { value: parsedValue(JSON.parse(answer.body.toString())), etag }
    },
    async readMany(keys) {
      if (keys.length === 0) return new Map()
      const body = JSON.stringify({ keys, parallelism: 10 })
      const path = await pathOf('/bulk')
      const answer = await sidecar.request({ method: 'POST', path, headers: json, body })
      if (answer.status !== 200) throw unexpected('bulk read', answer.status, answer.body)
      return foundIn(JSON.parse(answer.body.toString()))
    },
    async write(write) {
      const isText = asText.has((await component()).type)
      const value = isText ? toText(write.value) : write.value
      const body = JSON.stringify([requestOf({ ...write, value })])
      const path = await pathOf()
      const answer = await sidecar.request({ method: 'POST', path, headers: json, body })
      if (answer.status === 204) return true
      if (isRefused(write, answer)) return false
      throw unexpected('write', answer.status, answer.body)
    },
  }
}

function isRefused({ etag }: Write, { status, body }: SidecarAnswer): boolean {
  if (status === 409) return true
  const message = body.toString()
  // an ETag that this store could not have given (it was guessed)
  if (etag !== undefined) return status === 400 && /etag/i.test(message)
  return status === 500 && alreadyExists.test(message)
}

/** JSON in printable ASCII: the component quotes a text as Go does, which is not JSON for every other character. */
function toText(value: unknown): string {
  const escaped = (char: string) => `\\u${char.charCodeAt(0).toString(16).padStart(4, '0')}`
  return JSON.stringify(value).replace(/[^ -~]/g, escaped)
}

/** Values are objects: a text is one that was written as such. */
const parsedValue = (stored: unknown): unknown =>
  typeof stored === 'string' ? JSON.parse(stored) : stored

type BulkItem = { key: string; data?: unknown; etag?: string; error?: string }

function foundIn(items: BulkItem[]): Map<string, Stored> {
  const found = new Map<string, Stored>()
  for (const { key, data, etag, error } of items) {
    if (error) throw new SidecarError(`bulk read of ${key}: ${error}`)
    if (data !== undefined && data !== null && etag)
      found.set(key, { value: parsedValue(data), etag })
  }
  return found
}

function requestOf({ key, value, etag, ttlSeconds }: Write) {
  return {
    key,
    value,
    ...(etag === undefined ? {} : { etag }),
    options: { concurrency: 'first-write', consistency: 'strong' },
    ...(ttlSeconds === undefined ? {} : { metadata: { ttlInSeconds: String(ttlSeconds) } }),
  }
}

function unexpected(what: string, status: number, body: Buffer) {
  return new SidecarError(`state ${what}: ${status} ${body.toString().slice(0, 200)}`)
}
