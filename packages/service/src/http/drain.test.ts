import { Hono } from 'hono'
import { describe, expect, it } from 'vitest'
import { createDrain } from './drain.ts'

function aDoor() {
  const app = new Hono().all('*', (c) => c.text('served'))
  const drain = createDrain(app, 'orders')
  const ask = async (path: string) =>
    (await drain.fetch(new Request(`http://localhost${path}`), undefined as never)) as Response
  return { drain, ask }
}

describe('a drain', () => {
  it('lets everything through until it is closed', async () => {
    expect((await aDoor().ask('/api/orders')).status).toBe(200)
  })

  it.each(['/api/orders', '/internal/log', '/eventsource', '/'])(
    'sends new requests away once it is closed: %s',
    async (path) => {
      const { drain, ask } = aDoor()
      drain.close()
      const answer = await ask(path)
      expect(answer.status).toBe(503)
      expect(await answer.json()).toMatchObject({ code: 'dependency_unavailable' })
      expect(Object.fromEntries(answer.headers)).toMatchObject({
        'retry-after': '2',
        connection: 'close',
        'comptoir-service': 'orders',
      })
    },
  )

  it.each(['/healthz', '/readyz', '/events/comptoir.orders.order-created.v1', '/events-dead'])(
    'stays open for the sidecar: %s',
    async (path) => {
      const { drain, ask } = aDoor()
      drain.close()
      expect(await (await ask(path)).text()).toBe('served')
    },
  )
})
