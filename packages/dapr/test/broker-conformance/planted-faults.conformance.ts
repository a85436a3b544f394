import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest'
import type { Sidecar } from '../../src/sidecar/sidecar.ts'
import { type BrokerBed, startBrokerBed } from './broker-bed.ts'
import { brokerUnderTest } from './brokers.ts'
import { lateOf, repeated, unheard } from './judgements.ts'
import { type Replica, startReplica } from './replica.ts'
import {
  createWitness,
  happen,
  happenNext,
  Listed,
  Ordered,
  report,
  settled,
  whats,
} from './witness.ts'

// That the suite can fail: each of its judgements meets the fault that it is for, on the real broker.

const { broker } = brokerUnderTest(process.env)
const replicas = ['orders', 'payments', 'payments-2', 'catalog', 'catalog-2']
const witness = createWitness()
let bed: BrokerBed
let started: Replica[]
let isKeyless = false

/** All replicas of an app hear broadcasts as one consumer. */
const sharedBroadcast = (file: string, text: string) =>
  file === 'broadcast.yaml'
    ? text.replace('"{uuid}"', 'shared').replace('- {name: deliverPolicy,', `${shared}$&`)
    : text
/** Where a broadcast has no group as it is. */
const shared =
  '- {name: durableName, value: shared}\n    - {name: queueGroupName, value: shared}\n    '

/** Events without the key that keeps those of an aggregate together. */
const withoutKey = (sidecar: Sidecar): Sidecar => ({
  ...sidecar,
  request: (input) =>
    sidecar.request(
      isKeyless ? { ...input, path: input.path.replace(/\?metadata\.partitionKey=.*/, '') } : input,
    ),
})

const storeOf = (name: string) => {
  const found = started.find((replica) => replica.name === name)
  if (!found) throw new Error(`no replica ${name}`)
  return found.store
}
const doneOf = (prefix: string) =>
  witness.doneBy('payments').filter((what) => what.startsWith(prefix))

beforeAll(async () => {
  bed = await startBrokerBed({ replicas, edit: sharedBroadcast })
  const handled = {
    subscribers: witness.handles(Ordered),
    broadcasts: witness.handles(Listed),
    plant: withoutKey,
  }
  started = await Promise.all(replicas.map((name) => startReplica(bed, name, handled)))
  let n = 0
  await vi.waitFor(async () => warm(n++), { timeout: 90_000, interval: 500 })
}, 240_000)
beforeEach(() => {
  Object.assign(witness, { fault: () => {}, faultAfter: () => {}, isCareless: false })
  isKeyless = false
})
afterAll(async () => {
  await Promise.all(started.map((replica) => replica.stop()))
  await bed.stop()
})

/** Throws until both replicas of payments hear, and one of catalog. */
async function warm(n: number): Promise<void> {
  await happen(storeOf('orders'), `warm-${n}`)
  await happen(storeOf('catalog'), `warm-${n}`, Listed)
  await sleep(500)
  const hearing = new Set(witness.runs.map(({ replica }) => replica))
  expect([...hearing]).toEqual(expect.arrayContaining(['payments', 'payments-2']))
  expect(hearing.has('catalog') || hearing.has('catalog-2')).toBe(true)
}

describe('a broadcast that the replicas share', () => {
  it('is found: what one of them heard, the other one lacks', async () => {
    const all = whats('news', 20)
    for (const what of all) await happen(storeOf('catalog'), what, Listed)
    const lacking = () => unheard(witness, ['catalog', 'catalog-2'], all)
    await settled(() => 40 - lacking().length, 40, 5_000)
    report(`a shared broadcast: ${lacking().length} of 40 unheard`)
    expect(lacking().length).toBeGreaterThanOrEqual(20)
  })
})

describe('a handler whose answer is lost when it is done', () => {
  const loseAnswers = () => {
    const lost = new Set<string>()
    witness.faultAfter = (what) => {
      if (lost.has(what)) return
      lost.add(what)
      throw new Error('the answer is lost')
    }
  }
  const comeTwice = async (prefix: string) => {
    const all = whats(prefix, 10)
    loseAnswers()
    for (const what of all) await happen(storeOf('orders'), what)
    const runs = () =>
      witness.runs.filter(({ app, what }) => app === 'payments' && what.startsWith(prefix)).length
    expect(await settled(runs, 20)).toBeGreaterThanOrEqual(20)
    return all
  }

  it('is found to do its work twice when it does not look whether it is done', async () => {
    witness.isCareless = true
    const all = await comeTwice('careless')
    expect(repeated(doneOf('careless')).toSorted()).toEqual(all.toSorted())
  })

  it('does it once when it does', async () => {
    await comeTwice('careful')
    expect(repeated(doneOf('careful'))).toEqual([])
  })
})

describe('the events of one aggregate', () => {
  const aggregates = whats('aggregate', 10)
  const versions = 5

  /** Writes the versions of all of them; answers what a handler would know that takes the last one for the newest. */
  async function lastOf(prefix: string): Promise<Map<string, number>> {
    const ids = aggregates.map((id) => `${prefix}-${id}`)
    const writing = ids.map(async (id) => {
      for (let n = 1; n <= versions; n++) await happenNext(storeOf('orders'), id, `${id}@${n}`)
    })
    await Promise.all(writing)
    const wanted = ids.length * versions
    expect(await settled(() => doneOf(prefix).length, wanted)).toBe(wanted)
    return new Map(
      doneOf(prefix).map((what) => [what.split('@')[0] ?? '', Number(what.split('@')[1])]),
    )
  }

  it('mislead a handler that trusts their order, where the broker keeps none', async () => {
    // the last but one waits for the last one
    witness.fault = async (what, replica) => {
      if (!replica.startsWith('payments') || !what.endsWith(`@${versions - 1}`)) return
      const last = what.replace(/@\d+$/, `@${versions}`)
      await settled(() => (doneOf(last).length > 0 ? 1 : 0), 1, 2_000)
    }
    const known = await lastOf('trusting')
    const misled = [...known.values()].filter((version) => version < versions).length
    report(`a handler that trusts the order is wrong about ${misled} of ${known.size} aggregates`)
    if (broker.keepsOrder) expect(misled).toBe(0)
    else expect(misled).toBeGreaterThan(0)
  })

  it.runIf(broker.keepsOrder)('are found out of order without their key', async () => {
    isKeyless = true
    witness.fault = () => sleep(Math.random() * 100)
    await lastOf('keyless')
    const ids = aggregates.map((id) => `keyless-${id}@`)
    const late = ids.map((id) => lateOf(doneOf(id))).reduce((sum, one) => sum + one)
    report(`${ids.length * versions} events without a key: ${late} handled after a newer one`)
    expect(late).toBeGreaterThan(0)
  })
})
