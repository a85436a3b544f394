import { listen } from '@comptoir/service/http/listen'
import { silentLog } from '@comptoir/service/test/silent-log'
import { rabbitmqctl } from '@comptoir/tools/sandbox/rabbitmqctl'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { createDeliveryWatch } from '../src/events/delivery-watch.ts'
import { startTail } from '../src/events/event-log.ts'
import { attachSubscribers } from '../src/events/event-routes.ts'
import type { Stop } from '../src/host/background.ts'
import { startRelay } from '../src/outbox/crash-relay.ts'
import { createClient } from '../src/sidecar/invoke.ts'
import { restartSidecar } from '../src/sidecar/restart.ts'
import type { Sidecar } from '../src/sidecar/sidecar.ts'
import { type BrokerBed, startBrokerBed } from './broker-conformance/broker-bed.ts'
import { type Replica, startReplica } from './broker-conformance/replica.ts'
import {
  createWitness,
  happen,
  Ordered,
  settled,
  thingsOf,
  whats,
} from './broker-conformance/witness.ts'
import { restartWhenGone } from './restart-when-gone.ts'
import { createStub } from './stub-service.ts'

// When its connection breaks, daprd (1.18.1 and before) leaves consumers behind that it does not read
// (dapr/components-contrib#4540). Once a restart of the broker leaves none, the watch can go.

const mostRestarts = 8
const queue = `payments-${Ordered.type}`
const witness = createWitness()
const over = new AbortController()
let bed: BrokerBed
let orders: Replica
let sidecar: Sidecar
let restarting: Promise<number>
let stopTail: Stop
let stops: Stop[]

beforeAll(async () => {
  bed = await startBrokerBed({ broker: 'rabbitmq', replicas: ['orders', 'payments'] })
  orders = await startReplica(bed, 'orders')
  const payments = createStub('payments', bed)
  const { app, store } = payments
  sidecar = payments.sidecar
  const restart = () => restartSidecar(sidecar, silentLog())
  const options = { store, restart, patienceMs: 5_000, everyMs: 1_000 }
  const deliveryWatch = createDeliveryWatch(options)
  const consumer = {
    ...{ store, deliveryWatch },
    subscribers: witness.handles(Ordered)(store, 'payments'),
  }
  attachSubscribers(app, consumer)
  const port = bed.sandbox.appPort('payments')
  const listener = await listen(app, { port, host: '127.0.0.1' })
  deliveryWatch.begin(await sidecar.metadata())
  const client = createClient(sidecar, 'orders')
  stopTail = startTail({ ...consumer, client, producer: 'orders', everyMs: 500 })
  stops = [startRelay(orders.store, [thingsOf(orders.store)]), () => listener.close(), orders.stop]
  restarting = restartWhenGone(sidecar, () => bed.sandbox.startSidecar('payments'), over.signal)
})
afterAll(async () => {
  over.abort()
  await restarting
  await Promise.all([...stops.map((stop) => stop()), stopTail()])
  sidecar.close()
  await bed.stop()
})

/** How many consumers the queue of orders has, and what they took and did not acknowledge. */
async function queueNow(): Promise<{ consumers: number; unacknowledged: number }> {
  if (!bed.part) throw new Error('no broker')
  const columns = ['name', 'consumers', 'messages_unacknowledged']
  const { output } = await rabbitmqctl(bed.part, 'list_queues', '--quiet', ...columns)
  const row = output.split('\n').find((line) => line.startsWith(`${queue}\t`))
  const [, consumers, unacknowledged] = row?.split('\t') ?? []
  return { consumers: Number(consumers ?? 0), unacknowledged: Number(unacknowledged ?? 0) }
}

async function placed(name: string, count: number): Promise<string[]> {
  const all = whats(name, count)
  for (const what of all) await happen(orders.store, what)
  return all
}
const done = (all: readonly string[]) => {
  const effects = new Set(witness.doneBy('payments'))
  return all.filter((what) => effects.has(what)).length
}

/** Restarts the broker until the queue of orders has a consumer that nobody reads. */
async function leaveConsumersBehind(): Promise<void> {
  for (let n = 0; n < mostRestarts; n++) {
    await bed.restartBroker(1_000)
    await expect.poll(async () => (await queueNow()).consumers, { timeout: 60_000 }).not.toBe(0)
    if ((await queueNow()).consumers > 1) return
  }
  throw new Error(`${mostRestarts} restarts left no consumer behind: is it mended?`)
}

it('brings everything itself again after the broker was restarted', async () => {
  await expect.poll(async () => (await queueNow()).consumers, { timeout: 60_000 }).toBe(1)
  await leaveConsumersBehind()
  const during = await placed('during', 20)
  expect(await settled(() => done(during), during.length)).toBe(during.length)
  await expect.poll(async () => (await queueNow()).unacknowledged).toBeGreaterThan(0)

  const isWell = async () => {
    await placed(`more-${Date.now()}`, 1)
    const { consumers, unacknowledged } = await queueNow()
    return consumers === 1 && unacknowledged === 0
  }
  await expect.poll(isWell, { timeout: 60_000, interval: 1_000 }).toBe(true)
  await stopTail()
  const after = await placed('after', 50)
  expect(await settled(() => done(after), after.length)).toBe(after.length)
  over.abort()
  expect(await restarting).toBe(1)
}, 300_000)
