import { callers, jsonAnswer, jsonBody, problemAnswers, signedIn } from '@comptoir/contracts/common'
import { createRoute, z } from '@hono/zod-openapi'
import { describe, expect, it } from 'vitest'
import { silentLog } from '../test/silent-log.ts'
import { appTokenHeaders, createTestVerifier } from '../test/tokens.ts'
import { createServiceApp } from './app.ts'
import { currentUser, requireRole } from './auth/auth.ts'
import { currentTrace } from './observability/trace.ts'
import { refuse } from './problems/refusal.ts'

const Thing = z
  .object({ name: z.string().min(1), lines: z.array(z.object({ quantity: z.int() })) })
  .openapi('Thing')
const InternalThing = z.object({ secret: z.string() }).openapi('InternalThing')

const createThing = createRoute({
  method: 'post',
  path: '/api/things',
  request: { body: jsonBody(Thing) },
  responses: { 201: jsonAnswer(Thing, 'The thing'), ...problemAnswers('invalid_request') },
})
const readMe = createRoute({
  method: 'get',
  path: '/api/me',
  security: signedIn,
  responses: { 200: jsonAnswer(z.object({ id: z.string() }), 'Me') },
})
const readInternal = createRoute({
  method: 'get',
  path: '/internal/things/{id}',
  ...callers('orders'),
  request: { params: z.object({ id: z.string() }) },
  responses: { 200: jsonAnswer(InternalThing, 'Internal') },
})
const closedRoute = createRoute({ ...readInternal, path: '/internal/closed', 'x-callers': [] })

const appToken = 'app-token-of-the-test'
const { verify, headersFor, tokenFor } = createTestVerifier()

function thingApp(
  options: { bodyLimitBytes?: number; ready?: () => Promise<string | undefined> } = {},
) {
  const app = createServiceApp({
    appId: 'orders',
    title: 'Things',
    description: 'For the tests',
    verify,
    log: silentLog(),
    appToken,
    corsOrigins: ['http://shop.example'],
    ...options,
  })
  app.openapi(createThing, (c) => c.json(c.req.valid('json'), 201))
  app.openapi(readMe, (c) => c.json({ id: currentUser(c).id }, 200))
  app.openapi(readInternal, (c) => c.json({ secret: c.req.valid('param').id }, 200))
  app.get('/api/staff', (c) => c.json({ id: requireRole(c, 'staff', 'admin').id }))
  app.get('/api/short', () => {
    throw refuse('out_of_stock', 'one line is short', { extensions: { shortages: [{ sku: 'A' }] } })
  })
  app.get('/api/broken', () => {
    throw new Error('secret of the database')
  })
  app.get('/api/trace', (c) => c.json(currentTrace() ?? {}))
  app.get('/api/raw', () => new Response('raw'))
  app.post('/events/comptoir.orders.order-created.v1', (c) => c.json({}))
  app.post('/events-dead', (c) => c.json({}))
  return app
}

const json = (body: unknown, headers: Record<string, string> = {}) => ({
  method: 'POST',
  body: typeof body === 'string' ? body : JSON.stringify(body),
  headers: { 'content-type': 'application/json', ...headers },
})

describe('every answer', () => {
  it.each(['/healthz', '/api/broken', '/api/short', '/nowhere', '/internal/things/1', '/api/raw'])(
    'of %s carries the marker of the service',
    async (path) => {
      const answer = await thingApp().request(path)
      expect(answer.headers.get('comptoir-service')).toBe('orders')
      expect(answer.headers.get('x-content-type-options')).toBe('nosniff')
    },
  )
})

describe('problems', () => {
  it('turns a refusal into its problem, with extensions, trace and instance', async () => {
    const traceparent = '00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01'
    const answer = await thingApp().request('/api/short', { headers: { traceparent } })
    expect(answer.status).toBe(409)
    expect(answer.headers.get('content-type')).toBe('application/problem+json')
    expect(await answer.json()).toEqual({
      type: 'urn:comptoir:problem:out_of_stock',
      title: 'Not enough stock',
      status: 409,
      detail: 'one line is short',
      instance: '/api/short',
      code: 'out_of_stock',
      shortages: [{ sku: 'A' }],
      traceId: '0af7651916cd43dd8448eb211c80319c',
    })
  })

  it('says nothing of the cause of a fault', async () => {
    const answer = await thingApp().request('/api/broken')
    const body = await answer.text()
    expect(answer.status).toBe(500)
    expect(body).toContain('internal_error')
    expect(body).not.toContain('secret')
  })

  it('names the fields at fault', async () => {
    const answer = await thingApp().request(
      '/api/things',
      json({ name: '', lines: [{ quantity: 'x' }] }),
    )
    expect(answer.status).toBe(400)
    const problem = (await answer.json()) as { code: string; errors: { field: string }[] }
    expect(problem.code).toBe('invalid_request')
    expect(problem.errors.map((error) => error.field)).toEqual(['name', 'lines.0.quantity'])
  })

  it('refuses malformed JSON, another media type, an unknown path and a wrong method', async () => {
    const app = thingApp()
    expect((await app.request('/api/things', json('{'))).status).toBe(400)
    expect(
      (await app.request('/api/things', json('x', { 'content-type': 'text/plain' }))).status,
    ).toBe(415)
    expect((await app.request('/nowhere')).status).toBe(404)
    const wrong = await app.request('/api/things', { method: 'DELETE' })
    expect([wrong.status, wrong.headers.get('allow')]).toEqual([405, 'POST, OPTIONS'])
  })

  it.each<Record<string, string>>([
    { 'content-encoding': 'gzip' },
    { 'content-type': 'application/json; charset=utf-16' },
    { 'content-type': 'application/json; Charset="ISO-8859-1"' },
  ])('refuses a body that would be read as something else: %o', async (headers) => {
    const answer = await thingApp().request('/api/things', json({ name: 'a', lines: [] }, headers))
    expect(answer.status).toBe(415)
  })

  it('reads JSON that says it is UTF-8, or starts with a byte order mark', async () => {
    const headers = { 'content-type': 'application/json; charset=UTF-8' }
    const body = `\uFEFF${JSON.stringify({ name: 'a', lines: [] })}`
    expect((await thingApp().request('/api/things', json(body, headers))).status).toBe(201)
  })

  it('refuses a body over the limit, announced or not', async () => {
    const app = thingApp({ bodyLimitBytes: 50 })
    const body = JSON.stringify({ name: 'x'.repeat(100), lines: [] })
    const announced = await app.request('/api/things', json(body, { 'content-length': '115' }))
    const streamed = await app.request(
      '/api/things',
      json(body, { 'transfer-encoding': 'chunked' }),
    )
    expect([announced.status, streamed.status]).toEqual([413, 413])
  })
})

describe('the user', () => {
  it('comes from a valid token', async () => {
    const answer = await thingApp().request('/api/me', {
      headers: await headersFor({ id: 'usr_1' }),
    })
    expect(await answer.json()).toEqual({ id: 'usr_1' })
  })

  it('is required where asked', async () => {
    const answer = await thingApp().request('/api/me')
    expect([answer.status, ((await answer.json()) as { code: string }).code]).toEqual([
      401,
      'unauthenticated',
    ])
  })

  it('is refused with a bad token even where none is needed', async () => {
    const stranger = await createTestVerifier().tokenFor({ id: 'usr_1' })
    const expired = await tokenFor({ id: 'usr_1', expiresIn: '-1m' })
    for (const token of ['nonsense', stranger, expired]) {
      const answer = await thingApp().request('/healthz', {
        headers: { authorization: `Bearer ${token}` },
      })
      expect([answer.status, ((await answer.json()) as { code: string }).code]).toEqual([
        401,
        'invalid_token',
      ])
    }
  })

  it('needs the role', async () => {
    const app = thingApp()
    const customer = await app.request('/api/staff', { headers: await headersFor({ id: 'u' }) })
    const staff = await app.request('/api/staff', {
      headers: await headersFor({ id: 'u', roles: ['staff'] }),
    })
    expect([customer.status, staff.status]).toEqual([403, 200])
  })
})

describe('the guard', () => {
  const statusOf = async (path: string, headers: Record<string, string>, method = 'GET') =>
    (await thingApp().request(path, { method, headers })).status

  it('lets in a listed caller with the token', async () => {
    expect(await statusOf('/internal/things/1', appTokenHeaders(appToken, 'orders'))).toBe(200)
  })

  it('refuses without the token, with a wrong one, and without a caller', async () => {
    expect(await statusOf('/internal/things/1', { 'dapr-caller-app-id': 'orders' })).toBe(403)
    expect(await statusOf('/internal/things/1', appTokenHeaders('wrong', 'orders'))).toBe(403)
    expect(await statusOf('/internal/things/1', appTokenHeaders(appToken))).toBe(403)
  })

  it('wants every named caller listed: a forged one stands before or after the true one', async () => {
    for (const forged of ['gateway, orders', 'orders, gateway', 'orders,gateway', 'orders, ']) {
      expect(await statusOf('/internal/things/1', appTokenHeaders(appToken, forged))).toBe(403)
    }
  })

  it('refuses a route that lists no caller, and unknown ones', async () => {
    const app = thingApp()
    app.openapi(closedRoute, (c) => c.json({ secret: 'x' }, 200))
    const headers = appTokenHeaders(appToken, 'orders')
    expect((await app.request('/internal/closed', { headers })).status).toBe(403)
    expect((await app.request('/internal/unknown', { headers })).status).toBe(403)
  })

  it.each(['/events/comptoir.orders.order-created.v1', '/events-dead'])(
    'keeps %s for the sidecar',
    async (path) => {
      expect(await statusOf(path, {}, 'POST')).toBe(403)
      expect(await statusOf(path, appTokenHeaders(appToken), 'POST')).toBe(200)
    },
  )
})

describe('health, docs and CORS', () => {
  it('is alive though not ready', async () => {
    const app = thingApp({ ready: async () => 'no sidecar' })
    expect((await app.request('/healthz')).status).toBe(200)
    expect((await app.request('/readyz')).status).toBe(503)
    expect((await thingApp().request('/readyz')).status).toBe(200)
  })

  it('documents public routes only', async () => {
    const answer = await thingApp().request('/openapi.json')
    const document = (await answer.json()) as { paths: object; components: { schemas: object } }
    expect(Object.keys(document.paths)).toEqual(['/api/things', '/api/me'])
    expect(Object.keys(document.components.schemas)).not.toContain('InternalThing')
    expect(Object.keys(document.components.schemas)).toContain('Thing')
  })

  it('puts the document together once, and says so to who holds it', async () => {
    const app = thingApp()
    const first = await app.request('/openapi.json')
    const etag = first.headers.get('etag') ?? ''
    const held = await app.request('/openapi.json', { headers: { 'if-none-match': etag } })
    expect([etag.length > 10, held.status, await held.text()]).toEqual([true, 304, ''])
  })

  it('shows them with Swagger UI, from files of its own', async () => {
    const app = thingApp()
    const page = await (await app.request('/docs')).text()
    const assets = [...page.matchAll(/(?:src|href)="([^"]+)"/g)].flatMap(([, path]) => path ?? [])
    expect(assets).toHaveLength(3)
    for (const asset of assets) expect((await app.request(asset)).status).toBe(200)
    expect((await app.request('/docs/package.json')).status).toBe(404)
  })

  it('answers the preflight of a known origin only', async () => {
    const preflight = (origin: string) =>
      thingApp().request('/api/things', {
        method: 'OPTIONS',
        headers: { origin, 'access-control-request-method': 'POST' },
      })
    const known = await preflight('http://shop.example')
    expect([known.status, known.headers.get('access-control-allow-origin')]).toEqual([
      204,
      'http://shop.example',
    ])
    const stranger = await preflight('http://evil.example')
    expect(stranger.headers.get('access-control-allow-origin')).toBeNull()
  })
})

describe('the trace', () => {
  it('is the one of the caller, or a new one', async () => {
    const traceparent = '00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01'
    const given = await thingApp().request('/api/trace', { headers: { traceparent } })
    expect(((await given.json()) as { traceId: string }).traceId).toBe(
      '0af7651916cd43dd8448eb211c80319c',
    )
    const fresh = await thingApp().request('/api/trace', { headers: { traceparent: 'rubbish' } })
    expect(((await fresh.json()) as { traceId: string }).traceId).toMatch(/^[0-9a-f]{32}$/)
  })
})
