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
