import { OrderConfirmed, OrderShipped } from '@comptoir/contracts/orders/events'
import { describe, expect, it } from 'vitest'
import { alex, aReach, camille, createNotificationsApp } from '../../test/notifications-app.ts'
import { aConfirmedOrder } from '../../test/sample-orders.ts'
import { eraseMessages } from '../erasure.ts'

const order = { orderId: 'ord_1', number: 'CMD-1', userId: 'usr_camille', cartId: 'crt_1' }
const path = '/api/notification-preferences'
const channels = async ({ every }: Pick<ReturnType<typeof createNotificationsApp>, 'every'>) =>
  (await every()).map(({ data }) => data.channel).toSorted()

describe('preferences', () => {
  it('follow the account until they are set, and say what cannot be refused', async () => {
    const { call, others } = createNotificationsApp()
    others.reach = { ...aReach, channels: ['email', 'sms'], marketing: ['push'] }
    const { body } = await call(`GET ${path}`, camille)
    expect(body.categories).toEqual([
      { category: 'account', channels: ['email'], mandatory: ['email'] },
      { category: 'orders', channels: ['email', 'sms'], mandatory: ['email'] },
      { category: 'progress', channels: ['email', 'sms'], mandatory: [] },
      { category: 'marketing', channels: ['push'], mandatory: [] },
    ])
    expect(body.quiet).toEqual({ timeZone: 'Europe/Paris', from: '22:00', to: '08:00' })
    expect((await call(`GET ${path}`)).status).toBe(401)
  })

  it('are of a category and a channel, and leave what is not given', async () => {
    const app = createNotificationsApp()
    const { call, hear, others } = app
    others.reach = { ...aReach, phone: '0612345678', channels: ['email'] }
    await call(`PATCH ${path}`, camille, { categories: { progress: [] } })
    const changed = await call(`PATCH ${path}`, camille, {
      categories: { orders: ['email', 'sms', 'sms'] },
    })
    expect(changed.body.categories).toMatchObject([
      {},
      { category: 'orders', channels: ['email', 'sms'] },
      { category: 'progress', channels: [] },
      {},
    ])
    await hear(OrderShipped, order)
    expect(await channels(app)).toEqual(['in_app'])
    const { body } = await call(`GET ${path}`, alex)
    expect(body.categories[2].channels).toEqual(['email'])
  })

  it('cannot refuse mails about orders, and the contract is sent whatever they say', async () => {
    const app = createNotificationsApp()
    const { call, hear } = app
    const refused = await call(`PATCH ${path}`, camille, { categories: { orders: ['sms'] } })
    expect(refused).toMatchObject({
      status: 400,
      body: { errors: [{ field: 'categories.orders' }] },
    })
    await call(`PATCH ${path}`, camille, { categories: { orders: ['email'], progress: [] } })
    await hear(OrderConfirmed, aConfirmedOrder)
    expect(await channels(app)).toEqual(['email', 'in_app'])
  })

  it('have quiet hours in a zone of the world', async () => {
    const app = createNotificationsApp()
    const { call, hear, others, every } = app
    others.reach = { ...aReach, phone: '0612345678', channels: ['sms'] }
    const quiet = { timeZone: 'Pacific/Auckland', from: '21:00', to: '07:30' }
    expect((await call(`PATCH ${path}`, camille, { quiet })).body.quiet).toEqual(quiet)
    await hear(OrderShipped, order)
    const sms = (await every()).find(({ data }) => data.channel === 'sms')
    // 23:00 there, thirteen hours before UTC
    expect(sms?.data).toMatchObject({ status: 'queued', dueAt: '2026-11-21T18:30:00.000Z' })
    for (const wrong of [
      { ...quiet, timeZone: 'Paris' },
      { ...quiet, timeZone: '+02:00' },
      { ...quiet, from: '24:00' },
    ])
      expect((await call(`PATCH ${path}`, camille, { quiet: wrong })).status).toBe(400)
  })

  it('go with their person', async () => {
    const { call, ...deps } = createNotificationsApp()
    await call(`PATCH ${path}`, camille, { categories: { progress: [] } })
    await eraseMessages(deps)('usr_camille')
    expect(await deps.recipients.get('usr_camille')).toBeUndefined()
  })
})
