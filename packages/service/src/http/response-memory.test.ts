import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { silentLog } from '../../test/silent-log.ts'
import { createTestVerifier } from '../../test/tokens.ts'
import { createServiceApp } from '../app.ts'
import { type Listener, listen } from './listen.ts'
import type { RememberedResponse } from './response-memory.ts'

const { verify, headersFor } = createTestVerifier()
const kept: RememberedResponse = {
  route: '/things',
  etag: '"1"',
  headers: { 'content-type': 'application/json', etag: '"1"' },
  body: Buffer.from('{"from":"memory"}'),
}
let listener: Listener

beforeAll(async () => {
  const app = createServiceApp({
    appId: 'catalog',
    title: '',
    description: '',
    verify,
    log: silentLog(),
    appToken: 'token',
    corsOrigins: ['https://shop.example'],
    memory: (target) => (target === '/things?page=1' ? kept : undefined),
  })
  app.all('/things', (c) => c.json({ from: 'route', user: c.get('user')?.id }))
  listener = await listen(app, { port: 0, host: '127.0.0.1' })
})
afterAll(() => listener.close())

async function ask(path: string, init: RequestInit = {}) {
  const answer = await fetch(`http://127.0.0.1:${listener.port}${path}`, init)
  const text = await answer.text()
  return { status: answer.status, headers: answer.headers, from: text && JSON.parse(text).from }
}

describe('an answer that is kept', () => {
  it('is sent with the marker and the security headers', async () => {
    const { status, headers, from } = await ask('/things?page=1')
    expect([status, from]).toEqual([200, 'memory'])
    expect(headers.get('comptoir-service')).toBe('catalog')
    expect(headers.get('x-content-type-options')).toBe('nosniff')
    expect(headers.get('content-length')).toBe(String(kept.body.length))
  })

  it('is not sent again to who holds it', async () => {
    const held = await ask('/things?page=1', { headers: { 'if-none-match': 'W/"1", "0"' } })
    expect([held.status, held.from]).toEqual([304, ''])
    const old = await ask('/things?page=1', { headers: { 'if-none-match': '"0"' } })
    expect(old.status).toBe(200)
  })

  it('is counted under its route', async () => {
    await ask('/things?page=1')
    const text = await (await fetch(`http://127.0.0.1:${listener.port}/metrics`)).text()
    expect(text).toMatch(
      /request_duration_seconds_count\{method="GET",route="\/things",status="200"/,
    )
  })
})

describe('the whole way', () => {
  it('is taken by what is not kept, and by other methods', async () => {
    expect((await ask('/things?page=2')).from).toBe('route')
    expect((await ask('/things?page=1', { method: 'DELETE' })).from).toBe('route')
    expect((await ask('/things?page=1', { method: 'POST', body: 'x' })).from).toBe('route')
  })

  it('is taken by who shows a token, which is checked', async () => {
    const headers = await headersFor({ id: 'usr_1', roles: ['customer'] })
    expect((await ask('/things?page=1', { headers })).from).toBe('route')
    const forged = { headers: { authorization: 'Bearer forged' } }
    expect((await ask('/things?page=1', forged)).status).toBe(401)
  })

  it('is taken by other origins, for their CORS headers', async () => {
    const { from, headers } = await ask('/things?page=1', {
      headers: { origin: 'https://shop.example' },
    })
    expect(from).toBe('route')
    expect(headers.get('access-control-allow-origin')).toBe('https://shop.example')
  })
})
