import type { ServiceApp } from '@comptoir/service/app'
import { appTokenHeaders } from '@comptoir/service/test/tokens'
import { beforeEach, describe, expect, it } from 'vitest'
import { gateway } from '../../test/gateway.ts'

let app: ServiceApp
let seen: string[]
beforeEach(() => {
  ;({ app, seen } = gateway())
})

/** Also with verbs that `Request` refuses to have. */
function requestOf({
  url,
  method,
  headers,
}: {
  url: string
  method: string
  headers: Record<string, string>
}) {
  const request = new Request(`http://localhost${url}`, { headers })
  return Object.defineProperty(request, 'method', { value: method })
}

const codeOf = async (answer: Response) => ((await answer.json()) as { code: string }).code

describe('the entrance', () => {
  it.each(['text/event-stream', 'application/json', '*/*', ''])(
    'streams events straight from the service, whatever Accept says: %j',
    async (accept) => {
      const headers = accept === '' ? {} : { accept }
      const answer = await app.request('/api/orders/1/events?since=2', { headers })
      expect(await answer.text()).toBe('data: orders /api/orders/1/events?since=2\n\n')
      expect(seen).toEqual([])
    },
  )

  it.each(['QUERY', 'PROPFIND', 'SEARCH', 'LOCK', 'PURGE', 'MKCOL', 'TRACE', 'FOO', 'PUT', 'GET'])(
    'answers 405 to a verb that the contract does not declare, before the token is looked at: %s',
    async (method) => {
      const headers = { authorization: 'Bearer nonsense' }
      const request = { url: '/api/auth/login', method, headers }
      const answer = await app.request(requestOf(request))
      expect([answer.status, answer.headers.get('allow')]).toEqual([405, 'POST, OPTIONS'])
      expect(await codeOf(answer)).toBe('method_not_allowed')
      expect(seen).toEqual([])
    },
  )

  it.each(['/api/unknown', '/api/products/', '/api/products/1/2/3', '/api/orders/x/nothing'])(
    'answers 404 where the contract has nothing: %s',
    async (path) => {
      for (const method of ['GET', 'POST', 'OPTIONS', 'QUERY'])
        expect((await app.request(path, { method })).status).toBe(404)
      expect(seen).toEqual([])
    },
  )

  it('lets the guard speak where only sidecars may ask, and has nothing there', async () => {
    const inside = appTokenHeaders('token', 'gateway')
    expect((await app.request('/internal/log')).status).toBe(403)
    expect((await app.request('/dapr/x', { headers: inside })).status).toBe(404)
  })

  it('says what a path allows, its own paths too', async () => {
    const allowed = async (path: string) => {
      const answer = await app.request(path, { method: 'OPTIONS' })
      return [answer.status, answer.headers.get('allow')]
    }
    expect(await allowed('/api/products/1')).toEqual([204, 'GET, PUT, HEAD, OPTIONS'])
    expect(await allowed('/healthz')).toEqual([204, 'GET, HEAD, OPTIONS'])
    expect((await app.request('/openapi.json', { method: 'POST' })).status).toBe(405)
  })

  it('knows an operation however its path is encoded, with the limits of it', async () => {
    const answer = await app.request('/api/auth/%6Cogin')
    expect([answer.status, answer.headers.get('allow')]).toEqual([405, 'POST, OPTIONS'])
  })

  it.each(['/api/products/%zz', '/api/products/%', '/api/products?q=%ff', '/nowhere/%c3%28'])(
    'answers 400 to malformed percent-encoding and asks nobody: %s',
    async (path) => {
      const answer = await app.request(path)
      expect([answer.status, await codeOf(answer)]).toEqual([400, 'invalid_request'])
      expect(seen).toEqual([])
    },
  )

  it('answers 414 to an address that is too long', async () => {
    const answer = await app.request(`/api/products?q=${'a'.repeat(9_000)}`)
    expect([answer.status, await codeOf(answer)]).toEqual([414, 'uri_too_long'])
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
