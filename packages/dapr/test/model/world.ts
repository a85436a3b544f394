import type { CloudEvent } from '@comptoir/contracts/event'
import { silentLog } from '@comptoir/service/test/silent-log'
import type { Envelope } from '../../src/documents/envelope.ts'
import { createLastKnown } from '../../src/documents/own-recent-writes.ts'
import type { StatePort, Write } from '../../src/documents/state-port.ts'
import type { Publish, Store } from '../../src/documents/store.ts'
import type { Ledger } from '../../src/outbox/delivery-index.ts'
import type { DocumentList } from '../../src/roster/document-list.ts'
import { createRoster } from '../../src/roster/roster.ts'
import { SidecarError } from '../../src/sidecar/sidecar.ts'
import { createMemoryLedger } from '../memory-delivery-index.ts'
import { createMemoryState, type Etags, unsigned } from '../memory-store.ts'
import { createMemoryKeys, createMemoryList } from '../memory-twins.ts'
import type { Scheduler } from './scheduler.ts'

/** The ports that processes share, before turns and faults are added: a protocol step is removed by changing one. */
export type Ports = {
  state: StatePort
  ledger: Ledger
  publish: Publish
  /** The list of documents as a process has it, over the state store as that process sees it. */
  documents: (state: StatePort) => DocumentList
}
export type Sabotage = (ports: Ports, world: World) => Ports

/** What the whole system holds, seen from outside. */
export type World = {
  readonly clock: { nowMs: number }
  readonly published: CloudEvent[]
  /** Every envelope that landed, by key, in order. */
  readonly landed: Map<string, Envelope[]>
  readonly ports: Ports
  readonly scheduler: Scheduler
  readonly etags: Etags
  readonly random: () => number
  /** The ledger forgets everything, once, as a Redis does whose data is lost. */
  lose(): void
  isLost(): boolean
}

export type WorldOptions = {
  readonly sabotage?: Sabotage | undefined
  readonly etags?: Etags | undefined
  /** Redis is lost on the way; the documents are not, and are listed by their roster. */
  readonly loses?: boolean
}

type Fate = 'well' | 'lost' | 'landed' | 'late'

const log = silentLog()

export function createWorld(
  scheduler: Scheduler,
  random: () => number,
  { sabotage = (ports) => ports, etags = 'counted', loses = false }: WorldOptions = {},
): World {
  const clock = { nowMs: 1_000_000_000 }
  const now = () => clock.nowMs
  const landed = new Map<string, Envelope[]>()
  const published: CloudEvent[] = []
  const { ledger, lose, isLost } = createLosableLedger(now)
  const honest: Ports = {
    state: recorded(createMemoryState(now, etags), landed),
    ledger,
    documents: loses ? (state) => listOver(state, now) : createMemoryList,
    publish: async (event) => {
      published.push(event)
    },
  }
  const base = { clock, published, landed, ports: honest, scheduler, random, etags }
  const world = { ...base, lose, isLost }
  return { ...world, ports: sabotage(honest, world) }
}

function createLosableLedger(now: () => number) {
  let current = createMemoryLedger(now)
  let lost = false
  const ledger: Ledger = {
    mark: (...args) => current.mark(...args),
    sent: (...args) => current.sent(...args),
    finish: (...args) => current.finish(...args),
    pending: (...args) => current.pending(...args),
    dropMarker: (...args) => current.dropMarker(...args),
    page: (...args) => current.page(...args),
    count: (...args) => current.count(...args),
    range: (...args) => current.range(...args),
    repair: (...args) => current.repair(...args),
    read: (...args) => current.read(...args),
    cutAt: () => current.cutAt(),
    trim: (...args) => current.trim(...args),
  }
  const lose = () => {
    current = createMemoryLedger(now)
    lost = true
  }
  return { ledger, lose, isLost: () => lost }
}

/** The names of all documents, in pages of the state store itself. */
function listOver(state: StatePort, now: () => number): DocumentList {
  const roster = createRoster(state, now)
  return {
    add: (document) => roster.add(document),
    prepare: async () => ({ settleMs: 0, list: () => roster.list() }),
  }
}

function recorded(state: StatePort, landed: Map<string, Envelope[]>): StatePort {
  return {
    ...state,
    async write(write) {
      const wrote = await state.write(write)
      if (wrote && write.key.startsWith('things:')) {
        landed.set(write.key, [...(landed.get(write.key) ?? []), write.value as Envelope])
      }
      return wrote
    },
  }
}

/** The store as one process sees it: every step waits for its turn, and some go wrong. */
export function storeOf(world: World, process: string, faults: boolean): Store {
  const { ports, scheduler } = world
  const turn = () => scheduler.turn(process)
  const fate = () => (faults ? fateOf(world.random()) : 'well')
  const lastKnown = createLastKnown(() => world.clock.nowMs)
  // half of the processes have read before: those guess from their first write on
  if (world.etags === 'counted' && world.random() < 0.5) lastKnown.learn('1')
  const state: StatePort = {
    read: async (key) => turn().then(() => ports.state.read(key)),
    readMany: async (keys) => turn().then(() => ports.state.readMany(keys)),
    write: (write) => turn().then(() => writeWith(world, write, fate())),
  }
  return {
    service: 'orders',
    log,
    now: () => world.clock.nowMs,
    pause: turn,
    deliveryWaitMs: 250,
    signatures: unsigned,
    lastKnown,
    deliveries: new Set(),
    keys: createMemoryKeys(),
    state,
    documents: ports.documents(state),
    publish: (event) => turn().then(() => failingWith(fate(), () => ports.publish(event))),
    ledger: {
      ...turning(ports.ledger, turn),
      finish: (input) => turn().then(() => failingWith(fate(), () => ports.ledger.finish(input))),
    },
  }
}

function turning(ledger: Ledger, turn: () => Promise<void>): Ledger {
  return {
    ...ledger,
    mark: (document, version) => turn().then(() => ledger.mark(document, version)),
    sent: (document) => turn().then(() => ledger.sent(document)),
    pending: (age, page) => turn().then(() => ledger.pending(age, page)),
    dropMarker: (marker) => turn().then(() => ledger.dropMarker(marker)),
    page: (address, page) => turn().then(() => ledger.page(address, page)),
    repair: (address, hit) => turn().then(() => ledger.repair(address, hit)),
  }
}

function fateOf(chance: number): Fate {
  if (chance > 0.12) return 'well'
  if (chance > 0.08) return 'lost'
  return chance > 0.04 ? 'landed' : 'late'
}

/** A write may fail, land without an answer, or land long after its writer gave up on it. */
async function writeWith(world: World, write: Write, fate: Fate): Promise<boolean> {
  const { state } = world.ports
  if (fate === 'late') {
    const copy = structuredClone(write)
    void world.scheduler.turn('network').then(() => state.write(copy))
  }
  const wrote = fate === 'well' || fate === 'landed' ? await state.write(write) : false
  if (fate === 'well') return wrote
  throw new SidecarError('no answer')
}

async function failingWith(fate: Fate, run: () => Promise<void>): Promise<void> {
  if (fate === 'well' || fate === 'landed') await run()
  if (fate !== 'well') throw new SidecarError('no answer')
}
