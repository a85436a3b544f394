import { metricsText } from '@comptoir/service/observability/metrics'
import { describe, expect, it } from 'vitest'
import { at } from '../../test/samples.ts'
import { aPlacement, createAppTwin, newKey } from '../../test/twins/app-twin.ts'
import { move } from '../order/order.ts'

/** A shop whose limit of one order is reached; `cart_1` is still to be ordered. */
async function fullShop() {
  const twin = createAppTwin({ limit: 1 })
  await twin.seed({ orderId: 'ord_before', cartId: 'cart_before', number: 'CMD-0000-9999' })
  await twin.admission.count()
  const place = async (key: ReturnType<typeof newKey>) => {
    const response = await twin.send('POST /api/orders', { body: aPlacement(), headers: key })
    return { response, body: (await response.json()) as Record<string, unknown> }
  }
  const makeRoom = async () => {
    await twin.orders.change('ord_before', (order) => move(order, 'rejected', { at }))
    await twin.admission.count()
  }
  return { ...twin, place, makeRoom }
}

describe('a new order when too many are in flight', () => {
  it('is refused before anything is asked or written, and with the time to retry', async () => {
    const { place, calls, shop, orders } = await fullShop()
    shop.away.add('carts')
    const { response, body } = await place(newKey())
    expect(response.status).toBe(503)
    expect(response.headers.get('retry-after')).toBe('2')
    expect(body).toMatchObject({ code: 'overloaded', retryAfterSeconds: 2 })
    expect(calls).toEqual([])
    expect(await orders.count('of', 'all')).toBe(1)
    expect((await metricsText()).text).toContain('comptoir_placements_rejected_total 1')
  })

  it('is placed with the same key as soon as there is room', async () => {
    const { place, makeRoom } = await fullShop()
    const key = newKey()
    expect((await place(key)).response.status).toBe(503)
    expect((await place(key)).body).toMatchObject({ code: 'overloaded' })
    await makeRoom()
    const { response, body } = await place(key)
    expect([response.status, body['orderId']]).toEqual([201, 'ord_1'])
  })

  it('is not what a repeated key asks for: it gets its order, from the answer or the order itself', async () => {
    const { place, makeRoom, store } = await fullShop()
    await makeRoom()
    const key = newKey()
    expect((await place(key)).response.status).toBe(201)
    expect((await place(key)).body).toMatchObject({ orderId: 'ord_1' })
    const name = `idem:orders:place:usr_1:${key['idempotency-key']}`
    await store.keys.replace(name, (await store.keys.read(name)) ?? '', undefined, 1)
    const { response, body } = await place(key)
    expect([response.status, body['orderId']]).toEqual([201, 'ord_1'])
  })
})
