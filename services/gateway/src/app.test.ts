import { readFaults } from '@comptoir/contracts/platform/faults'
import { createFaults, type Faults } from '@comptoir/dapr/faults/faults'
import type { ServiceApp } from '@comptoir/service/app'
import { clientAddressHeader } from '@comptoir/service/auth/client-address'
import {
  createVisitorCheck,
  createVisitorStatements,
  visitorAddressHeader,
} from '@comptoir/service/auth/visitor-address'
import { newServiceKeys } from '@comptoir/service/test/service-keys'
import { appTokenHeaders } from '@comptoir/service/test/tokens'
import { beforeEach, describe, expect, it } from 'vitest'
import { bytes, gateway, headersFor } from '../test/gateway.ts'

let app: ServiceApp
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
    const headers = await headersFor({ id: 'usr_staff', roles: ['staff'] })
    const image = await app.request('/api/products/1/images', {
      method: 'POST',
      body: bytes,
      headers,
    })
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

describe('the address that counts', () => {
  const storefront = newServiceKeys()
  const eventPublicKeys = `storefront=${storefront.publicKey}`
  const { app } = gateway({ visitorOf: createVisitorCheck({ eventPublicKeys }) })

  async function toldWith(keys: typeof storefront) {
    const headers = { [visitorAddressHeader]: createVisitorStatements(keys)('203.0.113.7') }
    const answer = await app.request('/api/orders/echo', { headers })
    return ((await answer.json()) as { headers: Record<string, string> }).headers
  }

  it('is the one of the visitor for whom the storefront asks', async () => {
    const told = await toldWith(storefront)
    expect(told[clientAddressHeader]).toBe('203.0.113.7')
    expect(told).not.toHaveProperty(visitorAddressHeader)
  })

  it('is the one of the sender when somebody else says another', async () => {
    expect((await toldWith(newServiceKeys()))[clientAddressHeader]).toBe('127.0.0.1')
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
    const headers = await headersFor({ id: 'usr_staff', roles: ['staff'] })
    const file = { method: 'POST', body, headers }
    expect((await app.request('/api/products/1/images', file)).status).toBe(200)
  })

  it('let nobody send a file who is not signed in, and no long form to sign in', async () => {
    const file = { method: 'POST', body: 'x'.repeat(200) }
    expect((await app.request('/api/products/1/images', file)).status).toBe(401)
    const form = { method: 'POST', body: JSON.stringify({ email: 'a'.repeat(20_000) }) }
    expect((await app.request('/api/auth/login', form)).status).toBe(413)
    expect(seen).toEqual([])
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
    const headers = await headersFor({ id: 'usr_staff', roles: ['staff'] })
    await app.request('/api/products/1', { method: 'PUT', body: '{}', headers })
    await read()
    expect(seen).toHaveLength(3)
  })

  it('stays when a change is refused, or asked for by somebody who may not', async () => {
    await read()
    const staff = await headersFor({ id: 'usr_staff', roles: ['staff'] })
    const customer = await headersFor({ id: 'usr_1' })
    await app.request('/api/products/refused', { method: 'PUT', body: '{}', headers: staff })
    await app.request('/api/products/1', { method: 'PUT', body: '{}' })
    await app.request('/api/products/1', { method: 'PUT', body: '{}', headers: customer })
    await read()
    expect(seen.filter((line) => line === 'GET /api/products')).toHaveLength(1)
  })

  it('has one answer for one question, however it is written', async () => {
    await app.request('/api/products?q=a+b&page=1')
    for (const target of ['page=1&q=a%20b', 'q=%61+b&x=1&page=1&utm_source=y', 'page=%31&q=a%20b&'])
      await app.request(`/api/products?${target}`, {
        headers: { 'accept-language': `fr, x-${target.length}` },
      })
    expect(seen).toHaveLength(1)
    expect(
      (await app.request('/api/products?q=a+b&page=1', { headers: { 'accept-language': 'en' } }))
        .status,
    ).toBe(200)
    expect(seen).toHaveLength(2)
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

describe('the fault kit', () => {
  const headers = appTokenHeaders('token', 'gateway')
  const ask = (faults?: Faults) =>
    gateway(faults && { faults }).app.request(readFaults.path, { headers })

  it('is reached before all else is forwarded, and is not there without faults', async () => {
    expect((await ask(createFaults())).status).toBe(200)
    expect((await ask()).status).toBe(403)
  })
})
