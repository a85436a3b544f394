import { createServiceApp } from '@comptoir/service/app'
import { type Listener, listen } from '@comptoir/service/http/listen'
import { streamEvents } from '@comptoir/service/http/sse'
import { silentLog } from '@comptoir/service/test/silent-log'
import { createTestVerifier } from '@comptoir/service/test/tokens'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createStreams } from './stream.ts'

const state = { left: 0, ended: 0 }
let server: Listener

beforeAll(async () => {
  const { verify } = createTestVerifier()
  const options = {
    appId: 'orders',
    title: 'T',
    description: 'T',
    appToken: 't',
    verify,
    log: silentLog(),
  }
  const app = createServiceApp(options)
  app.get('/api/orders/1/events', (c) =>
    streamEvents(c, {
      open: (stream) => {
        stream.send({ id: c.req.header('last-event-id') ?? '0', data: c.req.query('q') })
        return () => {
          state.left += 1
        }
      },
    }),
  )
  app.get('/api/files/:name', (c) => {
    const isWhole = c.req.param('name') === 'whole'
    const body = new ReadableStream<Uint8Array>({
      pull(controller) {
        controller.enqueue(Buffer.from('0123456789'))
        if (isWhole) controller.close()
        else controller.error(new Error('a piece is gone'))
      },
    })
    return c.body(body, 200, { 'content-type': 'application/zip', 'content-length': '10' })
  })
  server = await listen(app, { port: 0, host: '127.0.0.1', graceMs: 100 })
})
afterAll(() => server.close())

const open = (appId: 'orders' | 'carts', target: string, signal = new AbortController().signal) =>
  createStreams(() => `http://127.0.0.1:${server.port}`)(appId, {
    method: 'GET',
    onEnd: () => {
      state.ended += 1
    },
    target,
    headers: { 'last-event-id': '7' },
    signal,
  })

describe('a live stream', () => {
  it('comes as it is sent and ends at the service when the client leaves', async () => {
    const leave = new AbortController()
    const answer = await open('orders', '/api/orders/1/events?q=x', leave.signal)
    const reader = answer.body?.getReader()
    let text = ''
    while (!text.includes('data:'))
      text += Buffer.from((await reader?.read())?.value ?? []).toString()
    expect(answer.headers.get('content-type')).toContain('text/event-stream')
    expect(text).toContain('id: 7\ndata: "x"\n\n')
    leave.abort()
    await expect.poll(() => [state.left, state.ended]).toEqual([1, 1])
  })

  it('passes a refusal of the service on', async () => {
    expect((await open('orders', '/api/orders/2/events')).status).toBe(404)
  })

  it('is refused when another service answers, or none', async () => {
    await expect(open('carts', '/api/orders/1/events')).rejects.toMatchObject({
      code: 'dependency_unavailable',
    })
    const nowhere = createStreams(() => 'http://127.0.0.1:9')
    const signal = new AbortController().signal
    const request = { method: 'GET', target: '/', headers: {}, signal, onEnd: () => {} }
    await expect(nowhere('orders', request)).rejects.toMatchObject({
      code: 'dependency_unavailable',
    })
  })
})

describe('a file', () => {
  it('says how long it is, and comes whole', async () => {
    const before = state.ended
    const answer = await open('orders', '/api/files/whole')
    expect(answer.headers.get('content-length')).toBe('10')
    expect(await answer.text()).toBe('0123456789')
    expect(state.ended).toBe(before + 1)
  })

  it('that breaks off at the service breaks off for its client, and is not short', async () => {
    const before = state.ended
    const read = async () => await (await open('orders', '/api/files/broken')).text()
    await expect(read()).rejects.toThrow()
    expect(state.ended).toBeLessThanOrEqual(before + 1)
  })
})
