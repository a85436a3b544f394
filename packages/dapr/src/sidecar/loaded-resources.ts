import { setTimeout as sleep } from 'node:timers/promises'
import { broadcasts, deadLetterTopic, subscriptions } from '@comptoir/contracts/subscriptions'
import type { AppId } from '@comptoir/contracts/topology'
import type { Logger } from '@comptoir/service/observability/log'
import { restartSidecar } from './restart.ts'
import type { Sidecar, SidecarMetadata } from './sidecar.ts'
import { stateComponents } from './state-component.ts'

/** Looks so often, and so long, before it asks the sidecar to exit; then twice as long each time. */
const lookEveryMs = 250
const patienceMs = 20_000

/** What the sidecar of a service must have loaded: components by name, subscriptions as `pubsub/topic`. */
export function expectedResources(appId: AppId, components: readonly string[] = []): string[] {
  const facts = subscriptions[appId] ?? []
  const news = broadcasts[appId] ?? []
  return [
    ...['state', 'pubsub', ...(news.length > 0 ? ['broadcast'] : []), ...components],
    ...facts.map(({ type }) => `pubsub/${type}`),
    ...(facts.length > 0 ? [`pubsub/${deadLetterTopic(appId)}`] : []),
    ...news.map(({ type }) => `broadcast/${type}`),
  ]
}

/** What of it a sidecar has not loaded. */
export function missingResources(expected: readonly string[], metadata: SidecarMetadata): string[] {
  const { components = [], subscriptions = [] } = metadata
  const loaded = new Set([
    ...components.map(({ name }) => name),
    // whatever it is called
    ...stateComponents(metadata).map(() => 'state'),
    ...subscriptions.map(({ pubsubname, topic }) => `${pubsubname}/${topic}`),
  ])
  return expected.filter((resource) => !loaded.has(resource))
}

type Options = {
  readonly sidecar: Pick<Sidecar, 'metadata' | 'request' | 'waitUntilReady'>
  readonly expected: readonly string[]
  readonly log: Logger
  /** Told what is missing, each time it looks. */
  readonly report: (missing: string | undefined) => void
  readonly patience?: number
}

/**
 * Waits until the sidecar has all that the service needs. A sidecar reads its resources when it starts and never again,
 * and starts without those that are not there yet: a pod may be faster than the Subscription that an upgrade brings.
 * So one that lacks something for long is asked to exit, to be started again by whoever runs it. Answers what it has.
 */
export async function awaitResources(options: Options): Promise<SidecarMetadata> {
  const { sidecar, expected, log, report } = options
  for (let patience = options.patience ?? patienceMs; ; patience *= 2) {
    const { missing, metadata } = await lookUntil(performance.now() + patience, options)
    if (missing.length === 0) return metadata
    log.error(
      { missing, of: expected.length },
      'the sidecar lacks resources: asking it to exit, to be started again',
    )
    report(`the sidecar starts again: it lacked ${missing.join(', ')}`)
    await restartSidecar(sidecar, log)
  }
}

async function lookUntil(deadline: number, { sidecar, expected, report }: Options) {
  for (;;) {
    const { missing, metadata } = await sidecar.metadata().then(
      (metadata) => ({ missing: missingResources(expected, metadata), metadata }),
      (error: unknown) => ({ missing: [`its metadata (${String(error)})`], metadata: {} }),
    )
    report(missing.length === 0 ? undefined : `the sidecar lacks ${missing.join(', ')}`)
    if (missing.length === 0 || performance.now() > deadline) return { missing, metadata }
    await sleep(lookEveryMs)
  }
}
