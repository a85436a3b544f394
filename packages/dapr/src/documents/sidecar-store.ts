import { setTimeout as sleep } from 'node:timers/promises'
import type { CloudEvent } from '@comptoir/contracts/event'
import type { AppId } from '@comptoir/contracts/topology'
import type { Logger } from '@comptoir/service/observability/log'
import type { Redis } from 'ioredis'
import type { EventSignatures } from '../events/signatures.ts'
import { createKeys } from '../leases/keys.ts'
import { createRedisLedger } from '../outbox/redis-delivery-index.ts'
import { type Sidecar, SidecarError } from '../sidecar/sidecar.ts'
import { createLastKnown } from './own-recent-writes.ts'
import type { Publish, StatePort, Store, Stored, Write } from './store.ts'

export type StoreOptions = {
  sidecar: Sidecar
  redis: Redis
  service: AppId
  log: Logger
  signatures: EventSignatures
}

/** The store of a service, over its sidecar and Redis. */
export function createStore({ sidecar, redis, service, log, signatures }: StoreOptions): Store {
  return {
    service,
    log,
    signatures,
    state: createStatePort(sidecar, 'state'),
    ledger: createRedisLedger(redis, service),
    publish: createPublisher(sidecar, 'pubsub'),
    keys: createKeys(redis),
    now: Date.now,
    pause: (ms) => sleep(ms, undefined, { ref: false }),
    deliveryWaitMs: 250,
    lastKnown: createLastKnown(Date.now),
    deliveries: new Set(),
  }
}

const json = { 'content-type': 'application/json' }

/**
 * How stores say that a creation found its key taken, where they do not answer 409: the script of the Redis component,
 * PostgreSQL, and MySQL when two create at once or the old row has expired. Any other 500 may hide a write that landed.
 */
const alreadyExists = /failed to set key.*failed to set key|no item was updated|Duplicate entry/s

/** The state API of the sidecar, first-write only. */
function createStatePort(sidecar: Sidecar, component: string): StatePort {
  const base = `/v1.0/state/${component}`
  return {
    async read(key) {
      const path = `${base}/${encodeURIComponent(key)}?consistency=strong`
      const answer = await sidecar.request({ method: 'GET', path })
      if (answer.status === 204) return undefined
      const etag = answer.headers.etag
      if (answer.status !== 200 || !etag) throw unexpected('read', answer.status, answer.body)
      return { value: JSON.parse(answer.body.toString()), etag }
    },
    async readMany(keys) {
      if (keys.length === 0) return new Map()
      const body = JSON.stringify({ keys, parallelism: 10 })
      const path = `${base}/bulk`
      const answer = await sidecar.request({ method: 'POST', path, headers: json, body })
      if (answer.status !== 200) throw unexpected('bulk read', answer.status, answer.body)
      return foundIn(JSON.parse(answer.body.toString()))
    },
    async write(write) {
      const body = JSON.stringify([requestOf(write)])
      const answer = await sidecar.request({ method: 'POST', path: base, headers: json, body })
      if (answer.status === 204) return true
      if (answer.status === 409) return false
      // an ETag that this store could not have given (it was guessed)
      if (answer.status === 400 && write.etag !== undefined && /etag/i.test(answer.body.toString()))
        return false
      if (write.etag === undefined && alreadyExists.test(answer.body.toString())) return false
      throw unexpected('write', answer.status, answer.body)
    },
  }
}

type BulkItem = { key: string; data?: unknown; etag?: string; error?: string }

function foundIn(items: BulkItem[]): Map<string, Stored> {
  const found = new Map<string, Stored>()
  for (const { key, data, etag, error } of items) {
    if (error) throw new SidecarError(`bulk read of ${key}: ${error}`)
    if (data !== undefined && data !== null && etag) found.set(key, { value: data, etag })
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

/** Publishes whole CloudEvents, each to the topic of its kind; the subject is the partition key. */
function createPublisher(sidecar: Sidecar, component: string): Publish {
  return async (event) => {
    const partition = encodeURIComponent(event.subject)
    const answer = await sidecar.request({
      method: 'POST',
      path: `/v1.0/publish/${component}/${event.type}?metadata.partitionKey=${partition}`,
      headers: headersOf(event),
      body: JSON.stringify(onTheWire(event)),
    })
    if (answer.status < 300) return
    throw new SidecarError(
      `publish ${event.id}: ${answer.status} ${answer.body.toString().slice(0, 200)}`,
    )
  }
}

function headersOf({ traceparent }: CloudEvent): Record<string, string> {
  const headers = { 'content-type': 'application/cloudevents+json' }
  return traceparent ? { ...headers, traceparent } : headers
}

/** The sidecar puts a trace of its own in the place of `traceparent` unless the event has a `traceid`. */
function onTheWire(event: CloudEvent): CloudEvent {
  return event.traceparent ? { ...event, traceid: event.traceparent } : event
}
