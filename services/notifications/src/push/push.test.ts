import { OrderShipped } from '@comptoir/contracts/orders/events'
import { describe, expect, it } from 'vitest'
import {
  alex,
  aReach,
  camille,
  createNotificationsApp,
  shop,
} from '../../test/notifications-app.ts'
import { collectMessages } from '../personal-data.ts'
import { SendError } from '../sending/send-error.ts'
import { BrowserGone } from './web-push.ts'

const order = { orderId: 'ord_1', number: 'CMD-1', userId: 'usr_camille', cartId: 'crt_1' }
const endpoint = 'https://push.example/a'
const aBrowser = { endpoint, keys: { p256dh: 'B'.repeat(87), auth: 'a'.repeat(22) } }
const wantsPush = { ...aReach, channels: ['push' as const] }

async function subscribed() {
  const app = createNotificationsApp()
  app.others.reach = wantsPush
  const { body } = await app.call('POST /api/push-subscriptions', camille, aBrowser)
  return { ...app, subscriptionId: body.subscriptionId as string }
}
const pushesOf = async ({ every }: Pick<ReturnType<typeof createNotificationsApp>, 'every'>) =>
  (await every()).filter(({ data }) => data.channel === 'push').map(({ data }) => data)

describe('a browser', () => {
  it('subscribes once, with the key of the shop, and is listed without its endpoint', async () => {
    const { call } = createNotificationsApp()
    const key = await call('GET /api/push-subscriptions/key')
    expect(Buffer.from(key.body.publicKey, 'base64url')[0]).toBe(4)
    const first = await call('POST /api/push-subscriptions', camille, aBrowser)
    expect(first.status).toBe(201)
    await call('POST /api/push-subscriptions', camille, aBrowser)
    const { body } = await call('GET /api/push-subscriptions', camille)
    expect(body.items).toEqual([first.body])
    expect(first.body).toMatchObject({ service: 'push.example' })
    expect(JSON.stringify(body)).not.toContain(endpoint)
  })

  it('is at a push service that the shop knows', async () => {
    const { call } = createNotificationsApp()
    const inside = { ...aBrowser, endpoint: 'http://169.254.169.254/latest/meta-data' }
    const refused = await call('POST /api/push-subscriptions', camille, inside)
    expect(refused).toMatchObject({ status: 400, body: { errors: [{ field: 'endpoint' }] } })
    const noKeys = { ...aBrowser, keys: { p256dh: 'short', auth: 'short' } }
    expect((await call('POST /api/push-subscriptions', camille, noKeys)).status).toBe(400)
    expect((await call('POST /api/push-subscriptions', {}, aBrowser)).status).toBe(401)
  })

  it('is of who is signed in there now', async () => {
    const { call, subscriptionId } = await subscribed()
    const other = await call('POST /api/push-subscriptions', alex, aBrowser)
    expect(other.body.subscriptionId).toBe(subscriptionId)
    expect((await call('GET /api/push-subscriptions', camille)).body.items).toEqual([])
    await call(`DELETE /api/push-subscriptions/${subscriptionId}`, camille)
    expect((await call('GET /api/push-subscriptions', alex)).body.items).toHaveLength(1)
  })

  it('of more than ten, the oldest goes', async () => {
    const { call } = createNotificationsApp()
    for (let n = 0; n < 12; n++)
      await call('POST /api/push-subscriptions', camille, {
        ...aBrowser,
        endpoint: `${endpoint}${n}`,
      })
    expect((await call('GET /api/push-subscriptions', camille)).body.items).toHaveLength(10)
  })
})

describe('a message for a browser', () => {
  it('says what happened, opens the order, and has no address and no goods', async () => {
    const { hear, dispatcher, pushed } = await subscribed()
    await hear(OrderShipped, order)
    await dispatcher.sendDue()
    expect(pushed).toMatchObject([
      { subscription: { endpoint }, content: { url: `${shop.url}/fr/account/orders/ord_1` } },
    ])
    const said = JSON.stringify(pushed[0]?.content)
    expect(said).toContain('CMD-1')
    expect(said).not.toMatch(/camille|Lampe|TRK1/)
  })

  it('is one for each browser, however often the fact is told', async () => {
    const { hear, call, dispatcher, pushed } = await subscribed()
    await call('POST /api/push-subscriptions', camille, { ...aBrowser, endpoint: `${endpoint}2` })
    await hear(OrderShipped, order)
    await hear(OrderShipped, order)
    await dispatcher.sendDue()
    expect(pushed.map(({ subscription }) => subscription.endpoint).toSorted()).toEqual([
      endpoint,
      `${endpoint}2`,
    ])
  })

  it('that takes none any more is its last', async () => {
    const app = await subscribed()
    const { hear, call, dispatcher, failures } = app
    failures.push(() => Promise.reject(new BrowserGone('410')))
    await hear(OrderShipped, order)
    await dispatcher.sendDue()
    expect((await pushesOf(app)).map(({ status }) => status)).toEqual(['skipped'])
    expect((await call('GET /api/push-subscriptions', camille)).body.items).toEqual([])
  })

  it('waits as long as the push service asks', async () => {
    const app = await subscribed()
    const { hear, dispatcher, store, failures } = app
    const busy = new SendError('429', { permanent: false, retryAfterMs: 3_600_000 })
    failures.push(() => Promise.reject(busy))
    await hear(OrderShipped, order)
    await dispatcher.sendDue()
    const [waiting] = await pushesOf(app)
    const dueAt = new Date(store.clock.nowMs + 3_600_000).toISOString()
    expect(waiting).toMatchObject({ status: 'queued', reason: '429', dueAt })
  })

  it('is not sent to a browser that was removed meanwhile', async () => {
    const app = await subscribed()
    const { hear, call, dispatcher, pushed, subscriptionId } = app
    await hear(OrderShipped, order)
    const path = `DELETE /api/push-subscriptions/${subscriptionId}`
    expect((await call(path, camille)).status).toBe(204)
    expect((await call(path, camille)).status).toBe(204)
    await dispatcher.sendDue()
    expect(pushed).toEqual([])
    expect(await pushesOf(app)).toMatchObject([{ status: 'skipped' }])
  })
})

it('a person’s export has browsers without what opens their messages', async () => {
  const { notifications, recipients } = await subscribed()
  const records = []
  for await (const one of collectMessages({ notifications, recipients })('usr_camille'))
    records.push(one)
  expect(records).toMatchObject([
    { kind: 'notification-preferences', data: { push: [{ endpoint }] } },
  ])
  expect(JSON.stringify(records)).not.toContain(aBrowser.keys.auth)
})
