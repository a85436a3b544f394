import { type AppId, appIds } from '@comptoir/contracts/topology'
import { createHost } from '@comptoir/dapr/host'
import { createInFlight } from '@comptoir/service/in-flight'
import type { OpenApiDocument } from '@comptoir/service/openapi'
import operations from '../operations.json' with { type: 'json' }
import { createApp } from './app.ts'
import { createCache } from './cache.ts'
import { readGatewayConfig } from './config.ts'
import { createMergedDocument } from './merged-document.ts'
import { Operation } from './operation-list.ts'
import { createRateLimits, redisLimiters } from './rate-limits.ts'
import { createStreams } from './stream.ts'
import { createUpstream } from './upstream.ts'

const config = readGatewayConfig()
const host = await createHost('gateway', config, { sidecarSockets: config.openCalls + 100 })
const upstream = createUpstream(host.sidecar)

async function readDocument(appId: string): Promise<OpenApiDocument> {
  const request = { method: 'GET', target: '/openapi.json', headers: {}, timeoutMs: 3_000 }
  const answer = await upstream(appId as AppId, request)
  return JSON.parse(answer.body.toString()) as OpenApiDocument
}

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
    },
    redisLimiters(host.redis),
  ),
  cache: createCache({ ttlMs: config.cacheTtlMs, maxBytes: config.cacheMaxBytes }),
  document: createMergedDocument(
    appIds.filter((appId) => appId !== 'gateway'),
    readDocument,
  ),
  client: host.client,
  faults: host.faults,
  verify: host.verify,
  log: host.log,
  appToken: config.appApiToken,
  ready: host.ready,
})
await host.run(app)
