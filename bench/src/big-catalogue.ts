import type { ChildProcess } from 'node:child_process'
import { setTimeout as sleep } from 'node:timers/promises'
import { checkAvailability } from '@comptoir/contracts/inventory/internal-routes'
import { stateKeyOf } from '@comptoir/dapr/documents/document-keys'
import { createRedisLedger } from '@comptoir/dapr/outbox/redis-delivery-index'
import { createSidecar, type Sidecar } from '@comptoir/dapr/sidecar/sidecar'
import { startStubService } from '@comptoir/dapr/test/stub-service'
import { freePorts, type Sandbox, startSandbox } from '@comptoir/tools/sandbox/sandbox'
import { startService } from '@comptoir/tools/sandbox/sandbox-service'
import { Redis } from 'ioredis'
import { largeProduct, largeTree } from '../../services/catalog/test/large-catalogue.ts'
import type { Measured } from './measuring/processes.ts'

type Ground = { readonly sandbox: Sandbox; readonly redis: Redis; readonly sidecar: Sidecar }

const atOnce = 500

/**
 * The catalogue service as a process of its own, with its sidecar, a Redis and so many products in its store. They are
 * written there in bulk, as the service would have left them: one by one through its API would take most of an hour.
 */
export async function startBigCatalogue(count: number) {
  const [appPort = 0, stockPort = 0] = await freePorts(2)
  const sandbox = await startSandbox({
    apps: [
      { appId: 'catalog', appPort },
      { appId: 'inventory', appPort: stockPort },
    ],
  })
  const redis = new Redis(sandbox.redisUrl)
  const sidecar = createSidecar(sandbox.sidecar('catalog'))
  const ground = { sandbox, redis, sidecar }
  await writeCatalogue(ground, count)
  const inventory = await startInventory(ground)
  const startedAt = performance.now()
  const service = startService(sandbox, 'catalog', { LOG_LEVEL: 'warn' })
  const url = `http://127.0.0.1:${appPort}`
  await untilReady(`${url}/readyz`, service)
  const loadSeconds = Math.round((performance.now() - startedAt) / 100) / 10
  return {
    url,
    /** From the start of the process until it is ready. */
    loadSeconds,
    ids: Array.from({ length: 100 }, (_, n) => `prd_${n * Math.floor(count / 100)}`),
    processes: processesOf(sandbox, service),
    async stop() {
      service.kill('SIGKILL')
      await inventory.close()
      sidecar.close()
      redis.disconnect()
      await sandbox.stop()
    },
  }
}

function processesOf(sandbox: Sandbox, service: ChildProcess): Measured[] {
  const { redis = 0, 'daprd-catalog': sidecar = 0 } = sandbox.pids()
  return [
    { name: 'catalog', group: 'services', pid: service.pid ?? 0 },
    { name: 'catalog-sidecar', group: 'sidecars', pid: sidecar },
    { name: 'redis', group: 'Redis', pid: redis },
  ]
}

async function writeCatalogue({ sidecar, redis }: Ground, count: number): Promise<void> {
  // says that the indexes are whole: the service would make them again
  await redis.set('epoch:catalog', 'bench')
  const ledger = createRedisLedger(redis, 'catalog')
  await writeState(sidecar, [{ key: stateKeyOf('categories', 'tree'), value: kept(largeTree()) }])
  for (let from = 0; from < count; from += atOnce) {
    const length = Math.min(atOnce, count - from)
    const products = Array.from({ length }, (_, n) => largeProduct(from + n))
    const documents = products.map((product) => ({
      key: stateKeyOf('products', product.productId),
      value: kept(product),
    }))
    const finished = products.map(({ productId, createdAt }) =>
      ledger.finish({
        document: `products/${productId}`,
        version: 1,
        events: [],
        entries: [{ index: 'every', key: 'product', score: Date.parse(createdAt) }],
        markers: [],
        again: false,
      }),
    )
    await Promise.all([writeState(sidecar, documents), ...finished])
  }
}

/** A document as the store keeps it. */
const kept = (data: unknown) => ({ version: 1, data, outbox: [], writes: [] })

async function writeState(sidecar: Sidecar, documents: readonly object[]): Promise<void> {
  const { status, body } = await sidecar.request({
    method: 'POST',
    path: '/v1.0/state/state',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(documents),
    timeoutMs: 60_000,
  })
  if (status !== 204) throw new Error(`state: ${status} ${body}`)
}

/** Stands where inventory does: there are ten of everything. */
async function startInventory({ sandbox, redis }: Ground) {
  const { app, listener } = await startStubService('inventory', sandbox, redis)
  app.openapi(checkAvailability, (c) => {
    const { skus } = c.req.valid('json')
    return c.json({ items: skus.map((sku) => ({ sku, available: 10 })) }, 200)
  })
  return listener
}

async function untilReady(url: string, service: ChildProcess): Promise<void> {
  for (;;) {
    const answer = await fetch(url).catch(() => undefined)
    if (answer?.ok) return
    if (service.exitCode !== null) throw new Error(`the catalogue ended with ${service.exitCode}`)
    await sleep(100)
  }
}
