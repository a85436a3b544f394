import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import type { AppId } from '@comptoir/contracts/topology'
import { listen } from '@comptoir/service/http/listen'
import { provideMqtt } from '@comptoir/tools/provision/brokers/mqtt'
import { type RunningPart, runPart } from '@comptoir/tools/sandbox/running-part'
import { freePorts, type Sandbox, startSandbox } from '@comptoir/tools/sandbox/sandbox'
import { Redis } from 'ioredis'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Live } from '../src/live/live-channels.ts'
import { createComponentLive } from '../src/live/live-component.ts'
import { missingResources } from '../src/sidecar/loaded-resources.ts'
import { createStub } from './stub-service.ts'

// two replicas each, with a real Mosquitto between their sidecars; those of catalog log in as orders
const replicas: readonly { name: string; appId: AppId }[] = [
  { name: 'orders', appId: 'orders' },
  { name: 'orders-2', appId: 'orders' },
  { name: 'catalog', appId: 'catalog' },
  { name: 'catalog-2', appId: 'catalog' },
]
const folder = mkdtempSync(join(tmpdir(), 'comptoir-live-'))
const stops: (() => Promise<unknown>)[] = []
const lives = new Map<string, Live>()
let mqtt: RunningPart
let sandbox: Sandbox

beforeAll(async () => {
  mqtt = await runPart(provideMqtt, folder)
  const ports = await freePorts(replicas.length)
  sandbox = await startSandbox({
    apps: replicas.map((replica, n) => ({ ...replica, appPort: ports[n] ?? 0 })),
    live: 'mqtt',
    sidecarEnvironment: () => mqtt.part.sidecarEnvironment('orders'),
  })
  const redis = new Redis(sandbox.redisUrl)
  stops.push(async () => redis.disconnect())
  for (const { name, appId } of replicas) {
    const { app, sidecar } = createStub(appId, { sandbox, redis, sidecarName: name })
    const { live, attach, resources } = createComponentLive({ sidecar, appId, component: 'live' })
    attach(app)
    const listener = await listen(app, { port: sandbox.appPort(name), host: '127.0.0.1' })
    stops.push(async () => {
      await listener.close()
      sidecar.close()
    })
    const isLoaded = async () => missingResources(resources, await sidecar.metadata()).length === 0
    while (!(await isLoaded())) await sleep(100)
    lives.set(name, live)
  }
})
afterAll(async () => {
  await Promise.all(stops.map((stop) => stop()))
  await sandbox.stop()
  await mqtt.stop()
  rmSync(folder, { recursive: true, force: true })
})

const liveOf = (name: string): Live => {
  const live = lives.get(name)
  if (!live) throw new Error(`no replica ${name}`)
  return live
}

/** What a replica hears of a channel from now on, by id. */
async function heardBy(name: string, channel: string): Promise<string[]> {
  const heard: string[] = []
  await liveOf(name).subscribe(channel, ({ id }) => heard.push(id))
  return heard
}

const announce = (name: string, channel: string, id: string) =>
  liveOf(name).announce(channel, { id, type: 'moved', data: { to: 'paid' } })

describe('live channels by MQTT', () => {
  it('reach every replica of the service, whoever announces', async () => {
    const heard = [await heardBy('orders', 'order:1'), await heardBy('orders-2', 'order:1')]
    const isHeard = async () => {
      await announce('orders', 'order:1', 'a')
      await announce('orders-2', 'order:1', 'b')
      return heard.map((ids) => ['a', 'b'].filter((id) => ids.includes(id)))
    }
    await expect.poll(isHeard).toEqual([
      ['a', 'b'],
      ['a', 'b'],
    ])
  })

  it('go on when the broker was away', async () => {
    const heard = await heardBy('orders-2', 'order:2')
    await mqtt.restart(1_000)
    const isHeard = async () => {
      await announce('orders', 'order:2', 'a').catch(() => undefined)
      return heard.includes('a')
    }
    await expect.poll(isHeard, { timeout: 60_000 }).toBe(true)
  })

  it('are closed to the user of another service', async () => {
    const heard = await heardBy('catalog-2', 'catalog:stock')
    for (let n = 0; n < 5; n++) {
      await announce('catalog', 'catalog:stock', 'a')
      await sleep(200)
    }
    expect(heard).toEqual([])
  })
})
