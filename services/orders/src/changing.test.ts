import type { OrderStatus } from '@comptoir/contracts/orders/schemas'
import { describe, expect, it, vi } from 'vitest'
import { at } from '../test/samples.ts'
import { createAppTwin } from '../test/twins/app-twin.ts'
import { refuseCancel } from './order/order-cancel.ts'

const cancel = 'POST /api/orders/ord_1/cancel'
const body = { reason: 'too_late' }

async function inState(status: OrderStatus) {
  const twin = createAppTwin()
  await twin.seed({ status })
  return twin
}

describe('cancelling', () => {
  it.each(['pending', 'awaiting_payment', 'confirmed'] as const)(
    'is written on an order that is %s, then its saga is signalled',
    async (status) => {
      const twin = await inState(status)
      const response = await twin.send(cancel, { body })
      expect(response.status).toBe(200)
      expect(await response.json()).toMatchObject({
        status,
        cancellation: { status: 'requested', by: 'customer', reason: 'too_late' },
      })
      expect(twin.calls).toEqual(['cancel ord_1'])
    },
  )

  it('starts a saga of its own for an order in preparation', async () => {
    const twin = await inState('processing')
    await twin.send(cancel, { body, as: 'usr_9', roles: ['staff'] })
    expect(twin.calls).toEqual(['cancel saga ord_1'])
    expect((await twin.orders.get('ord_1'))?.data.cancellation?.by).toBe('staff')
  })

  it('is one request, however often it comes', async () => {
    const twin = await inState('confirmed')
    await Promise.all([twin.send(cancel, { body }), twin.send(cancel, { body })])
    const order = (await twin.orders.get('ord_1'))?.data
    expect(order?.history.filter(({ type }) => type === 'cancel_requested')).toHaveLength(1)
  })

  it('can be requested again after it was refused', async () => {
    const twin = await inState('processing')
    await twin.send(cancel, { body })
    await twin.orders.change('ord_1', (order) => refuseCancel(order, at))
    await twin.send(cancel, { body })
    expect(twin.calls).toEqual(['cancel saga ord_1', 'cancel saga ord_1'])
  })

  it.each([
    ...['partially_shipped', 'shipped', 'partially_delivered', 'delivered'],
    ...['completed', 'rejected', 'expired'],
  ] as const)('is refused for an order that is %s', async (status) => {
    const response = await (await inState(status)).send(cancel, { body })
    expect(response.status).toBe(409)
    expect(await response.json()).toMatchObject({ code: 'transition_refused' })
  })

  it('is done for an order that is cancelled', async () => {
    const twin = await inState('cancelled')
    expect((await twin.send(cancel, { body })).status).toBe(200)
    expect(twin.calls).toEqual([])
  })

  it('waits for the outcome when that is preferred', async () => {
    const twin = await inState('processing')
    const refused = vi.waitFor(
      async () => {
        expect((await twin.orders.get('ord_1'))?.data.cancellation?.status).toBe('requested')
        return twin.orders.change('ord_1', (order) => refuseCancel(order, at))
      },
      { timeout: 20_000, interval: 5 },
    )
    const response = await twin.send(cancel, { body, headers: { prefer: 'wait=5' } })
    await refused
    expect(await response.json()).toMatchObject({ cancellation: { status: 'refused' } })
  })

  it('is not for strangers', async () => {
    const twin = await inState('confirmed')
    expect((await twin.send(cancel, { body, as: 'usr_2' })).status).toBe(404)
    expect((await twin.send('DELETE /api/orders/ord_1', { as: 'usr_2' })).status).toBe(404)
    expect(twin.calls).toEqual([])
  })
})

describe('deleting', () => {
  it('cancels a placed order and never erases it', async () => {
    const twin = await inState('confirmed')
    expect((await twin.send('DELETE /api/orders/ord_1')).status).toBe(200)
    expect((await twin.orders.get('ord_1'))?.data.cancellation?.reason).toBe('deleted')
  })
})

describe('completing', () => {
  it('is for staff, and for delivered orders', async () => {
    const twin = await inState('delivered')
    const complete = 'POST /api/orders/ord_1/complete'
    expect((await twin.send(complete)).status).toBe(403)
    expect((await twin.send(complete, { roles: ['staff'] })).status).toBe(200)
    const again = await twin.send(complete, { roles: ['staff'] })
    expect(again.status).toBe(409)
    expect(await again.json()).toMatchObject({ allowedTransitions: [] })
    const unknown = await twin.send('POST /api/orders/ord_9/complete', { roles: ['staff'] })
    expect(unknown.status).toBe(404)
  })
})
