import type { CloudEvent } from '@comptoir/contracts/event'
import {
  type Consumption,
  type ProducerProgress,
  readConsumption,
} from '@comptoir/contracts/platform/consumption'
import { readLog } from '@comptoir/contracts/platform/log'
import type { AppId } from '@comptoir/contracts/topology'
import type { ServiceApp } from '@comptoir/service/app'
import type { Client } from '../sidecar/invoke.ts'
import { createPositions } from './catch-up.ts'
import { isHandled } from './consume.ts'
import type { SubscriberOptions } from './subscriptions.ts'

export type ConsumptionOptions = SubscriberOptions & {
  readonly producers: readonly { readonly producer: AppId; readonly client: Client }[]
}

const pageSize = 500
const mostUnsent = 200

/** Serves operators the lag of the service: in the logs of its producers, and in publishing its own events. */
export function attachConsumption(app: ServiceApp, options: ConsumptionOptions): void {
  app.openapi(readConsumption, async (c) => c.json(await consumptionOf(options), 200))
}

/** The lag of a service, measured against the producers' logs. */
export async function consumptionOf(options: ConsumptionOptions): Promise<Consumption> {
  const { store, producers } = options
  const markers = await store.ledger.pending(0, { offset: 0, limit: mostUnsent })
  const oldest = markers[0]
  return {
    service: store.service,
    unsent: markers.length,
    ...(oldest && { oldestUnsentAt: new Date(oldest.at).toISOString() }),
    producers: await Promise.all(producers.map((one) => progressOf(options, one))),
  }
}

async function progressOf(
  { store, subscribers }: ConsumptionOptions,
  { producer, client }: ConsumptionOptions['producers'][number],
): Promise<ProducerProgress> {
  const position = (await createPositions(store).get(producer))?.data.position ?? '0-0'
  const behind = await readAfter(client, position)
  const handled = await Promise.all(behind.map((event) => isHandled(store, subscribers, event)))
  const waiting = behind.filter((_, at) => !handled[at])
  const oldest = waiting[0]
  return {
    producer,
    position,
    behind: behind.length,
    waiting: waiting.length,
    ...(oldest && { oldestWaitingAt: oldest.time }),
  }
}

async function readAfter(client: Client, position: string): Promise<CloudEvent[]> {
  const events: CloudEvent[] = []
  for (let after = position; ; ) {
    const page = await client(readLog, { query: { after, limit: pageSize } })
    events.push(...page.entries.map(({ event }) => event))
    if (page.entries.length < pageSize) return events
    after = page.next
  }
}
