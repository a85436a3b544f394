import { type CloudEvent, eventsOf } from '@comptoir/contracts/event'
import { createServiceApp } from '@comptoir/service/app'
import { silentLog } from '@comptoir/service/test/silent-log'
import { appTokenHeaders, createTestVerifier } from '@comptoir/service/test/tokens'
import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import { createMemoryStore } from '../../test/memory-store.ts'
import { attachBroadcast } from './broadcast.ts'
import { on } from './subscriptions.ts'

const Moved = eventsOf('catalog')('TestMoved', z.object({ to: z.string() }))

function setUp(handle: (to: string) => void) {
  const { verify } = createTestVerifier()
  const log = silentLog()
  const names = { appId: 'catalog', title: 'catalog', description: 'catalog' }
  const app = createServiceApp({ ...names, verify, log, appToken: 'secret' })
  const subscribers = [on(Moved, async ({ to }) => handle(to))]
  attachBroadcast(app, { store: createMemoryStore('catalog'), subscribers })
  return async (aggregateversion: number, to: string) => {
    const event: CloudEvent = {
      specversion: '1.0',
      id: `p1:${aggregateversion}:0`,
      source: 'catalog',
      type: Moved.type,
      subject: 'p1',
      time: new Date().toISOString(),
      datacontenttype: 'application/json',
      aggregateversion,
      data: { to },
    }
    const headers = { 'content-type': 'application/json', ...appTokenHeaders('secret') }
    const answer = await app.request(`/events/broadcast/${Moved.type}`, {
      method: 'POST',
      headers,
      body: JSON.stringify(event),
    })
    return answer.status
  }
}

describe('a broadcast', () => {
  it('passes over what is older than what it has heard', async () => {
    const heard: string[] = []
    const send = setUp((to) => heard.push(to))
    for (const version of [2, 1, 2, 3]) expect(await send(version, `v${version}`)).toBe(200)
    expect(heard).toEqual(['v2', 'v3'])
  })

  it('is acknowledged though its handler failed, and may come again', async () => {
    let times = 0
    const send = setUp(() => {
      times++
      throw new Error('not now')
    })
    expect(await send(1, 'a')).toBe(200)
    expect(await send(1, 'a')).toBe(200)
    expect(times).toBe(2)
  })
})
