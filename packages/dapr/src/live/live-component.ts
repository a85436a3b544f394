import { EventEmitter } from 'node:events'
import { liveTopic } from '@comptoir/contracts/subscriptions'
import type { AppId } from '@comptoir/contracts/topology'
import type { ServiceApp } from '@comptoir/service/app'
import { z } from 'zod'
import { type Sidecar, SidecarError } from '../sidecar/sidecar.ts'
import type { Live } from './live-channels.ts'

type LiveComponent = {
  readonly sidecar: Pick<Sidecar, 'request'>
  readonly appId: AppId
  readonly component: string
}

/** Live channels with what their host must know. */
export type LiveChannels = {
  readonly live: Live
  /** What the sidecar must have loaded for them: components by name, subscriptions as `component/topic`. */
  readonly resources: readonly string[]
  /** Adds the route of their deliveries. */
  attach(app: ServiceApp): void
}

/** Where the sidecar delivers what replicas announce. */
const route = '/events-live'

/** What is delivered: a CloudEvent that the sidecar made around our data. */
const Delivery = z.object({
  data: z.object({
    channel: z.string(),
    event: z.object({ id: z.string(), type: z.string(), data: z.unknown() }),
  }),
})

/**
 * Live channels over a pub/sub component that brings what is announced to every replica at once, such as MQTT. What is
 * announced while a replica's sidecar is away is lost, as on Redis: the document is the record.
 */
export function createComponentLive({ sidecar, appId, component }: LiveComponent): LiveChannels {
  const topic = liveTopic(appId)
  const listeners = new EventEmitter().setMaxListeners(0)
  const live: Live = {
    async announce(channel, event) {
      const answer = await sidecar.request({
        method: 'POST',
        path: `/v1.0/publish/${component}/${topic}`,
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ channel, event }),
      })
      if (answer.status < 300) return
      throw new SidecarError(
        `announce ${event.id}: ${answer.status} ${answer.body.toString().slice(0, 200)}`,
      )
    },
    async subscribe(channel, listener) {
      listeners.on(channel, listener)
      return () => void listeners.off(channel, listener)
    },
    close: async () => {},
  }

  function attach(app: ServiceApp): void {
    app.post(route, async (c) => {
      const body: unknown = await c.req.json().catch(() => undefined)
      const { data: delivery } = Delivery.safeParse(body)
      // not asked for again: a late one would be of no use
      if (!delivery) return c.json({ status: 'DROP' })
      listeners.emit(delivery.data.channel, delivery.data.event)
      return c.json({ status: 'SUCCESS' })
    })
  }
  return { live, attach, resources: [component, `${component}/${topic}`] }
}
