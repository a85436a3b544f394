import { createServiceApp } from '@comptoir/service/app'
import { silentLog } from '@comptoir/service/test/silent-log'
import { appTokenHeaders, createTestVerifier } from '@comptoir/service/test/tokens'
import { describe, expect, it } from 'vitest'
import type { SidecarRequest } from '../sidecar/sidecar.ts'
import type { LiveEvent } from './live-channels.ts'
import { createComponentLive } from './live-component.ts'

const moved: LiveEvent = { id: '4', type: 'moved', data: { to: 'paid' } }

/** A replica of orders whose sidecar answers as said. */
function setUp(status = 204) {
  const asked: SidecarRequest[] = []
  const sidecar = {
    async request(input: SidecarRequest) {
      asked.push(input)
      return { status, headers: {}, body: Buffer.from('the broker is away') }
    },
  }
  const channels = createComponentLive({ sidecar, appId: 'orders', component: 'live' })
  const { verify } = createTestVerifier()
  const names = { appId: 'orders', title: 'orders', description: 'orders' }
  const app = createServiceApp({ ...names, verify, log: silentLog(), appToken: 'secret' })
  channels.attach(app)
  const deliver = async (
    body: string,
    headers: Record<string, string> = appTokenHeaders('secret'),
  ) =>
    await app.request('/events-live', {
      method: 'POST',
      headers: { 'content-type': 'application/cloudevents+json', ...headers },
      body,
    })
  return { asked, channels, deliver }
}

describe('live channels over a component', () => {
  it('are published to the topic of the service, and come to the listeners of their channel', async () => {
    const { asked, channels, deliver } = setUp()
    const heard: LiveEvent[] = []
    await channels.live.subscribe('order:1', (event) => heard.push(event))
    await channels.live.subscribe('order:2', () => heard.push({ ...moved, id: 'other' }))
    await channels.live.announce('order:1', moved)
    expect(asked[0]?.path).toBe('/v1.0/publish/live/live-orders')
    const answer = await deliver(JSON.stringify({ id: 'x', data: JSON.parse(`${asked[0]?.body}`) }))
    expect(await answer.json()).toEqual({ status: 'SUCCESS' })
    expect(heard).toEqual([moved])
  })

  it('are silent once a listener left', async () => {
    const { channels, deliver } = setUp()
    const heard: LiveEvent[] = []
    const leave = await channels.live.subscribe('order:1', (event) => heard.push(event))
    leave()
    await deliver(JSON.stringify({ data: { channel: 'order:1', event: moved } }))
    expect(heard).toEqual([])
  })

  it('tell who announces when the broker does not take it', async () => {
    const { channels } = setUp(500)
    await expect(channels.live.announce('order:1', moved)).rejects.toThrow(/the broker is away/)
  })

  it.each(['{"data":{"channel":"order:1"}}', 'no JSON', '[]'])('drop %s', async (body) => {
    const { deliver } = setUp()
    const answer = await deliver(body)
    expect([answer.status, await answer.json()]).toEqual([200, { status: 'DROP' }])
  })

  it('are taken from the sidecar only', async () => {
    const { channels, deliver } = setUp()
    const heard: LiveEvent[] = []
    await channels.live.subscribe('order:1', (event) => heard.push(event))
    const answer = await deliver(JSON.stringify({ data: { channel: 'order:1', event: moved } }), {})
    expect([answer.status < 400, heard]).toEqual([false, []])
  })
})
