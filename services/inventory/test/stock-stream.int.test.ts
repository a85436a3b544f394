import type { ChildProcess } from 'node:child_process'
import { freePorts, type Sandbox, startSandbox } from '@comptoir/tools/sandbox/sandbox'
import { startService } from '@comptoir/tools/sandbox/sandbox-service'
import { Redis } from 'ioredis'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { createStock } from '../src/stock/stock-store.ts'
import { readEvents } from './event-reader.ts'

const replicas = ['inventory', 'inventory-2'] as const
const children = new Map<string, ChildProcess>()
let sandbox: Sandbox
let redis: Redis

const urlOf = (name: string, path: string) => `http://127.0.0.1:${sandbox.appPort(name)}${path}`

async function start(name: string): Promise<void> {
  const { httpPort, grpcPort, apiToken } = sandbox.sidecar(name)
  const own = {
    PORT: String(sandbox.appPort(name)),
    DAPR_HTTP_PORT: String(httpPort),
    DAPR_GRPC_PORT: String(grpcPort),
    DAPR_API_TOKEN: apiToken,
  }
  children.set(name, startService(sandbox, 'inventory', { ...own, LOG_LEVEL: 'error' }))
  await vi.waitFor(async () => expect((await fetch(urlOf(name, '/readyz'))).status).toBe(200), {
    timeout: 60_000,
  })
}

async function open(name: string, lastEventId?: string) {
  const headers = lastEventId === undefined ? {} : { 'last-event-id': lastEventId }
  return readEvents(await fetch(urlOf(name, '/api/stock/events?sku=A&sku=B'), { headers }))
}

const put = (sku: string, onHand: number) =>
  createStock(redis).setItem(sku, {
    ...{ onHand, lowThreshold: 2, mode: 'upsert', actor: 'test', reason: 'test' },
  })

beforeAll(async () => {
  const ports = await freePorts(replicas.length)
  const apps = replicas.map((name, n) => ({ name, appId: 'inventory', appPort: ports[n] ?? 0 }))
  sandbox = await startSandbox({ apps })
  redis = new Redis(sandbox.redisUrl)
  await Promise.all(replicas.map(start))
})

afterAll(async () => {
  for (const child of children.values()) child.kill('SIGKILL')
  redis.disconnect()
  await sandbox.stop()
})

describe('the live stream of stock', () => {
  it('tells the readers of every replica, and resumes at another when one is killed', async () => {
    await put('A', 9)
    const streams = await Promise.all(replicas.map((name) => open(name)))
    for (const { next } of streams) {
      expect((await next()).data).toMatchObject({ sku: 'A', level: 'ok' })
      expect((await next()).data).toEqual({ sku: 'B', level: 'out', version: 0 })
    }
    await put('A', 2)
    const [here, there] = await Promise.all(streams.map(({ next }) => next()))
    expect(here?.data).toMatchObject({ sku: 'A', level: 'low', left: 2 })
    expect(there).toEqual(here)

    children.get('inventory')?.kill('SIGKILL')
    await expect(streams[0]?.next()).rejects.toThrow()
    await put('B', 1)
    const resumed = await open('inventory-2', here?.id)
    expect((await resumed.next()).data).toEqual({ sku: 'B', level: 'low', left: 1, version: 1 })
    await put('A', 0)
    expect((await resumed.next()).data).toMatchObject({ sku: 'A', level: 'out' })
    await Promise.all([...streams.slice(1), resumed].map(({ close }) => close()))
  })
})
