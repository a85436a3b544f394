import { readJwks } from '@comptoir/contracts/accounts/routes'
import type { ServiceHealth } from '@comptoir/contracts/platform/service-health'
import { producersOf } from '@comptoir/contracts/subscriptions'
import type { AppId } from '@comptoir/contracts/topology'
import type { ServiceApp, ServiceDeps } from '@comptoir/service/app'
import { createTokenVerifier } from '@comptoir/service/auth/auth'
import type { BaseConfig } from '@comptoir/service/config'
import { createDrain, type Drain } from '@comptoir/service/http/drain'
import {
  type Listener,
  type ListenOptions,
  listen,
  onTermination,
} from '@comptoir/service/http/listen'
import { createLogger } from '@comptoir/service/observability/log'
import { measureProcess } from '@comptoir/service/observability/metrics'
import { logProcess } from '@comptoir/service/observability/process-log'
import type { Redis } from 'ioredis'
import { createStore } from '../documents/sidecar-store.ts'
import { drainStore, type Store } from '../documents/store.ts'
import { attachBroadcast } from '../events/broadcast.ts'
import { startGroupSweep } from '../events/broadcast-groups.ts'
import { attachConsumption } from '../events/consumption.ts'
import { createDeadLetters } from '../events/dead-letters.ts'
import { createDeliveryWatch, type DeliveryWatch } from '../events/delivery-watch.ts'
import { attachLog, createOwnLogClient, startTail } from '../events/event-log.ts'
import { attachSubscribers } from '../events/event-routes.ts'
import { createEventSignatures } from '../events/signatures.ts'
import { checkWiring, type Subscriber } from '../events/subscriptions.ts'
import { attachTimeline } from '../events/timeline.ts'
import {
  attachFaults,
  createFaults,
  type Faults,
  faultyClient,
  faultyPublish,
  faultySubscribers,
} from '../faults/faults.ts'
import type { Keys } from '../leases/keys.ts'
import type { Live } from '../live/live-channels.ts'
import type { LiveChannels } from '../live/live-component.ts'
import { startRelay } from '../outbox/crash-relay.ts'
import { startRescan } from '../outbox/rebuild-after-redis-loss.ts'
import { initialSettings } from '../settings/initial-settings.ts'
import {
  type CurrentSettings,
  createLastKnown,
  createShopSettings,
  type ShopSettings,
} from '../settings/shop-settings.ts'
import { measureCircuits } from '../sidecar/circuit-breaker.ts'
import { type Clients, createClient, createClients } from '../sidecar/invoke.ts'
import { awaitResources, expectedResources } from '../sidecar/loaded-resources.ts'
import { restartSidecar } from '../sidecar/restart.ts'
import { createSidecar, type Sidecar } from '../sidecar/sidecar.ts'
import type { WorkflowEngine } from '../workflow/engine.ts'
import type { Stop } from './background.ts'
import { openLiveChannels, openRedis } from './connections.ts'
import { createPersonParts } from './persons.ts'
import { createRevocations, type Revocations } from './revocations.ts'
import { type HostRun, withParts } from './run-parts.ts'
import { attachServiceHealth, healthOf } from './service-health.ts'
import { measureService, measureSettings } from './service-metrics.ts'
import { type Part, stopInStages } from './stopping.ts'

/** What every service process has; `run` listens and keeps it going until SIGTERM. */
export type Host = Required<ServiceDeps> & {
  readonly redis: Redis
  readonly sidecar: Sidecar
  readonly store: Store
  readonly keys: Keys
  readonly revocations: Revocations
  readonly live: Live
  /** Faults that drills plan; nothing unless the process was started with `FAULTS=on`. */
  readonly faults: Faults | undefined
  readonly clients: Clients
  readonly clock: () => Date
  /** How this process and its sidecar are. */
  health(): Promise<ServiceHealth>
  /** The settings of the shop as they are now. */
  readonly settings: CurrentSettings
  /** Takes the broadcast of settings: for an app that forwards all that it does not know itself, before it does. */
  readonly settingsBroadcast: Subscriber
  run(app: ServiceApp, options?: HostRun): Promise<void>
}

/** Bounds that differ at the entrance of the platform. */
export type HostOptions = Pick<ListenOptions, 'maxHeaderBytes' | 'maxSocketsPerAddress'> & {
  /** Connections to the sidecar at once. */
  readonly sidecarSockets?: number
}

type Parts = Omit<Host, 'run' | 'ready' | 'health'> & {
  readonly ready: Host['ready']
  readonly deliveryWatch: DeliveryWatch
  readonly liveChannels: LiveChannels
  readonly shopSettings: ShopSettings
  readonly config: BaseConfig
  readonly appId: AppId
  readonly bounds: HostOptions
}
type Running = {
  readonly parts: Part[]
  reason: string | undefined
  /** Why its documents cannot be listed, when lost indexes cannot be made again. */
  unlisted?: string | undefined
  readonly following: Stop[]
  engine?: WorkflowEngine | undefined
}

const sidecarWithinMs = 120_000
/** In all 25 s: process managers usually kill after 30. */
const stopWithinMs = { workers: 15_000, requests: 6_000, deliveries: 4_000 }

/**
 * Puts together what a service needs, for its `main.ts`. A service's own dependencies are added to it.
 * @example const host = await createHost('shipping', config); await host.run(createApp({ ...host, shipments }))
 */
export async function createHost(
  appId: AppId,
  config: BaseConfig,
  options: HostOptions = {},
): Promise<Host> {
  const log = createLogger(appId, config.logLevel)
  logProcess(log)
  const sidecar = createSidecar({
    httpPort: config.daprHttpPort,
    apiToken: config.daprApiToken,
    maxSockets: options.sidecarSockets,
  })
  const redis = openRedis(config, log)
  const liveChannels = openLiveChannels(appId, config, { redis, sidecar })
  const faults = config.faults === 'on' ? createFaults() : undefined
  if (faults) log.warn({}, 'FAULTS=on: drills can break this process')
  const signatures = createEventSignatures(config)
  const plain = createStore({ sidecar, redis, service: appId, log, signatures })
  const store = { ...plain, publish: faultyPublish(faults, plain.publish) }
  const revocations = createRevocations(redis)
  const verify = verifierOf(config, sidecar, revocations)
  const clients = createClients((id) => faultyClient(faults, id, createClient(sidecar, id)))
  const shopSettings = createShopSettings({
    ...{ initial: initialSettings(), admin: clients.admin, lastKnown: createLastKnown(redis) },
  })
  const host = {
    log,
    redis,
    sidecar,
    live: liveChannels.live,
    store,
    keys: store.keys,
    verify,
    revocations,
    faults,
    clients,
    clock: () => new Date(),
    settings: shopSettings.current,
    settingsBroadcast: shopSettings.subscriber,
    appToken: config.appApiToken,
    corsOrigins: config.corsOrigins,
  }
  const deliveryWatch = createDeliveryWatch({ store, restart: () => restartSidecar(sidecar, log) })
  const running: Running = { parts: [], following: [], reason: 'starting' }
  const ready = async () => missingOf(running)
  const own = { deliveryWatch, liveChannels, shopSettings, ready }
  const parts = { ...host, ...own, config, appId, bounds: options }
  return {
    ...host,
    ready,
    health: () => healthOf(parts),
    async run(app, options = {}) {
      running.engine = options.engine
      const persons = createPersonParts(appId, host, options)
      const run = withParts(options, { ...persons, broadcasts: [shopSettings.subscriber] })
      const subscribers = faultySubscribers(faults, run.subscribers ?? [])
      await runHost(parts, running, app, { ...run, subscribers })
    },
  }
}

/** Why the process cannot serve, if it cannot. */
function missingOf({ reason, unlisted, engine }: Running): string | undefined {
  const missing = reason ?? unlisted
  if (missing) return missing
  return engine && !engine.connected() ? 'no workflow worker is connected' : undefined
}

function verifierOf(config: BaseConfig, sidecar: Sidecar, revocations: Revocations) {
  return createTokenVerifier({
    issuer: config.jwtIssuer,
    audience: config.jwtAudience,
    fetchKeys: () => createClient(sidecar, 'accounts')(readJwks, { retry: false }),
    revoked: revocations,
  })
}

/** Listens first, since the sidecar waits for its app; then waits for the sidecar; then starts what needs it. */
async function runHost(parts: Parts, running: Running, app: ServiceApp, options: HostRun) {
  const { config, store, log, sidecar, faults, deliveryWatch, liveChannels } = parts
  const { subscribers = [], broadcasts = [], isScripted = false } = options
  checkWiring(parts.appId, { subscribers, broadcasts })
  attachLog(app, store, { isScripted })
  if (faults) attachFaults(app, faults)
  attachSubscribers(app, { store, subscribers, deliveryWatch })
  attachConsumption(app, { store, subscribers, producers: followed(parts) })
  attachTimeline(app, { store, subscribers })
  attachServiceHealth(app, parts)
  attachBroadcast(app, { store, subscribers: broadcasts })
  liveChannels.attach(app)
  measureProcess()
  measureService(store)
  measureSettings(parts.shopSettings)
  measureCircuits()
  const drain = createDrain(app, parts.appId)
  const listener = await listen(drain, { ...config, ...parts.bounds, appId: parts.appId })
  onTermination(() => stopHost(parts, running, { drain, listener }))
  log.info({ port: listener.port }, 'listening')
  await sidecar.waitUntilReady(sidecarWithinMs)
  const components = [...(options.components ?? []), ...liveChannels.resources]
  const loaded = await awaitResources({
    ...{ sidecar, log, expected: expectedResources(parts.appId, components) },
    report: (missing) => {
      running.reason = missing ?? 'starting'
    },
  })
  deliveryWatch.begin(loaded)
  const { revocations, shopSettings } = parts
  running.following.push(await revocations.follow(log), await shopSettings.follow(log))
  await startParts(parts, running, options)
  running.reason = undefined
  log.info({}, 'ready')
}

const followed = ({ appId, clients, store }: Parts) =>
  producersOf(appId).map((producer) => ({
    producer,
    client: producer === appId ? createOwnLogClient(store) : clients[producer],
  }))

async function startParts(parts: Parts, running: Running, options: HostRun): Promise<void> {
  const { store, log, config, deliveryWatch } = parts
  const report = (reason: string | undefined) => {
    running.unlisted = reason
  }
  const { subscribers = [], broadcasts = [], collections = [], workers = [], engine } = options
  const all = [...collections, createDeadLetters(store)]
  const add = (name: string, stop: Stop) => running.parts.push({ name, stop })
  add('relay', startRelay(store, all))
  add('rescan', startRescan(store, parts.redis, all, { report }))
  if (engine) add('workflows', engine.run())
  const topics = broadcasts.map(({ definition }) => definition.type)
  const everyMs = config.groupSweepSeconds * 1_000
  if (topics.length > 0) {
    add('broadcast groups', startGroupSweep(parts.redis, { topics, everyMs, log }))
  }
  for (const { producer, client } of followed(parts)) {
    add(`tail of ${producer}`, startTail({ store, producer, client, subscribers, deliveryWatch }))
  }
  for (const [n, worker] of workers.entries()) add(`worker ${n}`, await worker())
}

type Entrance = { readonly drain: Drain; readonly listener: Listener }

/**
 * Background work ends first, then requests, then deliveries; connections last. Requests are taken until the work has
 * ended: it takes seconds, and callers are led here until our sidecar leaves. The port stays open to the end, since a
 * sidecar that found its app unhealthy would leave before us.
 */
async function stopHost(parts: Parts, running: Running, { drain, listener }: Entrance) {
  const { store, live, redis, sidecar, log } = parts
  running.reason = 'stopping'
  log.info({}, 'stopping')
  const requests = {
    name: 'requests',
    stop: () => {
      drain.close()
      return listener.close()
    },
  }
  const deliveries = { name: 'deliveries', stop: () => drainStore(store) }
  const channels = { name: 'live channels', stop: () => live.close() }
  const followed = running.following.map((stop, n) => ({ name: `following ${n}`, stop }))
  const stages = [
    { withinMs: stopWithinMs.workers, parts: running.parts },
    { withinMs: stopWithinMs.requests, parts: [requests] },
    { withinMs: stopWithinMs.deliveries, parts: [deliveries, channels, ...followed] },
  ]
  const left = await stopInStages(stages, log)
  if (left.length > 0) log.error({ left }, 'not stopped in time')
  redis.disconnect()
  sidecar.close()
}
