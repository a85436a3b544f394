import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { freePorts, type Sandbox, startSandbox } from '@comptoir/tools/sandbox/sandbox'
import { Redis } from 'ioredis'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'

let sandbox: Sandbox
let redis: Redis
let port = 0
let service: ChildProcess

beforeAll(async () => {
  ;[port = 0] = await freePorts(1)
  sandbox = await startSandbox({ ownTopics: true, apps: [{ appId: 'shipping', appPort: port }] })
  redis = new Redis(sandbox.redisUrl)
})

afterAll(async () => {
  service.kill('SIGKILL')
  redis.disconnect()
  await sandbox.stop()
})

const statusOf = (path: string, method = 'GET') =>
  fetch(`http://127.0.0.1:${port}${path}`, { method }).then(
    (answer) => answer.status,
    () => 0,
  )

function startService(): ChildProcess {
  const { eventSigningKey, eventPublicKeys } = sandbox.eventKeys('shipping')
  const { httpPort, grpcPort, apiToken } = sandbox.sidecar('shipping')
  const env = {
    ...process.env,
    PORT: String(port),
    DAPR_HTTP_PORT: String(httpPort),
    DAPR_GRPC_PORT: String(grpcPort),
    DAPR_API_TOKEN: apiToken,
    EVENT_SIGNING_KEY: eventSigningKey,
    EVENT_PUBLIC_KEYS: eventPublicKeys,
    REDIS_URL: sandbox.redisUrl,
    APP_API_TOKEN: sandbox.appToken,
    LOG_LEVEL: 'error',
  }
  return spawn('node', [join(import.meta.dirname, 'host', 'main.ts')], { env, stdio: 'inherit' })
}

describe('a service process', () => {
  it('listens before its sidecar is there, and is ready once it is', async () => {
    await sandbox.killSidecar('shipping')
    service = startService()
    await expect.poll(() => statusOf('/healthz'), { timeout: 20_000 }).toBe(200)
    expect(await statusOf('/readyz')).toBe(503)
    await sandbox.startSidecar('shipping')
    await expect.poll(() => statusOf('/readyz'), { timeout: 20_000 }).toBe(200)
  })

  it('answers though Redis hangs, and goes on when it is back', async () => {
    await redis.client('PAUSE', 9_000)
    const started = Date.now()
    expect(await statusOf('/parcels/late', 'POST')).toBeGreaterThanOrEqual(500)
    expect(Date.now() - started).toBeLessThan(8_000)
    // answered once Redis goes on: what is left is the mark of the write that was given up
    await redis.del('pending:shipping')
    expect(await statusOf('/readyz')).toBe(200)
  }, 20_000)

  it('stops well on SIGTERM, with all its events gone', async () => {
    const posts = Array.from({ length: 20 }, (_, n) => statusOf(`/parcels/p${n}`, 'POST'))
    expect(await Promise.all(posts)).toEqual(posts.map(() => 201))
    service.kill('SIGTERM')
    const exit = once(service, 'exit')
    // its background work ends first: until then it takes requests, though it is not ready for more
    const [answers, pages] = await askUntil(exit)
    expect(pages).toContain(503)
    expect(new Set([...answers, 201, 503, 0])).toEqual(new Set([201, 503, 0]))
    expect(await exit).toEqual([0, null])
    const taken = answers.filter((status) => status === 201).length
    expect(await redis.xlen('log:shipping')).toBe(20 + taken)
    expect(await redis.zcard('pending:shipping')).toBe(0)
  })
})

/** Statuses of orders to a process that is stopping, and of its readiness, until it has ended. */
async function askUntil(exit: Promise<unknown>): Promise<[number[], number[]]> {
  const [answers, pages]: [number[], number[]] = [[], []]
  let isRunning = true
  void exit.then(() => {
    isRunning = false
  })
  for (let n = 0; isRunning; n++) {
    pages.push(await statusOf('/readyz'))
    answers.push(await statusOf(`/parcels/late-${n}`, 'POST'))
  }
  return [answers, pages]
}
