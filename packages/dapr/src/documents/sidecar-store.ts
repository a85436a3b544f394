import { setTimeout as sleep } from 'node:timers/promises'
import type { CloudEvent } from '@comptoir/contracts/event'
import type { AppId } from '@comptoir/contracts/topology'
import type { Logger } from '@comptoir/service/observability/log'
import type { Redis } from 'ioredis'
import type { EventSignatures } from '../events/signatures.ts'
import { createOnce } from '../host/once.ts'
import { createKeys } from '../leases/keys.ts'
import { createRedisLedger } from '../outbox/redis-delivery-index.ts'
import { createDocumentList } from '../roster/document-list.ts'
import { type Sidecar, SidecarError } from '../sidecar/sidecar.ts'
import { stateComponent } from '../sidecar/state-component.ts'
import { createLastKnown } from './own-recent-writes.ts'
import { createStatePort } from './state-port.ts'
import type { Publish, Store } from './store.ts'

export type StoreOptions = {
  sidecar: Sidecar
  redis: Redis
  service: AppId
  log: Logger
  signatures: EventSignatures
}

/** The store of a service, over its sidecar and Redis. */
export function createStore({ sidecar, redis, service, log, signatures }: StoreOptions): Store {
  const component = createOnce(() => stateComponent(sidecar))
  const type = async () => (await component()).type
  const state = createStatePort(sidecar, component)
  return {
    service,
    log,
    signatures,
    state,
    documents: createDocumentList({ type, redis, service, state, log, now: Date.now }),
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
