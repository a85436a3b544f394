import { UserDeleted } from '@comptoir/contracts/accounts'
import { createMemoryLive } from '@comptoir/dapr/live'
import { createMemoryStore } from '@comptoir/dapr/memory'
import { describe, expect, it } from 'vitest'
import { anOrder } from '../test/samples.ts'
import { createErasure } from './erasure.ts'
import { move, type Order } from './order.ts'
import { createOrders } from './order-store.ts'

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
  const { handle } = createErasure(collection)
  const [first = anOrder()] = orders
  const meta = { id: 'e1', type: UserDeleted.type, subject: first.userId, version: 1, time: at }
  const hear = () => handle({ userId: first.userId }, meta)
  await hear()
  const read = async (id: string) => (await collection.get(id)) ?? { data: first, version: 0 }
  return { hear, read, collection, store }
}

describe('the orders of a deleted account', () => {
  it('lose the person and keep amounts, goods, country and region', async () => {
    const order = anOrder({ status: 'delivered' })
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
    const { lines, totals, number, userId, history } = data
    expect({ lines, totals, number, userId, history }).toEqual({
      ...{ lines: order.lines, totals: order.totals, number: order.number },
      ...{ userId: order.userId, history: order.history },
    })
  })

  it('are erased once, however often it is heard', async () => {
    const order = anOrder({ status: 'completed' })
    const { hear, read, store } = await deletedAccountOf(order)
    const once = await read(order.orderId)
    await hear()
    expect(await read(order.orderId)).toEqual(once)
    expect(store.published).toEqual([])
  })

  it('keep what an open order needs until it ends', async () => {
    const order = anOrder({ status: 'shipped' })
    const { read, collection } = await deletedAccountOf(order)
    expect(personal((await read(order.orderId)).data)).toEqual(personal(order))
    await collection.change(order.orderId, (known) => move(known, 'delivered', { at }))
    const { data } = await read(order.orderId)
    expect(data.shippingAddress.recipient).toBe('erased')
    expect(data.eraseWhenEnded).toBeUndefined()
  })

  it('of others stay as they are', async () => {
    const mine = anOrder({ status: 'delivered' })
    const other = anOrder({ status: 'delivered', orderId: 'ord_other', userId: 'usr_other' })
    const { read } = await deletedAccountOf(mine, other)
    expect((await read('ord_other')).data).toEqual(other)
  })
})
