import { Hono } from 'hono'
import { describe, expect, it } from 'vitest'
import { createDoor } from './drain.ts'

function aDoor() {
  const app = new Hono().all('*', (c) => c.text('served'))
  const door = createDoor(app, 'orders')
  const ask = async (path: string) =>
    (await door.fetch(new Request(`http://localhost${path}`), undefined as never)) as Response
  return { door, ask }
}

describe('a door', () => {
  it('lets everything through until it is closed', async () => {
    expect((await aDoor().ask('/api/orders')).status).toBe(200)
  })

  it.each(['/api/orders', '/internal/log', '/eventsource', '/'])(
    'sends new requests away once it is closed: %s',
    async (path) => {
      const { door, ask } = aDoor()
      door.close()
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

  it.each([
    '/healthz',
    '/readyz',
    '/events/comptoir.orders.order-created.v1',
    '/events-dead',
    '/job/sweep',
  ])('stays open for the sidecar: %s', async (path) => {
    const { door, ask } = aDoor()
    door.close()
    expect(await (await ask(path)).text()).toBe('served')
  })
})
