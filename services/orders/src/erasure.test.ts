import { createErasure } from '@comptoir/dapr/documents/erasure'
import { createMemoryStore } from '@comptoir/dapr/test/memory-store'
import { createMemoryLive } from '@comptoir/dapr/test/memory-twins'
import { describe, expect, it } from 'vitest'
import { anOrder } from '../test/samples.ts'
import { aPlacement, createAppTwin, newKey } from '../test/twins/app-twin.ts'
import { eraseOrders } from './erasure.ts'
import { move, type Order } from './order/order.ts'
import { createOrders } from './order/order-store.ts'

const at = '2026-11-28T10:00:00.000Z'
const personal = (order: Order) => [
  order.email,
  order.billingAddress.recipient,
  order.shippingAddress.line1,
  order.shippingAddress.city,
]

async function deletedAccountOf(...orders: Order[]) {
  const store = createMemoryStore('orders')
  const collection = createOrders(store, createMemoryLive())
  for (const order of orders) await collection.create(order.orderId, order)
  const { begin, repeatDue } = createErasure(store, eraseOrders(collection))
  const [first = anOrder()] = orders
  const receive = () => begin(first.userId)
  await receive()
  const repeat = async () => {
    store.clock.nowMs += 86_400_000
    await repeatDue()
  }
  const read = async (id: string) => (await collection.get(id)) ?? { data: first, version: 0 }
  return { receive, repeat, read, collection, store }
}

describe('the orders of a deleted account', () => {
  it('lose the person and keep amounts, goods, country and region', async () => {
    const rates = [{ taxClass: 'standard', rateBps: 0, includedRateBps: 2000 }]
    const tax = { treatment: 'reverse_charge', day: '2026-11-21', prices: 'gross', rates } as const
    const buyerVat = { vatId: 'DE136695976', status: 'valid' } as const
    const order = anOrder({
      ...{ status: 'delivered', tax: { ...tax, rates: [...rates], buyerVat } },
    })
    const { read } = await deletedAccountOf(order)
    const { data } = await read(order.orderId)
    expect(personal(data)).toEqual([
      `${order.userId}@anonymised.invalid`,
      'erased',
      'erased',
      'erased',
    ])
    expect(data.shippingAddress).toMatchObject({
      countryCode: order.shippingAddress.countryCode,
      postalCode: order.shippingAddress.postalCode.slice(0, 2),
    })
    expect(data.paymentMethod.token).toBe('erased')
    expect(data.tax).toEqual(tax)
    const { lines, totals, number, userId, history } = data
    expect({ lines, totals, number, userId, history }).toEqual({
      ...{ lines: order.lines, totals: order.totals, number: order.number },
      ...{ userId: order.userId, history: order.history },
    })
  })

  it('are erased once, however often the event comes', async () => {
    const order = anOrder({ status: 'completed' })
    const { receive, read, store } = await deletedAccountOf(order)
    const once = await read(order.orderId)
    await receive()
    expect(await read(order.orderId)).toEqual(once)
    expect(store.published).toEqual([])
  })

  it('keep what an open order needs until it ends', async () => {
    const order = anOrder({ status: 'shipped' })
    const { read, repeat, collection } = await deletedAccountOf(order)
    expect(personal((await read(order.orderId)).data)).toEqual(personal(order))
    await collection.change(order.orderId, (known) => move(known, 'delivered', { at }))
    await repeat()
    const { data } = await read(order.orderId)
    expect(data.shippingAddress.recipient).toBe('erased')
  })

  it('of others stay as they are', async () => {
    const mine = anOrder({ status: 'delivered' })
    const other = anOrder({ status: 'delivered', orderId: 'ord_other', userId: 'usr_other' })
    const { read } = await deletedAccountOf(mine, other)
    expect((await read('ord_other')).data).toEqual(other)
  })

  it('include one that was being placed while the account was deleted', async () => {
    const twin = createAppTwin()
    const { begin, repeatDue } = createErasure(twin.store, eraseOrders(twin.orders))
    const { create } = twin.claims
    // all was checked, nothing is stored yet
    Object.assign(twin.claims, {
      async create(...claim: Parameters<typeof create>) {
        await begin('usr_1')
        return await create(...claim)
      },
    })
    const placed = await twin.send('POST /api/orders', { body: aPlacement(), headers: newKey() })
    expect(placed.status).toBe(201)
    await twin.orders.change('ord_1', (order) => ({
      ...order,
      status: 'expired',
      ending: { reason: 'payment_deadline' },
    }))
    twin.store.clock.nowMs += 86_400_000
    await repeatDue()
    const stored = JSON.stringify((await twin.orders.get('ord_1'))?.data)
    for (const trace of personal(anOrder())) expect(stored).not.toContain(trace)
  })
})
