import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { silentLog } from '@comptoir/service/test/silent-log'
import { type Sandbox, startSandbox } from '@comptoir/tools/sandbox/sandbox'
import { Redis } from 'ioredis'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createStore } from '../src/documents/sidecar-store.ts'
import type { Store } from '../src/documents/store.ts'
import { relayOnce } from '../src/outbox/crash-relay.ts'
import { createSidecar, type Sidecar } from '../src/sidecar/sidecar.ts'
import { parcelsOf } from './crash/parcels.ts'
import { unsigned } from './memory-store.ts'

let sandbox: Sandbox
let redis: Redis
let sidecar: Sidecar
let store: Store

beforeAll(async () => {
  sandbox = await startSandbox({ ownTopics: true, apps: [{ appId: 'shipping' }] })
  redis = new Redis(sandbox.redisUrl)
  sidecar = createSidecar(sandbox.sidecar('shipping'))
  const honest = createStore({
    ...{ sidecar, redis, service: 'shipping' },
    ...{ log: silentLog(), signatures: unsigned },
  })
  // the relay waits ten seconds before it takes a marker for left over: here it need not
  const { ledger } = honest
  store = { ...honest, ledger: { ...ledger, pending: (_, page) => ledger.pending(0, page) } }
})

afterAll(async () => {
  redis.disconnect()
  sidecar.close()
  await sandbox.stop()
})

async function changeAndDie(id: string, step: string): Promise<NodeJS.Signals | null> {
  const program = join(import.meta.dirname, 'crash', 'writer.ts')
  const { httpPort, apiToken } = sandbox.sidecar('shipping')
  const args = [program, String(httpPort), apiToken, sandbox.redisUrl, step, id]
  const child = spawn('node', args, { stdio: 'inherit' })
  const [, signal] = (await once(child, 'exit')) as [number, NodeJS.Signals | null]
  return signal
}

/** What the broker holds of a document's events, each once: those of a kind in their order, a kind after the other. */
async function broker(id: string): Promise<string[]> {
  const topics = ['packed', 'sent'].map((name) => `comptoir.shipping.${name}.v1`)
  const streams = await Promise.all(topics.map((topic) => redis.xrange(topic, '-', '+')))
  const ids = streams
    .flat()
    .map(([, fields]) => JSON.parse(fields[fields.indexOf('data') + 1] ?? '{}').id)
  return [...new Set(ids)].filter((event) => event.startsWith(`${id}:`))
}

const logged = async (id: string) =>
  (await store.ledger.read('0-0', 500))
    .map(({ event }) => event.id)
    .filter((event) => event.startsWith(`${id}:`))

const placesOf = async (id: string) => {
  const [lyon, nice] = await Promise.all(
    ['Lyon', 'Nice'].map((city) => parcelsOf(store).ids('byCity', city)),
  )
  return { lyon: lyon?.includes(id), nice: nice?.includes(id) }
}

describe('a process killed before it', () => {
  it.each([
    ['marks', 'mark', false],
    ['writes', 'write', false],
    ['publishes', 'publish 1', true],
    ['publishes the second event', 'publish 2', true],
    ['finishes', 'finish', true],
    ['answers', 'answer', true],
  ])('%s leaves nothing undone', async (_, step, changed) => {
    const id = `parcel-${step.replace(' ', '-')}`
    await parcelsOf(store).create(id, { city: 'Lyon' })
    expect(await changeAndDie(id, step)).toBe('SIGKILL')
    await relayOnce(store, [parcelsOf(store)])
    const events = changed ? [`${id}:2:0`, `${id}:2:1`] : []
    expect((await parcelsOf(store).get(id))?.data.city).toBe(changed ? 'Nice' : 'Lyon')
    expect(await logged(id)).toEqual(events)
    expect(await broker(id)).toEqual(events)
    expect(await placesOf(id)).toEqual({ lyon: !changed, nice: changed })
    // only a write that may still land stays announced
    const markers = await redis.zrange('pending:shipping', '0', '-1')
    expect(markers.filter((marker) => marker.includes(id))).toHaveLength(step === 'write' ? 1 : 0)
  })
})
