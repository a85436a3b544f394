import { callers, jsonAnswer, jsonBody } from '@comptoir/contracts/common'
import { createRoute, z } from '@hono/zod-openapi'
import { describe, expect, it } from 'vitest'
import { silentLog } from '../../test/silent-log.ts'
import { appTokenHeaders, createTestVerifier } from '../../test/tokens.ts'
import { createServiceApp } from '../app.ts'

const Thing = z.object({ name: z.string() })
const createThing = createRoute({
  method: 'post',
  path: '/api/things',
  request: { body: jsonBody(Thing) },
  responses: { 201: jsonAnswer(Thing, 'The thing') },
})
const readMe = createRoute({
  method: 'get',
  path: '/api/me',
  responses: { 200: jsonAnswer(Thing, 'Me') },
})
const readInternal = createRoute({
  method: 'get',
  path: '/internal/things/{id}',
  ...callers('orders'),
  request: { params: z.object({ id: z.string() }) },
  responses: { 200: jsonAnswer(Thing, 'Internal') },
})

const appToken = 'app-token-of-the-test'

function thingApp() {
  const { verify } = createTestVerifier()
  const names = { appId: 'orders', title: 'Things', description: 'For the tests' }
  const app = createServiceApp({ ...names, verify, log: silentLog(), appToken })
  app.openapi(createThing, (c) => c.json(c.req.valid('json'), 201))
  app.openapi(readMe, (c) => c.json({ name: 'me' }, 200))
  app.openapi(readInternal, (c) => c.json({ name: c.req.valid('param').id }, 200))
  return app
}

describe('what no route declares', () => {
  const ask = async (path: string, method: string, headers: Record<string, string> = {}) => {
    const answer = await thingApp().request(path, { method, headers })
    const text = await answer.text()
    return { status: answer.status, allow: answer.headers.get('allow'), text }
  }

  it.each([
    'QUERY',
    'PROPFIND',
    'SEARCH',
    'LOCK',
    'PURGE',
    'MKCOL',
    'REPORT',
    'FOO',
    'PATCH',
    'GET',
  ])('is 405 with the verbs that there are: %s', async (method) => {
    const { status, allow, text } = await ask('/api/things', method)
    expect([status, allow]).toEqual([405, 'POST, OPTIONS'])
    expect(JSON.parse(text)).toMatchObject({ code: 'method_not_allowed' })
  })

  it('is refused before the token and the body are looked at', async () => {
    const wrong = { authorization: 'Bearer nonsense', 'content-length': '999999999' }
    expect((await ask('/api/things', 'QUERY', wrong)).status).toBe(405)
    expect((await ask('/nowhere', 'POST', wrong)).status).toBe(404)
  })

  it('is known for health and documentation too', async () => {
    for (const path of [
      '/healthz',
      '/readyz',
      '/openapi.json',
      '/docs',
      '/docs/start.js',
      '/metrics',
    ])
      expect(await ask(path, 'POST')).toMatchObject({ status: 405, allow: 'GET, HEAD, OPTIONS' })
  })

  it('does not hide HEAD and OPTIONS', async () => {
    expect(await ask('/healthz', 'HEAD')).toMatchObject({ status: 200, text: '' })
    expect(await ask('/api/things', 'HEAD')).toMatchObject({ status: 405, text: '' })
    expect(await ask('/api/me', 'OPTIONS')).toMatchObject({
      status: 204,
      allow: 'GET, HEAD, OPTIONS',
    })
    expect((await ask('/nowhere', 'OPTIONS')).status).toBe(404)
  })

  it('says nothing of what is for sidecars only', async () => {
    expect(await ask('/internal/things/1', 'QUERY')).toMatchObject({ status: 403, allow: null })
    const inside = appTokenHeaders(appToken, 'orders')
    expect((await ask('/internal/things/1', 'QUERY', inside)).status).toBe(403)
  })
})

describe('a path or query with malformed percent-encoding', () => {
  it.each(['/api/things/%zz', '/api/things/%', '/nowhere/%ff', '/api/me?q=%zz', '/healthz?%c3'])(
    'is 400: %s',
    async (path) => {
      const answer = await thingApp().request(path)
      expect(answer.status).toBe(400)
      expect(await answer.json()).toMatchObject({ code: 'invalid_request' })
    },
  )
})
