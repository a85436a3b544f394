import { readFileSync } from 'node:fs'
import { request } from 'node:http'
import { join } from 'node:path'
import { describe, expect, inject, it } from 'vitest'
import { createApi } from '../src/api.ts'
import { buy, register, sell, signIn } from '../src/shopper.ts'
import { isElsewhere, isLeftOut } from '../src/this-machine.ts'

const platform = inject('platform')
const api = createApi(platform.gatewayUrl)
/** A service past the gateway, where it can be reached. */
const direct = (port: number) =>
  isElsewhere ? [] : [new URL(`http://127.0.0.1:${port + platform.portOffset}`)]
const [accounts, catalog, orders] = [direct(9001), direct(9002), direct(9005)]
const gateway = new URL(platform.gatewayUrl)

type Raw = { status: number; headers: NodeJS.Dict<string | string[]>; text: string }

/** One request as it is written here, with any verb and path; ends it after the first bytes of an endless answer. */
function send(
  to: URL,
  line: string,
  headers: Record<string, string> = {},
  body?: string,
): Promise<Raw> {
  const [method, path] = line.split(' ')
  const length = body === undefined ? {} : { 'content-length': Buffer.byteLength(body) }
  return new Promise((done, failed) => {
    const outgoing = request(
      { host: to.hostname, port: to.port, method, path, headers: { ...headers, ...length } },
      (answer) => {
        let text = ''
        const end = () => done({ status: answer.statusCode ?? 0, headers: answer.headers, text })
        answer.on('data', (chunk: Buffer) => {
          text += chunk.toString()
          if (!answer.headers['content-type']?.startsWith('text/event-stream')) return
          outgoing.destroy()
          end()
        })
        answer.on('end', end)
        answer.on('error', () => {})
      },
    )
    outgoing.setTimeout(20_000, () => outgoing.destroy(new Error(`${line}: no answer in 20 s`)))
    outgoing.on('error', failed)
    outgoing.end(body)
  })
}

const json = { 'content-type': 'application/json' }
const problemIn = ({ text }: Raw) => JSON.parse(text) as { code: string; status: number }

describe('a verb that no contract declares', () => {
  const verbs = ['QUERY', 'PROPFIND', 'SEARCH', 'LOCK', 'PURGE', 'MKCOL', 'REPORT', 'TRACE', 'PUT']

  it.each(verbs)('signs nobody in: %s', async (verb) => {
    const body = JSON.stringify(platform.staff)
    for (const to of [gateway, ...accounts]) {
      const answer = await send(to, `${verb} /api/auth/login`, json, body)
      expect([answer.status, answer.headers['allow']]).toEqual([405, 'POST, OPTIONS'])
      expect(problemIn(answer)).toMatchObject({ code: 'method_not_allowed', status: 405 })
    }
  })

  it('does nothing to an order', async () => {
    const staff = await signIn(api, platform.staff)
    const sku = await sell(api, staff, { price: 2000, stock: 5 })
    const { shopper, order } = await buy(api, sku)
    const headers = { ...json, authorization: `Bearer ${shopper.token}` }
    const target = `/api/orders/${order.orderId}/cancel`
    for (const verb of ['PROPFIND', 'QUERY', 'GET', 'DELETE'])
      expect((await send(gateway, `${verb} ${target}`, headers)).status).toBe(405)
    const { body } = await api(`GET /api/orders/${order.orderId}`, { token: shopper.token })
    expect(body).not.toMatchObject({ status: 'cancelled' })
  })

  it('is told from HEAD and OPTIONS, which say what there is', async () => {
    const head = await send(gateway, 'HEAD /api/products')
    expect([head.status, head.text]).toEqual([200, ''])
    const options = await send(gateway, 'OPTIONS /api/products')
    expect([options.status, options.headers['allow']]).toEqual([204, 'GET, POST, HEAD, OPTIONS'])
    expect((await send(gateway, 'GET /api/nothing')).status).toBe(404)
    expect((await send(gateway, 'PURGE /api/nothing')).status).toBe(404)
  })
})

describe('the stream of an order', () => {
  it('is a stream whatever Accept says, through the gateway and directly', async () => {
    const staff = await signIn(api, platform.staff)
    const sku = await sell(api, staff, { price: 2000, stock: 5 })
    const { shopper, order } = await buy(api, sku)
    for (const to of [gateway, ...orders]) {
      for (const accept of [undefined, 'application/json', '*/*', 'text/event-stream']) {
        const headers = { authorization: `Bearer ${shopper.token}`, ...(accept && { accept }) }
        const answer = await send(to, `GET /api/orders/${order.orderId}/events`, headers)
        expect([accept, answer.status, answer.headers['content-type']]).toEqual([
          accept,
          200,
          'text/event-stream; charset=utf-8',
        ])
      }
      const headers = { authorization: `Bearer ${shopper.token}` }
      const head = await send(to, `HEAD /api/orders/${order.orderId}/events`, headers)
      expect([head.status, head.text]).toEqual([200, ''])
    }
  })

  it('is had by one customer a few times at once, and others go on', async () => {
    const staff = await signIn(api, platform.staff)
    const sku = await sell(api, staff, { price: 2000, stock: 5 })
    const { shopper, order } = await buy(api, sku)
    const leave = new AbortController()
    const headers = { authorization: `Bearer ${shopper.token}` }
    let open = 0
    const closed = () => {
      open -= 1
    }
    const watch = async (stream: Response): Promise<void> => {
      open += 1
      for await (const _ of stream.body ?? []);
    }
    const asked = Array.from({ length: 300 }, async () => {
      const answer = await fetch(`${platform.gatewayUrl}/api/orders/${order.orderId}/events`, {
        headers,
        signal: leave.signal,
      })
      if (answer.status === 200) void watch(answer).then(closed, closed)
      return answer.status
    })
    const statuses = new Set(await Promise.all(asked))
    expect([...statuses].sort()).toEqual([200, 429])
    expect(open).toBeLessThanOrEqual(16)
    const other = await register(api)
    const startedAt = performance.now()
    expect((await api('GET /api/me', { token: other.token })).status).toBe(200)
    expect(performance.now() - startedAt).toBeLessThan(2_000)
    leave.abort()
    await expect
      .poll(
        async () =>
          (await send(gateway, `GET /api/orders/${order.orderId}/events`, headers)).status,
      )
      .toBe(200)
  })
})

describe('malformed percent-encoding', () => {
  it.each([
    '/api/products/%zz',
    '/api/products/%',
    '/api/search?q=%ff',
    `/api/products/${'a'.repeat(7_000)}%zz`,
  ])('is 400 at once: %.40s', async (target) => {
    for (const to of [gateway, ...catalog]) {
      const answer = await send(to, `GET ${target}`)
      expect(answer.status).toBe(400)
      // in front of a shop elsewhere there may be a proxy that refuses it in words of its own
      if (!isElsewhere) expect(problemIn(answer).code).toBe('invalid_request')
    }
  })
})

describe('what is too long', () => {
  it('gets the one form of problems, at the gateway and at a service', async () => {
    const header = (bytes: number) => ({ 'x-long': 'a'.repeat(bytes) })
    const address = await send(gateway, `GET /api/search?q=${'a'.repeat(70_000)}`)
    // a proxy in front of a shop elsewhere may pass it on in pieces
    const codes = [[414, 'uri_too_long'], ...(isElsewhere ? [[431, 'headers_too_large']] : [])]
    expect(codes).toContainEqual([address.status, problemIn(address).code])
    const headers = await send(gateway, 'GET /api/products', header(70_000))
    expect([headers.status, problemIn(headers).code]).toEqual([431, 'headers_too_large'])
    for (const to of orders) {
      const answer = await send(to, 'GET /api/orders', header(70_000))
      expect([answer.status, problemIn(answer).code]).toEqual([431, 'headers_too_large'])
    }
  })

  it('is not what the gateway takes in: the sidecars and the service do too', async () => {
    const target = `/api/products/${'%C3%A9'.repeat(1_300)}`
    const near = await send(gateway, `GET ${target}`, { 'x-long': 'a'.repeat(7_500) })
    expect([near.status, problemIn(near).code]).toEqual([400, 'invalid_request'])
    const orderless = await send(gateway, 'GET /api/orders', { 'x-long': 'a'.repeat(15_500) })
    expect(orderless.status).toBe(401)
  })
})

describe('the document of the whole API', () => {
  it('is kept by who has it', async () => {
    const { headers } = await send(gateway, 'GET /openapi.json')
    const etag = String(headers['etag'])
    const held = await send(gateway, 'GET /openapi.json', { 'if-none-match': etag })
    expect([held.status, held.text]).toEqual([304, ''])
  })
})

describe('a form that breaks off', () => {
  it('is 400, with and without a boundary', async () => {
    const staff = await signIn(api, platform.staff)
    const sku = await sell(api, staff, { price: 2000, stock: 5 })
    const { body } = await api<{ items: { productId: string }[] }>(`GET /api/products?q=${sku}`)
    const target = `/api/products/${body.items[0]?.productId}/images`
    for (const type of ['multipart/form-data', 'multipart/form-data; boundary=x']) {
      const headers = { authorization: `Bearer ${staff}`, 'content-type': type }
      const answer = await send(gateway, `POST ${target}`, headers, '--x\r\nContent-Disp')
      expect([answer.status, problemIn(answer).code]).toEqual([400, 'invalid_request'])
    }
  })
})

describe.skipIf(isLeftOut('the logs', 'it reads files of the runner'))('the logs', () => {
  it('are JSON, line by line, and call nobody who left an error', () => {
    for (const name of ['gateway', 'orders', 'catalog', 'accounts']) {
      const text = readFileSync(join(platform.home, 'logs', `${name}.log`), 'utf8')
      const lines = text.split('\n').filter(Boolean)
      const broken = lines.filter((line) => !line.startsWith('{'))
      expect([name, broken]).toEqual([name, []])
      const errors = lines.filter((line) => /"level":"error".*(aborted|closed)/.test(line))
      expect([name, errors]).toEqual([name, []])
    }
  })
})
