import { randomUUID } from 'node:crypto'
import { createLogger } from '@comptoir/service/observability/log'
import { startSandbox } from '@comptoir/tools/sandbox/sandbox'
import { Redis } from 'ioredis'
import { createStore } from '../../src/documents/sidecar-store.ts'
import { createSidecar } from '../../src/sidecar/sidecar.ts'
import { unsigned } from '../memory-store.ts'
import { startProxy } from './cuttable-proxy.ts'
import { storeUnderTest } from './stores.ts'

export type TestBed = Awaited<ReturnType<typeof startTestBed>>

/** A real sidecar with the store under test behind a proxy, and the store of a service over it. */
export async function startTestBed() {
  const { name, store: under, url } = storeUnderTest(process.env)
  const proxy = await startProxy()
  const sandbox = await startSandbox({
    ownTopics: true,
    apps: [{ appId: 'shipping' }],
    state(place) {
      const port = Number(url?.port || place.redisPort)
      proxy.aim({ host: url?.hostname ?? '127.0.0.1', port })
      return under.component({ ...place, proxyPort: proxy.port }, url)
    },
  })
  const redis = new Redis(sandbox.redisUrl)
  const sidecar = createSidecar(sandbox.sidecar('shipping'))
  const headers = { 'dapr-api-token': sandbox.sidecar('shipping').apiToken }
  const store = createStore({
    ...{ sidecar, redis, service: 'shipping' },
    ...{ log: createLogger('shipping', 'silent'), signatures: unsigned },
  })
  const run = randomUUID().slice(0, 8)
  return {
    name,
    under,
    proxy,
    store,
    state: store.state,
    sidecar,
    /** A key that no other run has. */
    keyOf: (key: string) => `${run}:${key}`,
    /** The state API itself, for what the documents do not use. */
    request: (method: string, path: string, own: Record<string, string> = {}, body?: unknown) =>
      sidecar.request({
        method,
        path: `/v1.0/state/state${path}`,
        headers: { ...headers, 'content-type': 'application/json', ...own },
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      }),
    async stop() {
      redis.disconnect()
      sidecar.close()
      await sandbox.stop()
      await proxy.close()
    },
  }
}
