import { readFaults } from '@comptoir/contracts/faults'
import { createFaults, type Faults } from '@comptoir/dapr/faults'
import { appTokenHeaders, createTestVerifier, silentLog } from '@comptoir/service/testing'
import { Hono } from 'hono'
import { beforeEach, describe, expect, it } from 'vitest'
import { createApp } from './app.ts'
import { createCache } from './cache.ts'
import { mergeDocuments } from './merged-document.ts'
import { createRateLimits } from './rate-limits.ts'
import { createUpstream } from './upstream.ts'

const { verify, headersFor } = createTestVerifier()
const bytes = Buffer.from([0, 255, 1, 254, 13, 10, 128])
const unlimited = { perMinute: 0, readsPerMinute: 0, signInPerMinute: 0 }

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

type Options = { failures?: number; marker?: boolean; faults?: Faults }

function gateway(options: Options = {}) {
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
    [1, 1],
  )
  const app = createApp({
    verify,
    log: silentLog(),
    appToken: 'token',
    corsOrigins: ['http://shop.example'],
    ready: async () => undefined,
    document: async () => mergeDocuments([]),
    upstream,
    openStream: async (appId, { target }) =>
      new Response(`data: ${appId} ${target}\n\n`, {
        headers: { 'content-type': 'text/event-stream' },
      }),
    limits: createRateLimits(unlimited, () => undefined),
    cache: createCache({ ttlMs: 2_000, maxBytes: 10_000 }),
    trustedProxyHops: 0,
    timeoutMs: 1_000,
    client: () => () => Promise.reject(new Error('nobody is asked')),
    bodyLimitBytes: 100,
    fileLimitBytes: 10_000,
    faults: options.faults,
  })
  return { app, seen: behind.seen }
}

let app: ReturnType<typeof createApp>
let seen: string[]
beforeEach(() => {
  ;({ app, seen } = gateway())
})

const codeOf = async (answer: Response) => ((await answer.json()) as { code: string }).code

describe('forwarding', () => {
  it('passes method, query, body and headers, and says it is the gateway', async () => {
    const answer = await app.request('/api/orders/echo?a=1', {
      method: 'POST',
      body: '{"x":1}',
      headers: {
        'content-type': 'application/json',
        'idempotency-key': 'key-12345',
        'x-user-id': 'admin',
      },
    })
    const echo = (await answer.json()) as {
      method: string
      headers: Record<string, string>
      body: string
    }
    expect(answer.headers.get('comptoir-service')).toBe('gateway')
    expect(answer.headers.get('x-content-type-options')).toBe('nosniff')
    expect([echo.method, echo.body]).toEqual(['POST', '{"x":1}'])
    expect(echo.headers).toMatchObject({
      'idempotency-key': 'key-12345',
      'x-forwarded-for': '127.0.0.1',
    })
    expect(echo.headers['traceparent']).toMatch(/^00-/)
    expect(echo.headers).not.toHaveProperty('x-user-id')
  })

  it('keeps the path and the query as they came', async () => {
    const answer = await app.request('/api/products/%C3%84PPLAR%C3%96%20100%25%3F?q=a%26b%25')
    expect(await answer.json()).toEqual({ id: 'ÄPPLARÖ 100%?', q: 'a&b%' })
  })

  it('keeps bytes as they are, both ways', async () => {
    const pdf = await app.request('/api/invoices/1/pdf')
    expect(Buffer.from(await pdf.arrayBuffer())).toEqual(bytes)
    const image = await app.request('/api/products/1/images', { method: 'POST', body: bytes })
    expect(Buffer.from(await image.arrayBuffer())).toEqual(bytes)
  })

  it('passes a problem of a service through, with its status', async () => {
    const answer = await app.request('/api/products/out')
    expect([answer.status, answer.headers.get('content-type')]).toEqual([
      409,
      'application/problem+json',
    ])
    expect(await answer.json()).toEqual({ code: 'out_of_stock', shortages: [] })
  })

  it.each([
    '/internal/log',
    '/events/comptoir.orders.order-created.v1',
    '/api/unknown',
    '/api/products/%252e%252e/internal/log',
  ])('never routes %s', async (path) => {
    const answer = await app.request(path)
    expect(answer.status).toBeGreaterThanOrEqual(400)
    expect(answer.status).toBeLessThan(405)
    expect(seen).toEqual([])
  })
})

describe('tokens', () => {
  it('are checked at the entrance and passed on', async () => {
    const headers = await headersFor({ id: 'usr_1' })
    const answer = await app.request('/api/orders/echo', { headers })
    expect(((await answer.json()) as { headers: object }).headers).toMatchObject(headers)
    const bad = await app.request('/api/orders/echo', {
      headers: { authorization: 'Bearer nonsense' },
    })
    expect([bad.status, await codeOf(bad)]).toEqual([401, 'invalid_token'])
    expect(seen).toHaveLength(1)
  })
})

describe('limits of bodies', () => {
  it('are small, except for files', async () => {
    const body = 'x'.repeat(200)
    const order = await app.request('/api/orders/echo', { method: 'POST', body })
    expect([order.status, await codeOf(order)]).toEqual([413, 'body_too_large'])
    expect((await app.request('/api/products/1/images', { method: 'POST', body })).status).toBe(200)
  })
})

describe('the memory of catalogue answers', () => {
  const read = async (headers: Record<string, string> = {}, method = 'GET') =>
    await app.request('/api/products?page=1', { headers, method })

  it('serves who is not signed in, and only them', async () => {
    await read()
    await read()
    expect(seen).toHaveLength(1)
    await read(await headersFor({ id: 'usr_1' }))
    expect(seen).toHaveLength(2)
  })

  it('answers 304 and HEAD from the same memory', async () => {
    const etag = (await read()).headers.get('etag') ?? ''
    const held = await read({ 'if-none-match': etag })
    const head = await read({}, 'HEAD')
    expect([held.status, head.status, await head.text()]).toEqual([304, 200, ''])
    expect(seen).toHaveLength(1)
  })

  it('is forgotten when the catalogue is changed through the gateway', async () => {
    await read()
    await app.request('/api/products/1', { method: 'PUT', body: '{}' })
    await read()
    expect(seen).toHaveLength(3)
  })
})

describe('a service that does not answer', () => {
  it('is asked again when that is harmless', async () => {
    const { app: flaky, seen: reached } = gateway({ failures: 2 })
    expect((await flaky.request('/api/products')).status).toBe(200)
    expect(reached).toHaveLength(1)
  })

  it('is not asked twice to do something', async () => {
    const { app: flaky, seen: reached } = gateway({ failures: 1 })
    const answer = await flaky.request('/api/orders/echo', { method: 'POST', body: '{}' })
    expect([answer.status, await codeOf(answer)]).toEqual([503, 'dependency_unavailable'])
    expect(answer.headers.get('retry-after')).toBe('1')
    expect(reached).toEqual([])
  })

  it('is one whose answer lacks its marker, whatever the status', async () => {
    const { app: broken, seen: reached } = gateway({ marker: false })
    const answer = await broken.request('/api/products')
    expect(answer.status).toBe(503)
    expect(reached).toHaveLength(3)
  })
})

describe('the entrance', () => {
  it('streams events straight from the service', async () => {
    const answer = await app.request('/api/orders/1/events?since=2', {
      headers: { accept: 'text/event-stream' },
    })
    expect(await answer.text()).toBe('data: orders /api/orders/1/events?since=2\n\n')
    expect(seen).toEqual([])
  })

  it('answers the preflight itself and adds CORS to what it forwards', async () => {
    const origin = 'http://shop.example'
    const preflight = await app.request('/api/orders', {
      method: 'OPTIONS',
      headers: { origin, 'access-control-request-method': 'POST' },
    })
    expect([preflight.status, seen]).toEqual([204, []])
    const answer = await app.request('/api/products', { headers: { origin } })
    expect(answer.headers.get('access-control-allow-origin')).toBe(origin)
  })

  it('is alive and documented', async () => {
    expect((await app.request('/healthz')).status).toBe(200)
    expect((await app.request('/readyz')).status).toBe(200)
    expect((await app.request('/openapi.json')).status).toBe(200)
    expect((await app.request('/docs')).status).toBe(200)
  })
})

describe('the fault kit', () => {
  const headers = appTokenHeaders('token', 'gateway')
  const ask = (faults?: Faults) =>
    gateway(faults && { faults }).app.request(readFaults.path, { headers })

  it('is reached before all else is forwarded, and is not there without faults', async () => {
    expect((await ask(createFaults())).status).toBe(200)
    expect((await ask()).status).toBe(403)
  })
})
