import { readLog } from '@comptoir/contracts/platform/log'
import type { AppId } from '@comptoir/contracts/topology'
import { refusalOf } from '@comptoir/service/problems/problem'
import { z } from 'zod'
import { type Collection, createCollection } from '../documents/documents.ts'
import type { Store } from '../documents/store.ts'
import { noteCaughtUp, noteFailure } from '../host/metrics.ts'
import type { LogEntry } from '../outbox/delivery-index.ts'
import { isBefore } from '../outbox/log-position.ts'
import type { Client } from '../sidecar/invoke.ts'
import { SidecarError } from '../sidecar/sidecar.ts'
import { consume, isHandled } from './consume.ts'
import { buryEvent } from './dead-letters.ts'
import type { SubscriberOptions } from './subscriptions.ts'

export type TailOptions = SubscriberOptions & {
  readonly producer: AppId
  readonly client: Client
  readonly everyMs?: number
}

export type Tail = TailOptions & {
  readonly positions: Collection<Position>
  readonly memory: Memory
}

type Position = { readonly position: string }
const Position = z.object({ position: z.string() })

/**
 * What a process remembers between rounds. The stored position stays before the first event that is held, so that a
 * restart, or another replica, tries it again.
 */
type Memory = {
  /** The stored position that it belongs to: another one means that another replica went on. */
  stored: string | undefined
  reached: string
  rounds: number
  /** Events that failed, in the order of the log: kept aside so that the others are handled. */
  readonly held: Map<string, Held>
}
type Held = {
  readonly entry: LogEntry
  readonly after: string
  poisoned: number
  outages: number
  triedInRound: number
}

type Round = { readonly number: number; readonly errors: unknown[]; outages: number }

const pageSize = 200
const leftToBrokerMs = 2_000
const roundsOfPoison = 12
/** About a day. */
const roundsOfOutage = 8_640
const outagesOfARound = 3
const mostHeld = 100

/** How far a consumer has come in each producer's log. */
export const createPositions = (store: Store): Collection<Position> =>
  createCollection(store, { name: 'positions', audit: 'none', schema: Position })

export function createTail(options: TailOptions): Tail {
  const memory = { stored: undefined, reached: '', rounds: 0, held: new Map() }
  return { ...options, positions: createPositions(options.store), memory }
}

/**
 * One round: what failed before is tried again, then the log is read on while `shouldContinue` says so. An event that fails is
 * held and does not stop those behind it. It is given up after twelve rounds; while a dependency is away, only after
 * about a day. After three such failures the round ends: the others would fail too. Throws the first failure.
 */
export async function catchUp(tail: Tail, shouldContinue = async () => true): Promise<void> {
  const round = { number: ++tail.memory.rounds, errors: [], outages: 0 }
  await resume(tail)
  await retryHeld(tail, round)
  round.outages = 0
  await readOn(tail, round, shouldContinue)
  if (round.errors.length > 0) throw round.errors[0]
  noteCaughtUp(tail.producer, tail.store.now())
}

async function resume({ positions, producer, memory }: Tail): Promise<void> {
  const stored = (await positions.get(producer))?.data.position ?? '0-0'
  if (memory.stored === stored) return
  Object.assign(memory, { stored, reached: stored })
  memory.held.clear()
}

/** Those first that have not been tried for the longest time. */
async function retryHeld(tail: Tail, round: Round): Promise<void> {
  const held = [...tail.memory.held.values()].sort((a, b) => a.triedInRound - b.triedInRound)
  for (const one of held) {
    if (round.outages >= outagesOfARound) break
    await attempt(tail, round, one)
  }
  await savePosition(tail)
}

async function readOn(
  tail: Tail,
  round: Round,
  shouldContinue: () => Promise<boolean>,
): Promise<void> {
  const { client, memory, store } = tail
  const isStuck = () => round.outages >= outagesOfARound || memory.held.size >= mostHeld
  for (let more = !isStuck(); more; ) {
    const page = await client(readLog, { query: { after: memory.reached, limit: pageSize } })
    noteGap(tail, page.cutAt)
    const entries = page.entries.slice(0, firstFresh(page.entries, store.now()))
    const known = await areHandled(tail, entries)
    for (const [index, entry] of entries.entries()) {
      if (isStuck()) break
      const after = memory.reached
      memory.reached = entry.position
      if (known[index]) continue
      await attempt(tail, round, { entry, after, poisoned: 0, outages: 0, triedInRound: 0 })
    }
    await savePosition(tail)
    more = entries.length === pageSize && !isStuck() && (await shouldContinue())
  }
}

/**
 * Which entries were handled before, asked in one trip: the broker has brought nearly all, and a reader that asks for each
 * by itself falls behind a log that fills fast.
 */
function areHandled({ store, subscribers }: Tail, entries: readonly LogEntry[]) {
  return Promise.all(entries.map(({ event }) => isHandled(store, subscribers, event)))
}

/**
 * Says that events left a full log before this consumer read them. The broker may have brought them. A consumer that has
 * never read is new.
 */
function noteGap({ store, producer, memory }: Tail, cutAt: string | undefined): void {
  if (cutAt === undefined || memory.reached === '0-0' || !isBefore(memory.reached, cutAt)) return
  noteFailure('lost from the log', producer)
  const from = { producer, after: memory.reached, cutAt }
  store.log.error(from, 'events left the log before they were read: reconcile the books')
}

/** Where the entries begin that the broker is about to bring itself: they are left for the next round. */
function firstFresh(entries: readonly LogEntry[], nowMs: number): number {
  const at = entries.findIndex(({ event }) => Date.parse(event.time) > nowMs - leftToBrokerMs)
  return at < 0 ? entries.length : at
}

/** Handles an event, or holds it. */
async function attempt(tail: Tail, round: Round, held: Held): Promise<void> {
  const { store, subscribers, memory, deliveryWatch } = tail
  const { event, position } = held.entry
  held.triedInRound = round.number
  try {
    const verdict = await consume(store, subscribers, event)
    if (verdict.status === 'dropped') await buryEvent(store, event, verdict.reason)
    else if (verdict.now && held.poisoned + held.outages === 0) deliveryWatch?.foundInLog(event)
    memory.held.delete(position)
  } catch (error) {
    round.errors.push(error)
    noteFailure('event', event.type)
    memory.held.set(position, held)
    if (isOutage(error)) {
      round.outages++
      held.outages++
    } else held.poisoned++
    if (held.poisoned >= roundsOfPoison || held.outages >= roundsOfOutage)
      await giveUp(tail, held, error)
  }
}

/** Whether it says nothing of the event: a dependency does not answer. */
function isOutage(error: unknown): boolean {
  return error instanceof SidecarError || (refusalOf(error)?.status ?? 0) >= 500
}

async function giveUp({ store, memory }: Tail, { entry }: Held, error: unknown) {
  const { event, position } = entry
  store.log.error({ err: error, event: event.id, type: event.type }, 'given up by the tail')
  await buryEvent(store, event, error instanceof Error ? error.message : 'failed')
  memory.held.delete(position)
}

async function savePosition({ positions, producer, memory }: Tail): Promise<void> {
  const [first] = memory.held.values()
  const position = first?.after ?? memory.reached
  if (position === memory.stored) return
  await positions.upsert(producer, () => ({ next: { position } }))
  memory.stored = position
}
