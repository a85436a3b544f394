import { isRefusal } from '@comptoir/service/problems/refusal'
import type { Collection } from '../../src/documents/documents.ts'
import { relayOnce } from '../../src/outbox/crash-relay.ts'
import { rescan } from '../../src/outbox/rebuild-after-redis-loss.ts'
import { SidecarError } from '../../src/sidecar/sidecar.ts'
import { type Facts, violationOf } from './invariants.ts'
import { createRandom, createScheduler } from './scheduler.ts'
import { type Thing, thingsOf } from './things.ts'
import { createWorld, storeOf, type World, type WorldOptions } from './world.ts'

const documents = ['a', 'a', 'a', 'b']
const crashes = 0.02
const jumps = 0.04

export type ModelOptions = WorldOptions & {
  /** Documents that come and go under the eyes of readers, more than they are changed. */
  readonly churn?: boolean
}

/** One random run of writers, readers and relays with faults and crashes; answers what was wrong at its end. */
export async function runModel(
  seed: number,
  options: ModelOptions = {},
): Promise<string | undefined> {
  const { churn = false, loses = false } = options
  const random = createRandom(seed)
  const scheduler = createScheduler(random)
  const world = createWorld(scheduler, random, options)
  const facts: Facts = { acknowledged: [], attempted: [] }
  const names = ['w1', 'w2', 'w3', 'reader']
  for (const name of names.slice(0, -1)) void writer(world, { name, churn }, facts)
  void reader(world)
  const disturb = disturbanceOf(world, names)
  const lose = loses ? lossOf(world) : undefined
  await scheduler.run(() => {
    disturb()
    lose?.()
  })
  if (world.isLost()) {
    void scan(world, 'last rescan', false)
    await scheduler.run()
  }
  // what is left over: the relay finishes it, then nothing is announced any more
  for (const waitMs of [11_000, 11_000, 11 * 60_000]) {
    world.clock.nowMs += waitMs
    void relay(world, `last${waitMs}${world.clock.nowMs}`, false)
    await scheduler.run()
  }
  return violationOf(world, facts)
}

/** What may happen before a step: a crash, time that passes, a relay. */
function disturbanceOf(world: World, names: readonly string[]) {
  const { random, scheduler, clock } = world
  let relays = 0
  return () => {
    if (random() < crashes) scheduler.crash(pick(random, names))
    if (random() < jumps) clock.nowMs += 11_000
    if (random() < jumps) void relay(world, `relay${++relays}`, true)
    if (random() < crashes && relays > 0) scheduler.crash(`relay${relays}`)
  }
}

/** Redis may be lost before a step, once; then indexes are made again, now and then and by several at once. */
function lossOf(world: World) {
  const { random, scheduler } = world
  let rescans = 0
  return () => {
    if (random() < crashes && !world.isLost()) world.lose()
    if (random() < jumps && world.isLost()) void scan(world, `rescan${++rescans}`, true)
    if (random() < crashes && rescans > 0) scheduler.crash(`rescan${rescans}`)
  }
}

async function relay(world: World, name: string, faults: boolean): Promise<void> {
  const store = storeOf(world, name, faults)
  await relayOnce(store, [thingsOf(store)]).catch(() => {})
}

async function scan(world: World, name: string, faults: boolean): Promise<void> {
  const store = storeOf(world, name, faults)
  await rescan(store, [thingsOf(store)]).catch((error: unknown) => {
    // a fault may end it, as it may end a relay's round: the list itself must always be good
    if (!(error instanceof SidecarError)) throw error
  })
}

async function reader(world: World): Promise<void> {
  const store = storeOf(world, 'reader', false)
  for (let n = 0; n < 5; n++) await thingsOf(store).list('byGroup', pick(world.random, ['x', 'y']))
}

type Writer = { readonly name: string; readonly churn: boolean }

async function writer(world: World, { name, churn }: Writer, facts: Facts): Promise<void> {
  const things = thingsOf(storeOf(world, name, true))
  const count = 1 + Math.floor(world.random() * 3)
  for (let n = 0; n < count; n++) {
    const op = `${name}-${n}`
    facts.attempted.push(op)
    const done = await act(things, { op, churn }, world.random).catch((error: unknown) => {
      if (!isRefusal(error)) throw error
      return false
    })
    if (done) facts.acknowledged.push(op)
  }
}

/** Answers whether the op was acknowledged as written. */
async function act(
  things: Collection<Thing>,
  { op, churn }: { op: string; churn: boolean },
  random: () => number,
): Promise<boolean> {
  const id = churn ? 'a' : pick(random, documents)
  const group = pick(random, ['x', 'y'])
  const count = Math.floor(random() * 3)
  const events = Array.from({ length: count }, (_, n) => ({ type: op, data: { op, n } }))
  const kind = churn ? random() * 0.55 : random()
  if (kind < 0.3) return (await things.create(id, { ops: [op], group }, events)).created
  if (kind < 0.45) {
    await things.remove(id, () => ({ events }))
    return false
  }
  if (kind < 0.55) {
    await things.update(id, () => undefined)
    return false
  }
  await things.upsert(id, (thing) => ({
    next: { ops: [...(thing?.ops ?? []), op], group },
    events,
  }))
  return true
}

const pick = <T>(random: () => number, items: readonly T[]): T =>
  items[Math.floor(random() * items.length)] as T
