import { Hono } from 'hono'
import { afterEach, describe, expect, it, vi } from 'vitest'
import type { ServiceEnv } from './auth/auth.ts'
import { etagOf, ifMatchOf } from './http/etag.ts'
import { listen } from './http/listen.ts'
import { formatEvent, signedInLongestMs, streamEvents } from './http/sse.ts'

afterEach(() => {
  vi.useRealTimers()
})

function ifMatch(header: string | undefined, current?: number): Promise<string> {
  const app = new Hono()
  app.onError((error, c) => c.text((error as Error & { code: string }).code))
  app.get('/', (c) => {
    return c.text(String(ifMatchOf(c, current)))
  })
  return Promise.resolve(
    app.request('/', header === undefined ? {} : { headers: { 'if-match': header } }),
  ).then((answer) => answer.text())
}

describe('If-Match', () => {
  it('names a version, or none', async () => {
    expect(await ifMatch(etagOf(3))).toBe('3')
    expect(await ifMatch(undefined)).toBe('undefined')
    expect(await ifMatch('*')).toBe('undefined')
  })

  it('names the current version among several', async () => {
    expect(await ifMatch('"2", "3"', 3)).toBe('3')
    expect(await ifMatch('"1", "2"', 3)).toBe('precondition_failed')
    expect(await ifMatch('"2", "3"')).toBe('precondition_failed')
  })

  it.each(['', 'x', 'W/"3"', '3'])('is refused when it is %o', async (header) => {
    expect(await ifMatch(header, 3)).toBe('precondition_failed')
  })
})

describe('server-sent events', () => {
  it('keep an event on its lines whatever its text', () => {
    expect(formatEvent({ id: '1\n2', type: 'status', data: { text: 'a\nb' } })).toBe(
      'id: 1 2\nevent: status\ndata: {"text":"a\\nb"}\n\n',
    )
  })

  it('are not begun for HEAD, which would have no end', async () => {
    const app = new Hono()
    let opened = 0
    const open = () => {
      opened += 1
      return () => {}
    }
    app.get('/', (c) => streamEvents(c, { open }))
    const answer = await app.request('/', { method: 'HEAD' })
    expect([
      answer.status,
      answer.headers.get('content-type'),
      await answer.text(),
      opened,
    ]).toEqual([200, 'text/event-stream; charset=utf-8', '', 0])
  })

  it('are had by one user a limited number of times at once', async () => {
    const app = new Hono<ServiceEnv>()
    app.onError((error, c) => c.text((error as Error & { code: string }).code))
    app.use(async (c, next) => {
      c.set('user', { id: 'usr_1', roles: [], token: '' })
      await next()
    })
    app.get('/', (c) => streamEvents(c, { open: () => () => {} }))
    const answers = await Promise.all(Array.from({ length: 64 }, () => app.request('/')))
    expect(answers.map(({ headers }) => headers.get('content-type'))).not.toContain('text/plain')
    expect(await (await app.request('/')).text()).toBe('rate_limited')
    await Promise.all(answers.map(({ body }) => body?.cancel()))
    const again = await app.request('/')
    expect(again.headers.get('content-type')).toContain('text/event-stream')
    await again.body?.cancel()
  })

  it('are sent as they come, with heartbeats, until closed', async () => {
    const app = new Hono()
    let stopped = 0
    app.get('/', (c) =>
      streamEvents(c, {
        heartbeatMs: 5,
        open: (stream) => {
          stream.send({ id: '1', data: 'first' })
          setTimeout(() => {
            stream.send({ id: '2', data: 'second' })
            stream.close()
            stream.send({ id: '3', data: 'too late' })
          }, 30)
          return () => {
            stopped += 1
          }
        },
      }),
    )
    const answer = await app.request('/')
    const text = await answer.text()
    expect(answer.headers.get('content-type')).toContain('text/event-stream')
    expect(text).toMatch(/first.*: still here.*second/s)
    expect(text).not.toContain('too late')
    expect(stopped).toBe(1)
  })

  it.each([
    ['end after five minutes for who is signed in, who is checked as they come again', 'usr_1', 1],
    ['go on for a guest', undefined, 0],
  ])('%s', async (_, id, stopsAtTheEnd) => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'setInterval', 'clearInterval'] })
    const app = new Hono<ServiceEnv>()
    let stops = 0
    app.use(async (c, next) => {
      if (id) c.set('user', { id, roles: [], token: '' })
      await next()
    })
    app.get('/', (c) => streamEvents(c, { open: () => () => void stops++ }))
    const answer = await app.request('/')
    await vi.advanceTimersByTimeAsync(signedInLongestMs - 1)
    expect(stops).toBe(0)
    await vi.advanceTimersByTimeAsync(1)
    expect(stops).toBe(stopsAtTheEnd)
    if (stopsAtTheEnd) expect(await answer.text()).toContain(': still here')
    else await answer.body?.cancel()
  })

  it('break off when feeding cannot start, and beat no more', async () => {
    const app = new Hono()
    const open = () => Promise.reject(new Error('no channel'))
    app.get('/', (c) => streamEvents(c, { heartbeatMs: 5, open }))
    const answer = await app.request('/')
    await expect(answer.text()).rejects.toThrow('no channel')
    // a heartbeat on a broken stream would end the process
    await new Promise((resolve) => setTimeout(resolve, 30))
  })

  it('stop feeding when the reader leaves', async () => {
    const app = new Hono()
    const left = new Promise<void>((resolve) => {
      app.get('/', (c) => streamEvents(c, { open: () => resolve }))
    })
    const answer = await app.request('/')
    await answer.body?.cancel()
    await left
  })
})

describe('listen', () => {
  it('lets a running request end before it closes', async () => {
    const app = new Hono()
    const arrived = Promise.withResolvers<void>()
    app.get('/', async (c) => {
      arrived.resolve()
      await new Promise((resolve) => setTimeout(resolve, 80))
      return c.text('done')
    })
    const server = await listen(app, { port: 0, host: '127.0.0.1' })
    const answer = fetch(`http://127.0.0.1:${server.port}/`)
    await arrived.promise
    await server.close()
    expect(await (await answer).text()).toBe('done')
    await expect(fetch(`http://127.0.0.1:${server.port}/`)).rejects.toThrow()
  })

  it('says that the port is taken', async () => {
    const first = await listen(new Hono(), { port: 0, host: '127.0.0.1' })
    await expect(listen(new Hono(), { port: first.port, host: '127.0.0.1' })).rejects.toThrow(
      /EADDRINUSE/,
    )
    await first.close()
  })
})
