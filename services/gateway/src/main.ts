import { appIds } from '@comptoir/contracts/topology'
import { attachBroadcast } from '@comptoir/dapr/events/broadcast'
import { repeat } from '@comptoir/dapr/host/background'
import { createHost } from '@comptoir/dapr/host/host'
import { createVisitorCheck } from '@comptoir/service/auth/visitor-address'
import { createInFlight } from '@comptoir/service/http/in-flight'
import { publicDocument } from '@comptoir/service/openapi/openapi'
import operations from '../operations.json' with { type: 'json' }
import { createApp, info } from './app.ts'
import { readGatewayConfig } from './config.ts'
import { createDocumentReader, createMergedDocument } from './documentation/merged-document.ts'
import { createCache } from './forwarding/cache.ts'
import { createStreams } from './forwarding/stream.ts'
import { createUpstream } from './forwarding/upstream.ts'
import { createRateLimits, redisLimiters } from './limits/rate-limits.ts'
import { Operation } from './routing/operation-table.ts'
import { maxHeaderBytes } from './routing/request-checks.ts'

const config = readGatewayConfig()
const host = await createHost('gateway', config, {
  sidecarSockets: config.openCalls + 100,
  maxHeaderBytes,
  // behind proxies of ours all connections are theirs
  ...(config.trustedProxyHops === 0 && { maxSocketsPerAddress: config.socketsPerAddress }),
})
const { log, sidecar, redis } = host
const upstream = createUpstream(sidecar)
const merged = createMergedDocument(
  appIds.filter((appId) => appId !== 'gateway'),
  createDocumentReader(upstream),
  () => [{ appId: info.appId, document: publicDocument(app, info) }],
)
const app = createApp({
  attachSettings: (app) =>
    attachBroadcast(app, { store: host.store, subscribers: [host.settingsBroadcast] }),
  ...config,
  ...host,
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
  visitorOf: createVisitorCheck(config),
  limits: createRateLimits(config, redisLimiters(redis)),
  cache: createCache({ ttlMs: config.cacheTtlMs, maxBytes: config.cacheMaxBytes }),
  document: merged.current,
})
await host.run(app, {
  workers: [() => repeat({ name: 'documentation', everyMs: 10_000, log, run: merged.refresh })],
})
