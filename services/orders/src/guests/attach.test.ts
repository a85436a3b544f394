import { emailKeyOf } from '@comptoir/contracts/email'
import { describe, expect, it } from 'vitest'
import { anOrder, at } from '../../test/samples.ts'
import { createGuestTwin, email } from '../../test/twins/guest.ts'
import { eraseCustomer } from '../erasure.ts'
import type { Order } from '../order/order.ts'
import { requestReturn } from '../returns/request-return.ts'

async function placed() {
  const twin = createGuestTwin()
  const { body } = await twin.place()
  const orderToken = body.guest?.orderToken ?? ''
  const attach = (as: string, token = orderToken) =>
    twin.post('/api/orders/ord_1/attach', { as, body: { orderToken: token } })
  const told = () =>
    twin.store.published
      .filter(({ type }) => type.includes('order-attached'))
      .map(({ data }) => data)
  const change = (rule: (order: Order) => Order) => twin.orders.change('ord_1', rule)
  const idsOf = (userId: string) => twin.orders.ids('of', `user:${userId}`)
  return { ...twin, orderToken, attach, told, change, idsOf }
}
const fulfilled = (order: Order): Order => ({
  ...order,
  fulfilment: { ...order.fulfilment, invoiceIssuedAt: at, shipmentCreatedAt: at },
})

describe('attaching an order to an account', () => {
  it('brings it into the list of whoever has its token, once', async () => {
    const { attach, idsOf, orders } = await placed()
    const answers = [await attach('usr_1'), await attach('usr_1')]
    expect(answers.map(({ status, body }) => [status, body.userId])).toEqual([
      [200, 'usr_1'],
      [200, 'usr_1'],
    ])
    expect([await idsOf('usr_1'), await idsOf('gst_1')]).toEqual([['ord_1'], []])
    const types = (await orders.get('ord_1'))?.data.history.map(({ type }) => type)
    expect(types).toEqual(['placed', 'attached'])
  })

  it('is refused as an order that does not exist without its token', async () => {
    const { attach, idsOf } = await placed()
    const { status, body } = await attach('usr_1', 'not-the-token-of-this-order')
    expect([status, body.code]).toEqual([404, 'not_found'])
    expect(await idsOf('usr_1')).toEqual([])
  })

  it('ends the tokens of the guest: a second account and the guest find nothing', async () => {
    const { attach, post, send, orderToken } = await placed()
    await attach('usr_1')
    expect((await attach('usr_2')).status).toBe(404)
    const session = await post('/api/orders/guest-sessions', {
      body: { orderId: 'ord_1', orderToken },
    })
    expect(session.body.code).toBe('invalid_token')
    expect((await send('GET /api/orders/ord_1', { as: 'guest of ord_1' })).status).toBe(404)
  })

  it('brings what the guest sends back', async () => {
    const { attach, returns, change, deps } = await placed()
    const key = 'key-of-the-withdrawal'
    const line = { sku: 'MUG', quantity: 1, reason: 'withdrawal' as const }
    const asked = { kind: 'withdrawal', lines: [line], by: 'customer', at, key } as const
    await change((order) => ({ ...order, status: 'delivered', confirmedAt: at }) as Order)
    const { id } = await requestReturn(deps, 'ord_1', asked)
    expect((await returns.get(id))?.data.userId).toBe('gst_1')
    await attach('usr_1')
    expect((await returns.get(id))?.data.userId).toBe('usr_1')
  })

  it('tells the others once invoice and shipment are there', async () => {
    const { attach, told, change } = await placed()
    await attach('usr_1')
    expect(told()).toEqual([])
    await change(fulfilled)
    await change((order) => ({ ...order, statusSince: at }))
    expect(told()).toEqual([
      expect.objectContaining({ orderId: 'ord_1', userId: 'usr_1', guestId: 'gst_1' }),
    ])
  })

  it('tells them at once where they are there already', async () => {
    const { attach, told, change } = await placed()
    await change(fulfilled)
    await attach('usr_1')
    expect(told()).toHaveLength(1)
  })

  it('is for users', async () => {
    const { attach } = await placed()
    expect((await attach('nobody')).status).toBe(401)
    expect((await attach('guest of ord_1')).status).toBe(401)
  })
})

describe('erasing the guest of an order', () => {
  it('is told for every guest order of the email, and for no order of an account', async () => {
    const { send, shop, seed } = await placed()
    await seed({ orderId: 'ord_2', userId: 'gst_2', email })
    await seed({ orderId: 'ord_3', userId: 'usr_3', email })
    await seed({ orderId: 'ord_4', userId: 'gst_4', email: 'other@example.com' })
    const asked = { as: 'usr_9', roles: ['staff' as const], body: { email: 'GASTON@example.com' } }
    const answer = await send('POST /api/orders/erasures', asked)
    expect([answer.status, await answer.json()]).toEqual([202, { orders: 2 }])
    expect(shop.calls.filter((call) => call.startsWith('erase')).toSorted()).toEqual([
      'erase ord_1',
      'erase ord_2',
    ])
  })

  it('forgets what the email wishes to be told of, said and was written, whether it has orders or not', async () => {
    const { send, shop } = await placed()
    const staff = { as: 'usr_9', roles: ['staff' as const] }
    const erase = (email: string) =>
      send('POST /api/orders/erasures', { ...staff, body: { email } })
    const answer = await erase('Only.Wishes@example.com')
    expect([answer.status, await answer.json()]).toEqual([202, { orders: 0 }])
    const key = emailKeyOf('only.wishes@example.com')
    expect(shop.calls.filter((call) => call.startsWith('forget'))).toEqual([
      `forget wishes of ${key}`,
      `forget conversations of ${key} for usr_9`,
      `forget messages to ${key}`,
    ])
    for (const service of ['inventory', 'support', 'notifications']) {
      shop.away.add(service)
      expect((await erase(email)).status, service).toBe(503)
      shop.away.delete(service)
    }
  })

  it('takes the person out and ends the tokens', () => {
    const guest = { tokens: [{ hash: 'h', expiresAt: at }], links: [] }
    const order = anOrder({ status: 'delivered', userId: 'gst_1', email, guest })
    const erased = eraseCustomer(order)
    expect(erased.guest).toEqual({ tokens: [], links: [] })
    expect(JSON.stringify(erased)).not.toContain(email)
  })
})
