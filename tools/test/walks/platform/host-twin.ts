import { producersOf } from '@comptoir/contracts/subscriptions'
import type { AppId } from '@comptoir/contracts/topology'
import { createErasure, type Erase } from '@comptoir/dapr/documents/erasure'
import { catchUp, createTail } from '@comptoir/dapr/events/catch-up'
import { attachConsumption } from '@comptoir/dapr/events/consumption'
import { createDeadLetters } from '@comptoir/dapr/events/dead-letters'
import { attachLog } from '@comptoir/dapr/events/event-log'
import { attachSubscribers } from '@comptoir/dapr/events/event-routes'
import type { Subscriber } from '@comptoir/dapr/events/subscriptions'
import { type AnyCollection, relayOnce } from '@comptoir/dapr/outbox/crash-relay'
import type { LogEntry } from '@comptoir/dapr/outbox/delivery-index'
import type { Client } from '@comptoir/dapr/sidecar/invoke'
import { fixedSettings } from '@comptoir/dapr/test/fixed-settings'
import { createMemoryBlobs, createMemoryLive } from '@comptoir/dapr/test/memory-twins'
import type { ServiceApp } from '@comptoir/service/app'
import type { User } from '@comptoir/service/auth/auth'
import { refuse } from '@comptoir/service/problems/refusal'
import { silentLog } from '@comptoir/service/test/silent-log'
import { Crashed } from '../time/scheduler.ts'
import type { Bus } from './bus.ts'
import { appToken, type Network } from './network.ts'
import { createStoreTwin, type StoreTwin } from './store-twin.ts'
import { clockOf, type World } from './world.ts'

/** A task that a service repeats in the background. */
export type Round = {
  readonly name: string
  readonly run: () => Promise<unknown>
  /** What runs out is looked for less often. */
  readonly isRare?: true
}

export type Platform = {
  readonly world: World
  readonly network: Network
  readonly bus: Bus
  readonly stores: Map<AppId, StoreTwin>
  readonly rounds: (Round & { readonly appId: AppId })[]
}

type Run = {
  readonly subscribers?: readonly Subscriber[]
  readonly collections?: readonly AnyCollection[]
  readonly rounds?: readonly Round[]
  readonly isScripted?: boolean
  readonly erase?: Erase
}

/** What every service process has, in memory. */
export function createHostTwin(
  platform: Platform,
  appId: AppId,
  readLog?: (after: string, limit: number) => Promise<LogEntry[]>,
) {
  const { world, network, bus, stores } = platform
  const store = createStoreTwin(world, appId, { publish: bus.publish, readLog })
  stores.set(appId, store)
  return {
    log: silentLog(),
    redis: world.redis,
    live: createMemoryLive(),
    blobs: createMemoryBlobs(),
    store,
    keys: store.keys,
    verify,
    clients: network.clientsOf(appId),
    clock: clockOf(world),
    settings: fixedSettings(),
    appToken,
    run: (app: ServiceApp, run: Run = {}) => runHost(platform, appId, app, run),
  }
}

function runHost(platform: Platform, appId: AppId, app: ServiceApp, given: Run): void {
  const { network, stores, rounds } = platform
  const store = stores.get(appId) as StoreTwin
  const run = withErasure(store, given)
  const { subscribers = [], collections = [], isScripted = false } = run
  const clients = network.clientsOf(appId)
  attachLog(app, store, { isScripted })
  attachSubscribers(app, { store, subscribers })
  // a platform of some services only follows those
  const followed = (producer: AppId): Client =>
    (async (...asked: Parameters<Client>) =>
      network.apps.has(producer)
        ? await clients[producer](...asked)
        : { entries: [] }) as unknown as Client
  const producers = producersOf(appId).map((producer) => ({ producer, client: followed(producer) }))
  attachConsumption(app, { store, subscribers, producers })
  network.apps.set(appId, app)
  if (subscribers.length > 0) network.listeners.add(appId)
  const all = [...collections, createDeadLetters(store)]
  const own: Round[] = [
    { name: 'relay', run: () => relayOnce(store, all) },
    ...producers.map(({ producer, client }) => {
      const begin = () => createTail({ store, subscribers, producer, client })
      let tail = begin()
      const run = async () => {
        if (!network.apps.has(producer)) return
        const { reached, held } = tail.memory
        const more = await stores.get(producer)?.peek(reached || '0-0', 1)
        if (held.size === 0 && !more?.length) return
        await catchUp(tail).catch((error: unknown) => {
          // a process that begins again remembers nothing of its rounds
          if (error instanceof Crashed) tail = begin()
          throw error
        })
      }
      return { name: `tail of ${producer}`, run }
    }),
    ...(run.rounds ?? []),
  ]
  for (const round of own) rounds.push({ ...withoutOverlap(round), appId })
}

/** A service begins a task again when it has ended, as `repeat` does: two rounds of one tail would share its memory. */
function withoutOverlap(round: Round): Round {
  let isRunning = false
  async function run(): Promise<void> {
    if (isRunning) return
    isRunning = true
    await round.run().finally(() => {
      isRunning = false
    })
  }
  return { ...round, run }
}

function withErasure(store: StoreTwin, { erase, ...run }: Run): Run {
  if (!erase) return run
  const { subscriber, collection, repeatDue } = createErasure(store, erase)
  return {
    ...run,
    subscribers: [...(run.subscribers ?? []), subscriber],
    collections: [...(run.collections ?? []), collection],
    rounds: [...(run.rounds ?? []), { name: 'erasure', run: repeatDue, isRare: true }],
  }
}

/** Tokens of walks say who bears them. */
export const tokenOf = (user: Omit<User, 'token'>): string =>
  Buffer.from(JSON.stringify(user)).toString('base64url')

async function verify(token: string): Promise<User> {
  try {
    return { ...JSON.parse(Buffer.from(token, 'base64url').toString()), token }
  } catch {
    throw refuse('invalid_token')
  }
}
