import type { CloudEvent } from '@comptoir/contracts/event'
import type { Store } from '../documents/store.ts'
import { withLease } from '../leases/lease.ts'
import type { SidecarMetadata } from '../sidecar/sidecar.ts'
import { type EventName, nameOf } from './delivered-event.ts'

/** Notices that the broker keeps events of this service back, and has its sidecars restarted. */
export type DeliveryWatch = {
  /** Begins, when the sidecar's component for events needs it; nothing is done before. */
  begin(sidecar: Pick<SidecarMetadata, 'components'>): void
  /** The broker brought an event; `isDone`: this delivery handled it, and nobody had before. */
  delivered(event: EventName, isDone: boolean): void
  /** An event was handled that the log of its producer brought, at the first try. */
  foundInLog(event: CloudEvent): void
}

export type DeliveryWatchOptions = {
  readonly store: Store
  /** Restarts the sidecar of this replica; resolves when it is ready again. */
  readonly restart: () => Promise<void>
  /** How long the broker has to bring what the log brought first: longer than queues are in a rush. */
  readonly patienceMs?: number
  /** How often a process looks, at most. */
  readonly everyMs?: number
  /** The sidecars of a service are restarted once in this time, at most. */
  readonly pauseMs?: number
}

/**
 * When its connection breaks, this component (daprd 1.18.1 and before) subscribes to all topics at once on one channel, and
 * may leave consumers behind that it does not read. The broker gives each of them `prefetchCount` messages, which nobody
 * handles until that sidecar ends (dapr/components-contrib#4540).
 */
const leavesConsumers = 'pubsub.rabbitmq'
const mostWaiting = 1_000
const judgedWithinMs = 12 * 3_600_000
const restartWithinMs = 150_000

/**
 * An event that was published while this process ran, that the log brought, and that the broker does not bring within five
 * minutes although it brings others, is held by a consumer that nobody reads. Whose sidecar has it cannot be seen, so
 * each replica restarts its own, one after the other. A broker that is away brings nothing, so nothing is restarted
 * meanwhile: a sidecar would not start without it.
 */
export function createDeliveryWatch(options: DeliveryWatchOptions): DeliveryWatch {
  const { store, everyMs = 10_000, patienceMs = 300_000 } = options
  const broughtKey = (event: EventName) => `brought:${store.service}:${nameOf(event)}`
  const restarts = createRestarts(options)
  let waiting: readonly { readonly event: EventName; readonly since: number }[] = []
  let begunAt = Number.POSITIVE_INFINITY
  let lookedAt = 0

  /** What was found in the log, and not brought in time. */
  async function keptBack(): Promise<readonly EventName[]> {
    const [from, until] = [store.now() - judgedWithinMs, store.now() - patienceMs]
    const due = waiting.filter(({ since }) => since > from && since <= until)
    waiting = waiting.filter(({ since }) => since > until)
    const brought = await Promise.all(due.map(({ event }) => store.keys.read(broughtKey(event))))
    return due.filter((_, n) => brought[n] === undefined).map(({ event }) => event)
  }

  async function look(): Promise<void> {
    const [first, ...others] = await keptBack()
    if (first) {
      const what = { event: first.id, type: first.type, others: others.length }
      store.log.error(what, 'the broker keeps events back: sidecars of this service start again')
      await restarts.ask()
    }
    await restarts.takeTurn()
  }

  async function note(event: EventName, isDone: boolean): Promise<void> {
    if (!isDone) await store.keys.claim(broughtKey(event), 'yes', 2 * judgedWithinMs)
    if (store.now() - lookedAt < everyMs) return
    lookedAt = store.now()
    await look()
  }

  return {
    begin({ components = [] }) {
      const pubsub = components.find(({ name }) => name === 'pubsub')
      if (pubsub?.type === leavesConsumers) begunAt = store.now()
    },
    delivered(event, isDone) {
      if (store.now() < begunAt) return
      note(event, isDone).catch((err: unknown) => store.log.warn({ err }, 'delivery watch'))
    },
    foundInLog(event) {
      if (Date.parse(event.time) < begunAt || waiting.length === mostWaiting) return
      waiting = [...waiting, { event, since: store.now() }]
    },
  }
}

/** Restarts that one replica asks for, and that each does in its turn. */
function createRestarts({ store, restart, pauseMs = 900_000 }: DeliveryWatchOptions) {
  const name = `restart-sidecars:${store.service}`
  let lastAt = store.now()
  return {
    ask: () => store.keys.claim(name, String(store.now()), pauseMs),
    async takeTurn(): Promise<void> {
      const askedAt = Number((await store.keys.read(name)) ?? 0)
      if (askedAt <= lastAt) return
      await withLease(store.keys, { name: `${name}:now`, ms: restartWithinMs }, async () => {
        lastAt = store.now()
        await restart()
      })
    },
  }
}
