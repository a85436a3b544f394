import { hostname } from 'node:os'
import { readServiceHealth, type ServiceHealth } from '@comptoir/contracts/platform/service-health'
import type { ServiceApp } from '@comptoir/service/app'
import type { Store } from '../documents/store.ts'
import { createDeadLetters } from '../events/dead-letters.ts'
import { openCircuits } from '../sidecar/circuit-breaker.ts'
import type { Sidecar, SidecarMetadata } from '../sidecar/sidecar.ts'

export type ServiceHealthOptions = {
  readonly store: Store
  readonly sidecar: Pick<Sidecar, 'metadata'>
  /** Why the process cannot serve, if it cannot. */
  readonly ready: () => Promise<string | undefined>
}

const startedAt = new Date(Date.now() - 1_000 * process.uptime()).toISOString()
/** A pod's name in a cluster; processes on one machine are told apart by their number. */
const replica = `${hostname()}/${process.pid}`

/** What this process says of itself: told even while its sidecar or its store does not answer. */
export async function healthOf(options: ServiceHealthOptions): Promise<ServiceHealth> {
  const { store, sidecar, ready } = options
  const letters = createDeadLetters(store)
  const [reason, metadata, deadLetters] = await Promise.all([
    ready(),
    sidecar.metadata().catch(() => undefined),
    letters.count('waiting', 'all').catch(() => 0),
  ])
  return {
    ...{ service: store.service, replica, startedAt, deadLetters },
    ready: reason === undefined,
    ...(reason !== undefined && { reason }),
    ...(metadata && { sidecar: sidecarOf(metadata) }),
    openCircuits: openCircuits(),
  }
}

/** Serves it to the gateway. */
export function attachServiceHealth(app: ServiceApp, options: ServiceHealthOptions): void {
  app.openapi(readServiceHealth, async (c) => c.json(await healthOf(options), 200))
}

function sidecarOf(metadata: SidecarMetadata): ServiceHealth['sidecar'] {
  const { runtimeVersion = 'unknown', components = [], subscriptions = [], workflows } = metadata
  const topics = new Map<string, number>()
  for (const { pubsubname } of subscriptions) {
    topics.set(pubsubname, (topics.get(pubsubname) ?? 0) + 1)
  }
  return {
    version: runtimeVersion,
    components: components.map(({ name, type = '' }) => ({ name, type })),
    subscriptions: [...topics].map(([pubsub, count]) => ({ pubsub, topics: count })),
    workflowWorkers: workflows?.connectedWorkers ?? 0,
  }
}
