import { type AppId, appIds } from '@comptoir/contracts/topology'
import { repeat } from '@comptoir/dapr/host/background'
import { createHost } from '@comptoir/dapr/host/host'
import { createInFlight } from '@comptoir/service/edge/in-flight'
import { type OpenApiDocument, publicDocument } from '@comptoir/service/openapi/openapi'
import operations from '../operations.json' with { type: 'json' }
import { createApp, info } from './app.ts'
import { createCache } from './cache.ts'
import { readGatewayConfig } from './config.ts'
import { maxHeaderBytes } from './entrance.ts'
import { createStreams } from './forwarding/stream.ts'
import { createUpstream } from './forwarding/upstream.ts'
import { createRateLimits, redisLimiters } from './limits/rate-limits.ts'
import { createMergedDocument } from './merged-document.ts'
import { Operation } from './routing/operation.ts'

const config = readGatewayConfig()
const host = await createHost('gateway', config, {
  sidecarSockets: config.openCalls + 100,
  maxHeaderBytes,
  // behind proxies of ours all connections are theirs
  ...(config.trustedProxyHops === 0 && { maxSocketsPerAddress: config.socketsPerAddress }),
})
const upstream = createUpstream(host.sidecar)

async function readDocument(appId: string, etag?: string) {
  const headers: Record<string, string> = etag === undefined ? {} : { 'if-none-match': etag }
  const request = { method: 'GET', target: '/openapi.json', headers, timeoutMs: 3_000 }
  const answer = await upstream(appId as AppId, request)
  if (answer.status === 304) return 'unchanged'
  if (answer.status !== 200) throw new Error(`${appId}: /openapi.json answers ${answer.status}`)
  const document = JSON.parse(answer.body.toString()) as OpenApiDocument
  return { document, etag: answer.headers['etag'] }
}

const merged = createMergedDocument(
  appIds.filter((appId) => appId !== 'gateway'),
  readDocument,
  () => [{ appId: info.appId, document: publicDocument(app, info) }],
)
const app = createApp({
  ...config,
  operations: Operation.array().parse(operations),
  calls: createInFlight('requests', {
    total: config.openCalls,
    perHolder: { address: config.openCallsPerAddress, user: config.openCallsPerUser },
  }),
  streams: createInFlight('live streams', {
    total: config.openStreams,
    perHolder: { address: config.openStreamsPerAddress, user: config.openStreamsPerUser },
  }),
  upstream,
  openStream: createStreams(config.serviceUrl),
  limits: createRateLimits(
    {
      perMinute: config.rateLimitPerMinute,
      readsPerMinute: config.rateLimitReadsPerMinute,
      signInPerMinute: config.rateLimitSignInPerMinute,
      documentsPerMinute: config.rateLimitDocumentsPerMinute,
    },
    redisLimiters(host.redis),
  ),
  cache: createCache({ ttlMs: config.cacheTtlMs, maxBytes: config.cacheMaxBytes }),
  document: merged.current,
  client: host.client,
  faults: host.faults,
  verify: host.verify,
  log: host.log,
  appToken: config.appApiToken,
  ready: host.ready,
})
await host.run(app, {
  workers: [
    () => repeat({ name: 'documentation', everyMs: 10_000, log: host.log, run: merged.refresh }),
  ],
})
