import { ownerOf } from '@comptoir/contracts/topology'
import type { Faults } from '@comptoir/dapr/faults/faults'
import { createClients } from '@comptoir/dapr/sidecar/invoke'
import { fixedSettings } from '@comptoir/dapr/test/fixed-settings'
import type { ServiceApp } from '@comptoir/service/app'
import type { VisitorOf } from '@comptoir/service/auth/visitor-address'
import { createInFlight } from '@comptoir/service/http/in-flight'
import { silentLog } from '@comptoir/service/test/silent-log'
import { createTestVerifier } from '@comptoir/service/test/tokens'
import { Hono } from 'hono'
import { createApp } from '../src/app.ts'
import { createMergedDocument } from '../src/documentation/merged-document.ts'
import { createCache } from '../src/forwarding/cache.ts'
import { createUpstream } from '../src/forwarding/upstream.ts'
import { createRateLimits } from '../src/limits/rate-limits.ts'
import type { Operation } from '../src/routing/operation-table.ts'
import { healthOf } from './health.ts'

export const { verify, headersFor } = createTestVerifier()
/** No text: what is not read as bytes breaks. */
export const bytes = Buffer.from([0, 255, 1, 254, 13, 10, 128])
const unlimited = {
  rateLimitPerMinute: 0,
  rateLimitReadsPerMinute: 0,
  rateLimitSignInPerMinute: 0,
  rateLimitDocumentsPerMinute: 0,
}

/** The services behind: each answer with its marker, as ours do; counts what reaches them. */
function servicesBehind() {
  const seen: string[] = []
  const app = new Hono<{ Variables: { appId: string } }>()
  app.use(async (c, next) => {
    seen.push(`${c.req.method} ${new URL(c.req.url).pathname}`)
    await next()
    c.header('comptoir-service', c.req.header('test-app-id') ?? '')
  })
  app.get('/api/products', (c) => c.json({ seen: seen.length, query: c.req.query() }))
  app.get('/api/products/out', (c) =>
    c.body('{"code":"out_of_stock","shortages":[]}', 409, {
      'content-type': 'application/problem+json',
    }),
  )
  app.get('/api/products/:id', (c) => c.json({ id: c.req.param('id'), q: c.req.query('q') }))
  app.put('/api/products/1', (c) => c.json({ changed: true }))
  app.put('/api/products/refused', (c) => c.json({ code: 'conflict' }, 409))
  app.all('/api/orders/echo', async (c) =>
    c.json({ method: c.req.method, headers: c.req.header(), body: await c.req.text() }),
  )
  app.get('/api/invoices/1/pdf', (c) => c.body(bytes, 200, { 'content-type': 'application/pdf' }))
  app.post('/api/products/1/images', async (c) => c.body(await c.req.arrayBuffer()))
  return { app, seen }
}

/** A sidecar decodes the path once. */
function throughTwin(target: string): string {
  const [path = '', query] = target.split('?')
  return decodeURIComponent(path) + (query === undefined ? '' : `?${query}`)
}

/** Operations as the contract would list them: `GET /api/products?page,q`. */
function operation(line: string, more: Partial<Operation> = {}): Operation {
  const [method = '', target = ''] = line.split(' ')
  const [path = '', query] = target.split('?')
  const appId = ownerOf(path)?.appId ?? 'gateway'
  const plain = { queryPrefixes: [], isStream: false, takesFile: false, needsUser: false }
  return { id: line, appId, method, path, query: query?.split(',') ?? [], ...plain, ...more }
}

const operations = [
  operation('GET /api/products?page,q'),
  operation('GET /api/products/{id}?q'),
  operation('PUT /api/products/{id}'),
  operation('POST /api/products/{id}/images', { takesFile: true, needsUser: true }),
  operation('GET /api/orders/echo'),
  operation('POST /api/orders/echo'),
  operation('GET /api/orders/{orderId}/events', { isStream: true }),
  operation('GET /api/invoices/{id}/pdf'),
  operation('POST /api/auth/login'),
]

type Options = {
  failures?: number
  marker?: boolean
  faults?: Faults
  visitorOf?: VisitorOf
  attachSettings?: (app: ServiceApp) => void
}

/** A gateway in one process, with the services behind it in memory; `seen`: what reached them. */
export function gateway(options: Options = {}) {
  const behind = servicesBehind()
  const state = { failures: options.failures ?? 0 }
  const upstream = createUpstream(
    {
      async request({ method, path, headers = {}, body }) {
        const [, appId = '', target = ''] =
          /^\/v1\.0\/invoke\/([^/]+)\/method(\/.*)$/.exec(path) ?? []
        if (state.failures-- > 0) throw new Error('connection reset')
        const answer = await behind.app.request(throughTwin(target), {
          method,
          headers: { ...headers, 'test-app-id': options.marker === false ? 'nobody' : appId },
          ...(body && { body: new Uint8Array(Buffer.from(body)) }),
        })
        const buffer = Buffer.from(await answer.arrayBuffer())
        return { status: answer.status, headers: Object.fromEntries(answer.headers), body: buffer }
      },
    },
    { repeatable: [1, 1], 'not handled': [1, 1] },
  )
  const app = createApp({
    health: healthOf('gateway'),
    operations,
    calls: createInFlight('requests', { total: 0, perHolder: {} }),
    streams: createInFlight('live streams', { total: 0, perHolder: {} }),
    verify,
    log: silentLog(),
    appToken: 'token',
    corsOrigins: ['http://shop.example'],
    ready: async () => undefined,
    document: createMergedDocument([], async () => 'unchanged').current,
    upstream,
    openStream: async (appId, { target }) =>
      new Response(`data: ${appId} ${target}\n\n`, {
        headers: { 'content-type': 'text/event-stream' },
      }),
    limits: createRateLimits(unlimited, () => undefined),
    cache: createCache({ ttlMs: 2_000, maxBytes: 10_000 }),
    settings: fixedSettings(),
    trustedProxyHops: 0,
    visitorOf: options.visitorOf ?? (() => undefined),
    timeoutMs: 1_000,
    clients: createClients(() => () => Promise.reject(new Error('nobody is asked'))),
    bodyLimitBytes: 100,
    fileLimitBytes: 10_000,
    faults: options.faults,
    ...(options.attachSettings && { attachSettings: options.attachSettings }),
  })
  return { app, seen: behind.seen }
}
