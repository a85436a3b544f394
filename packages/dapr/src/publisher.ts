import { type Sidecar, SidecarError } from './sidecar.ts'
import type { Publish } from './store.ts'

/** Publishes whole CloudEvents to the service's topic; the subject is the partition key. */
export function createPublisher(sidecar: Sidecar, component: string, topic: string): Publish {
  return async (event) => {
    const partition = encodeURIComponent(event.subject)
    const answer = await sidecar.request({
      method: 'POST',
      path: `/v1.0/publish/${component}/${topic}?metadata.partitionKey=${partition}`,
      headers: { 'content-type': 'application/cloudevents+json' },
      body: JSON.stringify(event),
    })
    if (answer.status < 300) return
    throw new SidecarError(
      `publish ${event.id}: ${answer.status} ${answer.body.toString().slice(0, 200)}`,
    )
  }
}
