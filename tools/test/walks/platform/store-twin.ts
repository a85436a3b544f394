import { setTimeout as sleep } from 'node:timers/promises'
import type { AppId } from '@comptoir/contracts/topology'
import { createLastKnown } from '@comptoir/dapr/documents/own-recent-writes'
import type { Publish, Store } from '@comptoir/dapr/documents/store'
import type { Keys } from '@comptoir/dapr/leases/keys'
import type { LogEntry } from '@comptoir/dapr/outbox/delivery-index'
import { SidecarError } from '@comptoir/dapr/sidecar/sidecar'
import { createMemoryLedger } from '@comptoir/dapr/test/memory-delivery-index'
import { createMemoryState, unsigned } from '@comptoir/dapr/test/memory-store'
import { createMemoryKeys, createMemoryList } from '@comptoir/dapr/test/memory-twins'
import { silentLog } from '@comptoir/service/test/silent-log'
import { fateOf, type World } from './world.ts'

type ReadLog = (after: string, limit: number) => Promise<LogEntry[]>
export type StoreTwin = Store & {
  /** Its log, read from outside: without a turn, and never failing. */
  readonly peek: ReadLog
}

type StoreOptions = {
  readonly publish: Publish
  /** The log, where scripts write it. */
  readonly readLog?: ReadLog | undefined
}

const log = silentLog()

/** The store of a service in memory, each step of which waits for its turn and may go wrong. */
export function createStoreTwin(
  world: World,
  service: AppId,
  { publish, readLog }: StoreOptions,
): StoreTwin {
  const { scheduler, time } = world
  const now = () => time.nowMs
  const etags = world.random() < 0.5 ? 'counted' : 'opaque'
  const state = createMemoryState(now, etags)
  const inner = createMemoryLedger(now)
  const memory = readLog ? { ...inner, read: readLog } : inner
  const step = async <T>(act: () => Promise<T>): Promise<T> => {
    await scheduler.turn()
    return await act()
  }
  const effect = <T>(act: () => Promise<T>) => step(() => happening(world, act))
  return {
    service,
    log,
    now,
    signatures: unsigned,
    pause: (ms) => sleep(ms),
    deliveryWaitMs: world.deliveryWaitMs,
    lastKnown: createLastKnown(now),
    deliveries: new Set(),
    documents: createMemoryList(),
    keys: keysOf(createMemoryKeys(now), step),
    publish: (event) => effect(() => publish(event)),
    state: {
      read: (key) => step(() => state.read(key)),
      readMany: (keys) => step(() => state.readMany(keys)),
      write: (write) => {
        const counted = world.writing.getStore()
        if (counted) counted.writes += 1
        return effect(() => state.write(write))
      },
    },
    ledger: {
      ...memory,
      mark: (...given) => step(() => memory.mark(...given)),
      sent: (...given) => step(() => memory.sent(...given)),
      finish: (...given) => effect(() => memory.finish(...given)),
      read: (...given) => step(() => memory.read(...given)),
      page: (...given) => step(() => memory.page(...given)),
    },
    peek: (after, limit) => memory.read(after, limit),
  }
}

function keysOf(keys: Keys, step: <T>(act: () => Promise<T>) => Promise<T>): Keys {
  return {
    read: (...given) => step(() => keys.read(...given)),
    claim: (...given) => step(() => keys.claim(...given)),
    replace: (...given) => step(() => keys.replace(...given)),
  }
}

/** Does it, unless it is lost on the way; its answer may be lost as well. */
export async function happening<T>(world: World, act: () => Promise<T>): Promise<T> {
  const fate = fateOf(world)
  if (fate === 'lost') throw new SidecarError('no answer')
  const answer = await act()
  if (fate === 'unanswered') throw new SidecarError('no answer')
  return answer
}
