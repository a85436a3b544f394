import { readFileSync } from 'node:fs'
import { OrderStatus } from '@comptoir/contracts/orders/schemas'
import { Order as OrderView } from '@comptoir/contracts/orders/view'
import { createMemoryStore } from '@comptoir/dapr/test/memory-store'
import { createMemoryLive } from '@comptoir/dapr/test/memory-twins'
import { describe, expect, it } from 'vitest'
import { anOrder, at } from '../../test/samples.ts'
import { note, type Order } from './order.ts'
import { createOrders } from './order-store.ts'
import { toView } from './order-view.ts'
import { StoredOrder } from './stored-order.ts'

type Raw = { readonly key: string; readonly value: { readonly data: Stored } }
type Stored = { orderId: string; status: OrderStatus; heard: object; undoing?: object }

/** Documents that version 1 of the schema wrote, one of each status. */
const raws = JSON.parse(
  readFileSync(new URL('../../test/stored/orders.json', import.meta.url), 'utf8'),
) as Raw[]

async function storeOf({ key, value }: Raw) {
  const store = createMemoryStore('orders')
  await store.state.write({ key: key.replace('orders||', ''), value, etag: undefined })
  return { store, orders: createOrders(store, createMemoryLive()), id: value.data.orderId }
}

describe('an order that version 1 wrote', () => {
  it('is there in every status', () => {
    const later: OrderStatus[] = ['partially_shipped', 'partially_delivered']
    const known = OrderStatus.options.filter((status) => !later.includes(status))
    expect(raws.map(({ value }) => value.data.status).toSorted()).toEqual(known.toSorted())
  })

  it.for(raws)('is read with all it holds: $value.data.status', async (raw) => {
    const { orders, id } = await storeOf(raw)
    const { heard, undoing, ...rest } = raw.value.data
    const isEnded = 'ending' in rest
    const kept = isEnded ? rest : { ...rest, ...(undoing && { undoing }) }
    const order = await orders.get(id)
    expect(order?.data).toEqual({ ...kept, schemaVersion: 2, eventVersions: heard })
    expect(order && OrderView.safeParse(toView(order)).error).toBeUndefined()
  })

  it.for(raws)('is written as version 2 by its next change: $value.data.status', async (raw) => {
    const { store, orders, id } = await storeOf(raw)
    const changed = await orders.change(id, (order) => note(order, { type: 'x', at }))
    const stored = await store.state.read(`orders:${id}`)
    expect(stored?.value).toMatchObject({ data: { schemaVersion: 2 } })
    expect((await orders.get(id))?.data).toEqual(changed.data)
  })
})

describe('an order from before guests', () => {
  it('has no guest, and is its owner’s as it was', async () => {
    const [raw] = raws
    const { orders, id } = await storeOf(raw as Raw)
    const order = (await orders.get(id))?.data
    expect([order?.guest, order?.guestId]).toEqual([undefined, undefined])
    expect(await orders.ids('of', `user:${order?.userId}`)).toEqual([])
    await orders.change(id, (known) => note(known, { type: 'x', at }))
    expect(await orders.ids('of', `user:${order?.userId}`)).toEqual([id])
  })
})

describe('the schema of a stored order', () => {
  const illegal: [string, object][] = [
    ['confirmed, without the moment', { status: 'confirmed' }],
    ['expired, without an ending', { status: 'expired' }],
  ]
  it.for(illegal)('refuses an order that is %s', ([, change]) => {
    expect(StoredOrder.safeParse({ ...anOrder(), ...change } as Order).success).toBe(false)
  })
})
