import { connect } from 'node:net'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { silentLog } from '../../test/silent-log.ts'
import { createTestVerifier } from '../../test/tokens.ts'
import { createServiceApp } from '../app.ts'
import { type Listener, listen } from './listen.ts'

let listener: Listener
let bounded: Listener

beforeAll(async () => {
  const { verify } = createTestVerifier()
  const names = { appId: 'orders', title: '', description: '' }
  const app = createServiceApp({ ...names, verify, log: silentLog(), appToken: 't' })
  app.post('/things', async (c) => c.json({ length: (await c.req.text()).length }))
  const options = { port: 0, host: '127.0.0.1', appId: 'orders' }
  listener = await listen(app, { ...options, maxHeaderBytes: 16_384 })
  bounded = await listen(app, { ...options, maxSocketsPerAddress: 3 })
})
afterAll(async () => {
  await listener.close()
  await bounded.close()
})

type Raw = { head: string; status: number; body: Record<string, unknown>; error?: string }

/** Sends bytes as they are, a list of them with pauses between; answers what came back until the other side ended the connection. */
function sendRaw(bytes: string | readonly string[], port = listener.port): Promise<Raw> {
  return new Promise((done) => {
    const [first = '', ...later] = [bytes].flat()
    const socket = connect(port, '127.0.0.1', () => socket.write(first))
    for (const [n, rest] of later.entries()) setTimeout(() => socket.write(rest), 100 * (n + 1))
    let text = ''
    let error: string | undefined
    socket.on('data', (chunk) => {
      text += chunk.toString()
    })
    socket.on('end', () => socket.end())
    socket.on('error', ({ message }) => {
      error = message
    })
    socket.on('close', () => {
      const [head = '', body = ''] = text.split('\r\n\r\n')
      const status = Number(head.split(' ')[1])
      done({ head, status, body: body ? JSON.parse(body) : {}, ...(error && { error }) })
    })
  })
}

const get = (target: string, headers = '') => `GET ${target} HTTP/1.1\r\nHost: x\r\n${headers}\r\n`

describe('what cannot be read as a request', () => {
  it.each([
    ['a long address', get(`/api/search?q=${'a'.repeat(70_000)}`), 414, 'uri_too_long'],
    ['a very long address', get(`/${'a'.repeat(2_000_000)}`), 414, 'uri_too_long'],
    ['a long header', get('/things', `x: ${'a'.repeat(70_000)}\r\n`), 431, 'headers_too_large'],
    [
      'a long header in two packets',
      ['GET /things HTTP/1.1\r\nHost: x\r\nx: a', 'a'.repeat(70_000)],
      431,
      'headers_too_large',
    ],
    ['many headers', get('/things', 'x: abcdefgh\r\n'.repeat(3_000)), 431, 'headers_too_large'],
    ['no HTTP', 'hello\r\n\r\n', 400, 'invalid_request'],
    ['no host', 'GET / HTTP/1.1\r\n\r\n', 400, 'invalid_request'],
    ['a bad host', 'GET /healthz HTTP/1.1\r\nHost: a b<>\r\n\r\n', 400, 'invalid_request'],
    ['another version', 'GET / HTTP/9.9\r\nHost: x\r\n\r\n', 400, 'invalid_request'],
    [
      'a bad length',
      'POST /things HTTP/1.1\r\nHost: x\r\nContent-Length: z\r\n\r\n',
      400,
      'invalid_request',
    ],
    ['an unknown verb', 'FOO /things HTTP/1.1\r\nHost: x\r\n\r\n', 405, 'method_not_allowed'],
    ['an unknown verb and path', 'FOO /nowhere HTTP/1.1\r\nHost: x\r\n\r\n', 404, 'not_found'],
    ['a tunnel', 'CONNECT x:443 HTTP/1.1\r\nHost: x:443\r\n\r\n', 405, 'method_not_allowed'],
  ])('gets a problem and a clean end: %s', async (_, bytes, status, code) => {
    const { head, body, error, ...answer } = await sendRaw(bytes)
    expect([answer.status, body['code'], body['status']]).toEqual([status, code, status])
    expect(head.toLowerCase()).toContain('content-type: application/problem+json')
    expect(head.toLowerCase()).toContain('comptoir-service: orders')
    expect(head.toLowerCase()).toContain('connection: close')
    if (status === 405) expect(head.toLowerCase()).toMatch(/\nallow: .*post.*options/)
    expect(error).toBeUndefined()
  })

  it('does not keep others from being answered', async () => {
    const answer = await fetch(`http://127.0.0.1:${listener.port}/healthz`)
    expect(answer.status).toBe(200)
  })
})

describe('the connections of one address', () => {
  it('are bounded, with a problem for the next one, until one of them is closed', async () => {
    const open = () =>
      new Promise<ReturnType<typeof connect>>((done) => {
        const socket = connect(bounded.port, '127.0.0.1', () => done(socket))
      })
    const sockets = [await open(), await open(), await open()]
    const refused = await sendRaw(get('/healthz', 'Connection: close\r\n'), bounded.port)
    expect([refused.status, refused.body['code']]).toEqual([429, 'rate_limited'])
    for (const socket of sockets) socket.destroy()
    await expect
      .poll(
        async () => (await sendRaw(get('/healthz', 'Connection: close\r\n'), bounded.port)).status,
      )
      .toBe(200)
  })
})
