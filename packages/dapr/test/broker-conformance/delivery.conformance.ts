import { randomUUID } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { type BrokerBed, startBrokerBed } from './broker-bed.ts'
import { brokerUnderTest } from './brokers.ts'
import { lateOf, unheard } from './judgements.ts'
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

const { broker } = brokerUnderTest(process.env)
const replicas = ['orders', 'payments', 'payments-2', 'billing', 'catalog', 'catalog-2']
const witness = createWitness()
let bed: BrokerBed
let started: Replica[]

const named = (name: string) => {
  const found = started.find((replica) => replica.name === name)
  if (!found) throw new Error(`no replica ${name}`)
  return found
}
const orders = () => named('orders').store
const runsBy = (replica: string, prefix: string) =>
  witness.runs.filter((run) => run.replica === replica && run.what.startsWith(prefix))
const doneBy = (app: 'payments' | 'billing', prefix: string) =>
  witness.doneBy(app).filter((what) => what.startsWith(prefix))

beforeAll(async () => {
  bed = await startBrokerBed({ replicas })
  const handled = {
    subscribers: witness.handles(Ordered),
    broadcasts: witness.handles(Listed),
  }
  started = await Promise.all(replicas.map((name) => startReplica(bed, name, handled)))
  await vi.waitFor(warm, { timeout: 90_000, interval: 500 })
}, 240_000)
afterAll(async () => {
  await Promise.all(started.map((replica) => replica.stop()))
  await bed.stop()
})

/** Throws until everybody hears: some brokers drop a broadcast that nobody waits for yet. */
async function warm(): Promise<void> {
  const once = `warm-${randomUUID()}`
  await happen(orders(), once)
  await happen(named('catalog').store, once, Listed)
  await sleep(500)
  const deaf = replicas.slice(1).filter((name) => runsBy(name, 'warm').length === 0)
  expect(deaf).toEqual([])
}

describe('an event', () => {
  it('reaches each app that asked for it, and one replica of each', async () => {
    const all = whats('each', 100)
    await Promise.all(all.map((what) => happen(orders(), what)))
    await settled(() => doneBy('payments', 'each').length + doneBy('billing', 'each').length, 200)
    expect(doneBy('payments', 'each').toSorted()).toEqual(all.toSorted())
    expect(doneBy('billing', 'each').toSorted()).toEqual(all.toSorted())
    const shares = ['payments', 'payments-2'].map((name) => runsBy(name, 'each').length)
    report(`100 events: two replicas of payments handled ${shares.join(' and ')}`)
    expect(shares[0]).toBeGreaterThan(0)
    expect(shares[1]).toBeGreaterThan(0)
    expect((shares[0] ?? 0) + (shares[1] ?? 0)).toBe(100)
  })

  it('that is broadcast reaches every replica', async () => {
    const all = whats('news', 20)
    for (const what of all) await happen(named('catalog').store, what, Listed)
    const lacking = () => unheard(witness, ['catalog', 'catalog-2'], all)
    await settled(() => 40 - lacking().length, 40)
    expect(lacking()).toEqual([])
    expect([...runsBy('catalog', 'news'), ...runsBy('catalog-2', 'news')]).toHaveLength(40)
  })

  it('is delivered again after a 500, and its effect is there once', async () => {
    let left = 2
    witness.fault = (what, replica) => {
      if (what === 'flaky' && replica.startsWith('payments') && left-- > 0)
        throw new Error('not yet')
    }
    await happen(orders(), 'flaky')
    await settled(() => doneBy('payments', 'flaky').length, 1)
    const runs = [...runsBy('payments', 'flaky'), ...runsBy('payments-2', 'flaky')]
    expect(runs).toHaveLength(3)
    expect(doneBy('payments', 'flaky')).toEqual(['flaky'])
  })
})

describe('the events of one aggregate', () => {
  const aggregates = whats('aggregate', 20)
  const versions = 10

  it(`${broker.keepsOrder ? 'come' : 'may not come'} in order, and the newest wins`, async () => {
    const projected = new Map<string, number>()
    witness.fault = async (what, replica) => {
      if (!replica.startsWith('payments')) return
      await sleep(Math.random() * 100)
      const [aggregate = '', version = '0'] = what.split('@')
      // what services do with each event: one that is older than what they know changes nothing
      if ((projected.get(aggregate) ?? 0) < Number(version))
        projected.set(aggregate, Number(version))
    }
    await Promise.all(
      aggregates.map(async (id) => {
        for (let n = 1; n <= versions; n++) await happenNext(orders(), id, `${id}@${n}`)
      }),
    )
    const wanted = aggregates.length * versions
    await settled(() => doneBy('payments', 'aggregate').length, wanted)
    expect(doneBy('payments', 'aggregate')).toHaveLength(wanted)
    const late = aggregates
      .map((id) => lateOf(doneBy('payments', `${id}@`)))
      .reduce((a, b) => a + b)
    report(`${wanted} events of ${aggregates.length} aggregates: ${late} handled after a newer one`)
    if (broker.keepsOrder) expect(late).toBe(0)
    for (const id of aggregates) expect(projected.get(id)).toBe(versions)
  })
})
