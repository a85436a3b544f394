import { describe, expect, it } from 'vitest'
import {
  cancel,
  createSagaWorld,
  fulfil,
  pay,
  refused,
  type SagaWorld,
  startMs,
} from '../../../test/sagas/saga-world.ts'
import type { Order } from '../../order/order.ts'
import { recordPayment } from '../../order/order-payment.ts'
import { createOrders } from '../../order/order-store.ts'
import type { OrderState } from '../saga-types.ts'

const dueMs = startMs + 1_800_000

async function startStep(change: Partial<Order> = {}, due = dueMs) {
  const here = await createSagaWorld(change, 10_000)
  const run = { raise: () => undefined }
  const step = here.activities['advanceOrder']
  const result = step?.({ orderId: 'ord_1', dueMs: due }, { instanceId: 'ord_1' })
  return { here, run, advancing: result as Promise<OrderState> }
}

async function reached(here: SagaWorld, status: string): Promise<void> {
  await expect.poll(async () => (await here.order()).status, { interval: 1 }).toBe(status)
}

describe('a step that waits for its order', () => {
  it('takes it to processing in one go when the facts come soon', async () => {
    const { here, run, advancing } = await startStep()
    await reached(here, 'awaiting_payment')
    await pay(here, run)
    await reached(here, 'confirmed')
    await fulfil(here, run)
    expect(await advancing).toMatchObject({ status: 'processing' })
    expect(here.published()).toEqual(['order-created', 'order-confirmed', 'order-processing'])
    expect(here.listeners.hasListener('ord_1')).toBe(false)
  })

  it('gets what another replica wrote', async () => {
    const { here, run, advancing } = await startStep()
    await reached(here, 'awaiting_payment')
    const elsewhere = createOrders(here.store, here.live)
    await pay({ ...here, rule: (apply) => elsewhere.change('ord_1', apply) }, run)
    await reached(here, 'confirmed')
    await cancel(here, run)
    expect(await advancing).toMatchObject({ status: 'confirmed', cancelRequested: true })
  })

  it('does not wait for a shopper', async () => {
    const { here, advancing } = await startStep()
    await reached(here, 'awaiting_payment')
    await here.rule((order) => recordPayment(order, refused))
    expect(await advancing).toMatchObject({ status: 'awaiting_payment', needsShopper: true })
  })

  it('leaves a cancel to the saga at once', async () => {
    const { here, run, advancing } = await startStep()
    await reached(here, 'awaiting_payment')
    await cancel(here, run)
    expect(await advancing).toMatchObject({ status: 'awaiting_payment', cancelRequested: true })
  })

  it('does not wait for a payment that is due', async () => {
    const { here, advancing } = await startStep({}, startMs)
    expect(await advancing).toMatchObject({ status: 'awaiting_payment', paid: false })
    expect(here.listeners.hasListener('ord_1')).toBe(false)
  })

  it('leaves a payment whose stock is gone to the saga', async () => {
    const { here, run, advancing } = await startStep()
    await reached(here, 'awaiting_payment')
    here.shop.reservations.clear()
    here.shop.stock.set('MUG', 0)
    await pay(here, run)
    expect(await advancing).toMatchObject({ shortages: [{ sku: 'MUG' }] })
  })

  it('waits for less under load', async () => {
    const here = await createSagaWorld({}, 3_000)
    const { subscribe } = here.listeners
    for (let n = 2; n <= 60; n++) subscribe(`ord_${n}`)
    const waits: number[] = []
    here.listeners.subscribe = (orderId) => {
      const real = subscribe(orderId)
      const next = (withinMs: number) => {
        waits.push(withinMs)
        return real.next(1)
      }
      return { ...real, next }
    }
    const step = here.activities['advanceOrder']
    await step?.({ orderId: 'ord_1', dueMs }, { instanceId: 'ord_1' })
    expect(waits).toEqual([1_000])
  })

  it('no longer listens to the order when a service is away', async () => {
    const here = await createSagaWorld()
    here.shop.away.add('inventory')
    const step = here.activities['advanceOrder']
    await expect(step?.({ orderId: 'ord_1', dueMs }, { instanceId: 'ord_1' })).rejects.toThrow()
    expect(here.listeners.hasListener('ord_1')).toBe(false)
  })
})
