import { createRoute, z } from '@hono/zod-openapi'
import { describe, expect, it } from 'vitest'
import { silentLog } from '../../test/silent-log.ts'
import { createTestVerifier } from '../../test/tokens.ts'
import { createServiceApp } from '../app.ts'
import { listen } from '../http/listen.ts'
import { refuse } from '../problems/refusal.ts'
import { createCounter, createGauge } from './metrics.ts'

const readThing = createRoute({
  method: 'get',
  path: '/things/{thingId}',
  request: { params: z.object({ thingId: z.string() }) },
  responses: { 204: { description: 'There it is' } },
})

function thingApp() {
  const { verify } = createTestVerifier()
  const names = { appId: 'catalog', title: 'Catalog', description: '' }
  const app = createServiceApp({ ...names, verify, log: silentLog(), appToken: 'token' })
  app.openapi(readThing, (c) => {
    if (c.req.valid('param').thingId === 'gone') throw refuse('not_found')
    return c.body(null, 204)
  })
  return app
}

const counts = (text: string) =>
  text.split('\n').filter((line) => line.startsWith('comptoir_http_request_duration_seconds_count'))

describe('metrics', () => {
  it('count answers by the pattern of their route, refusals too', async () => {
    const app = thingApp()
    for (const id of ['a', 'b', 'gone']) await app.request(`/things/${id}`)
    const text = await (await app.request('/metrics')).text()
    const name = 'comptoir_http_request_duration_seconds_count'
    expect(text).toContain(`${name}{method="GET",route="/things/:thingId",status="204"} 2`)
    expect(text).toContain(`${name}{method="GET",route="/things/:thingId",status="404"} 1`)
  })

  it('stay few, whatever clients send', async () => {
    const app = thingApp()
    const read = async () => counts(await (await app.request('/metrics')).text()).length
    await app.request('/nothing')
    await app.request('/things/x', { method: 'BREW' })
    await read()
    const before = await read()
    for (let n = 0; n < 50; n++) {
      await app.request(`/nothing/${n}`)
      await app.request(`/things/${n}?q=${n}`)
      await app.request('/things/x', { method: `BREW${n}` })
    }
    expect(await read()).toBe(before)
  })

  it('read gauges when asked, and leave out one that cannot be read', async () => {
    let value = 1
    const failing = { value: false }
    createGauge({ name: 'test_gauge', help: 'A test' }, async (set) => {
      if (failing.value) throw new Error('no Redis')
      set(value)
    })
    const app = thingApp()
    const read = async () => await (await app.request('/metrics')).text()
    expect(await read()).toContain('test_gauge 1')
    value = 2
    expect(await read()).toContain('test_gauge 2')
    failing.value = true
    const answer = await app.request('/metrics')
    expect(answer.status).toBe(200)
    expect(await answer.text()).not.toContain('test_gauge 2')
  })

  it('count once, however often a part is made', async () => {
    const options = { name: 'test_total', help: 'A test', labelNames: ['kind'] }
    createCounter(options).inc({ kind: 'a' })
    createCounter(options).inc({ kind: 'a' })
    expect(await (await thingApp().request('/metrics')).text()).toContain('test_total{kind="a"} 2')
  })

  it('are not shown through a proxy', async () => {
    const app = thingApp()
    const listener = await listen(app, { port: 0, host: '127.0.0.1' })
    const url = `http://127.0.0.1:${listener.port}/metrics`
    expect((await fetch(url)).status).toBe(200)
    expect((await fetch(url, { headers: { 'x-forwarded-for': '10.0.0.1' } })).status).toBe(404)
    await listener.close()
  })
})
