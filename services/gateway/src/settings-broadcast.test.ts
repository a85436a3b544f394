import { SettingsChanged } from '@comptoir/contracts/admin/events'
import { attachBroadcast } from '@comptoir/dapr/events/broadcast'
import { on } from '@comptoir/dapr/events/subscriptions'
import { createMemoryStore } from '@comptoir/dapr/test/memory-store'
import { expect, it } from 'vitest'
import { gateway } from '../test/gateway.ts'

it('takes changes of settings itself, though it forwards all that it does not know', async () => {
  const taken: unknown[] = []
  const subscriber = on(SettingsChanged, async (news) => taken.push(news))
  const store = createMemoryStore('gateway')
  const { app } = gateway({
    attachSettings: (app) => attachBroadcast(app, { store, subscribers: [subscriber] }),
  })
  const data = { namespace: 'maintenance', version: 1, values: { on: true } }
  const event = {
    ...{ specversion: '1.0', id: 'maintenance:1:0', source: 'admin', type: SettingsChanged.type },
    ...{ subject: 'maintenance', time: '2026-11-30T10:00:00.000Z', aggregateversion: 1, data },
  }
  const answer = await app.request(`/events/broadcast/${SettingsChanged.type}`, {
    method: 'POST',
    headers: { 'content-type': 'application/cloudevents+json', 'dapr-api-token': 'token' },
    body: JSON.stringify(event),
  })
  expect(answer.status).toBe(200)
  expect(taken).toEqual([data])
})
