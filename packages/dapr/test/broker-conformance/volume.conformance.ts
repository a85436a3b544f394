import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { run } from '@comptoir/tools/provision/commands'
import { end } from '@comptoir/tools/sandbox/sandbox'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Stop } from '../../src/host/background.ts'
import { startRelay } from '../../src/outbox/crash-relay.ts'
import { type BrokerBed, startBrokerBed } from './broker-bed.ts'
import { brokerUnderTest } from './brokers.ts'
import { type Replica, startReplica } from './replica.ts'
import { happen, report, settled, thingsOf } from './witness.ts'

const { events, broker } = brokerUnderTest(process.env)
const { mostBehind = Number.POSITIVE_INFINITY } = broker
/** A thousand in a second at best, and a hundred on a machine that is busy with other things. */
const withinMs = 120_000 + events * 20
const writers = 32
/** The log keeps fifty thousand: of more, it has to be read all along, as every consumer does. */
const isLogReadAtOnce = events > 20_000
/** What a process that has warmed up may still grow by: heaps are collected when they are full, not before. */
const allowedGrowthMb = 150
let bed: BrokerBed
let orders: Replica
let consumer: ChildProcess
let stopRelay: Stop

beforeAll(async () => {
  bed = await startBrokerBed({ replicas: ['orders', 'payments'] })
  orders = await startReplica(bed, 'orders')
  stopRelay = startRelay(orders.store, [thingsOf(orders.store)])
  const program = join(import.meta.dirname, 'consumer.ts')
  const { httpPort, apiToken } = bed.sandbox.sidecar('payments')
  const { eventSigningKey, eventPublicKeys } = bed.sandbox.eventKeys('payments')
  const env = {
    PATH: process.env['PATH'],
    PORT: String(bed.sandbox.appPort('payments')),
    DAPR_HTTP_PORT: String(httpPort),
    DAPR_API_TOKEN: apiToken,
    APP_API_TOKEN: bed.sandbox.appToken,
    EVENT_SIGNING_KEY: eventSigningKey,
    EVENT_PUBLIC_KEYS: eventPublicKeys,
    REDIS_URL: bed.sandbox.redisUrl,
  }
  consumer = spawn(process.execPath, [program], { env, stdio: ['ignore', 'pipe', 'inherit'] })
  // it says so once it takes signals: one that came before would end it
  if (consumer.stdout) await once(consumer.stdout, 'data')
}, 240_000)
afterAll(async () => {
  await end(consumer)
  await stopRelay()
  await orders.stop()
  await bed.stop()
})

const handled = () => bed.redis.scard('handled')

/** Resident memory by process, in MB. */
async function memory(): Promise<Record<string, number>> {
  const { 'daprd-orders': producer = 0, 'daprd-payments': sidecar = 0 } = bed.sandbox.pids()
  const pids = { producer, sidecar, app: consumer.pid ?? 0 }
  const measured = Object.entries(pids).map(async ([name, pid]) => {
    const { output } = await run('ps', ['-o', 'rss=', '-p', String(pid)])
    return [name, Math.round(Number(output) / 1024)] as const
  })
  return Object.fromEntries(await Promise.all(measured))
}

/** Writes documents that leave an event each, some at a time, and measures at each tenth of them. */
async function writeAll(): Promise<Record<string, number>[]> {
  const measured: Record<string, number>[] = []
  const step = Math.ceil(events / 10)
  let next = 0
  const write = async () => {
    for (let n = next++; n < events; n = next++) {
      await happen(orders.store, `volume-${n}`)
      if (n % step === step - 1) measured.push(await memory())
      while (n % 500 === 0 && n - (await handled()) > mostBehind) await sleep(100)
    }
  }
  await Promise.all(Array.from({ length: writers }, write))
  return measured
}

describe(`${events} events`, () => {
  it(
    'come through: none is lost, and no process grows',
    async () => {
      if (isLogReadAtOnce) consumer.kill('SIGUSR2')
      const startedAt = Date.now()
      const measured = await writeAll()
      const written = Date.now() - startedAt
      const counted = await settled(handled, events)
      const seconds = (Date.now() - startedAt) / 1_000
      if (!isLogReadAtOnce) consumer.kill('SIGUSR2')
      // the log is read in order: what the broker brought is passed over, and nothing is counted meanwhile
      const arrived = await settled(handled, events, 25_000 + events * 5)
      const runs = Number(await bed.redis.get('runs'))
      const byLog = Number(await bed.redis.get('found in the log'))
      measured.push(await memory())
      report(
        `${events} events: ${arrived - byLog} by the broker, ${byLog} by the log, ${runs} runs, ` +
          `written in ${Math.round(written / 1_000)} s, ${counted} brought in ${Math.round(seconds)} s`,
      )
      for (const name of ['producer', 'sidecar', 'app'])
        report(`resident MB of ${name}: ${measured.map((sample) => sample[name] ?? 0).join(', ')}`)
      expect(arrived).toBe(events)
      const [warm = {}, last = {}] = [measured[2], measured.at(-1)]
      for (const [name, mb] of Object.entries(last))
        expect(mb - (warm[name] ?? 0)).toBeLessThan(allowedGrowthMb)
    },
    withinMs,
  )
})
