import type { CloudEvent } from '@comptoir/contracts/event'
import type { Publish } from '../documents/store.ts'
import { type Sidecar, SidecarError } from '../sidecar/sidecar.ts'

/** Publishes whole CloudEvents, each to the topic of its kind; the subject is the partition key. */
export function createPublisher(sidecar: Sidecar, component: string): Publish {
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
