import { describe, expect, it } from 'vitest'
import type { SagaRun } from '../../test/sagas/saga-driver.ts'
import {
  fulfil,
  pay,
  refused,
  startMs,
  createSagaWorld as world,
} from '../../test/sagas/saga-world.ts'
import { anOrder, at } from '../../test/samples.ts'
import { move } from '../order/order.ts'
import { recordPayment } from '../order/order-payment.ts'

describe('the order saga', () => {
  it('takes a paid order to processing, in three steps', async () => {
    const here = await world()
    const run = here.drive((saga, waits) => (waits === 1 ? pay(here, saga) : fulfil(here, saga)))
    expect(await run.result()).toEqual({ status: 'processing' })
    expect(run.steps).toEqual(['advanceOrder', 'advanceOrder', 'advanceOrder'])
    expect(here.published()).toEqual(['order-created', 'order-confirmed', 'order-processing'])
    expect(here.shop.stock.get('MUG')).toBe(8)
  })

  it('rejects an order that stock cannot serve, with what is left, and asks nobody else', async () => {
    const here = await world()
    here.shop.stock.set('MUG', 1)
    const run = here.drive(() => undefined)
    expect(await run.result()).toEqual({ status: 'rejected' })
    expect(await here.order()).toHaveProperty('ending', {
      reason: 'out_of_stock',
      shortages: [{ sku: 'MUG', requested: 2, available: 1 }],
    })
    expect(here.shop.calls).toEqual(['inventory put /internal/reservations/{reservationId}'])
    expect(here.published()).toEqual(['order-rejected'])
  })

  it('goes on waiting after a refused payment, until another attempt is paid', async () => {
    const here = await world()
    const run = here.drive(async (saga, waits) => {
      if (waits === 3) await pay(here, saga)
      if (waits > 3) await fulfil(here, saga)
      if (waits > 1) return
      await here.rule((order) => recordPayment(order, refused))
      here.shop.payment = 'failed'
    })
    expect(await run.result()).toEqual({ status: 'processing' })
    expect(run.steps).toEqual([
      'advanceOrder',
      'checkPayment',
      'checkPayment',
      'advanceOrder',
      'advanceOrder',
    ])
  })

  it('expires at the deadline, after a last question to the provider, with everything undone', async () => {
    const here = await world()
    here.shop.payment = 'requires_action'
    const run = here.drive(() => undefined)
    expect(await run.result()).toEqual({ status: 'expired' })
    const order = await here.order()
    expect(order.payment.status).toBe('voided')
    expect(run.clock.nowMs - startMs).toBe(1_800_000)
    expect(run.steps.slice(-5)).toEqual([
      'decideEnding',
      'cancelPayment',
      'releaseStock',
      'cancelInvoice',
      'endOrder',
    ])
    expect(here.shop.stock.get('MUG')).toBe(10)
    expect(here.published().at(-1)).toBe('order-expired')
  })

  it('confirms a payment that only the last question reveals', async () => {
    const here = await world()
    here.shop.payment = 'processing'
    const run = here.drive(async (saga) => {
      if (saga.clock.nowMs - startMs > 1_400_000) here.shop.payment = 'succeeded'
      if ((await here.order()).status === 'confirmed') await fulfil(here, saga)
    })
    expect(await run.result()).toEqual({ status: 'processing' })
  })

  it('announces the order again to a payments service that does not know it', async () => {
    const here = await world()
    const run = here.drive(async (saga, waits) => {
      if (waits === 3) await pay(here, saga)
      if (waits > 3) await fulfil(here, saga)
    })
    await run.result()
    expect(here.published().filter((name) => name === 'order-created')).toHaveLength(3)
  })

  it('refunds when the stock was gone by the time the payment came', async () => {
    const here = await world()
    const run = here.drive(async (saga) => {
      here.shop.reservations.clear()
      here.shop.stock.set('MUG', 0)
      await pay(here, saga)
    })
    expect(await run.result()).toEqual({ status: 'rejected' })
    expect(here.shop.refunds).toEqual(['rf_1'])
    expect(await here.order()).toHaveProperty('ending.reason', 'out_of_stock')
  })

  it('asks for fulfilment without a signal, and announces the confirmation again', async () => {
    const here = await world()
    const run = here.drive(async (saga, waits) => {
      if (waits === 1) await pay(here, saga)
      if (waits < 3) return
      Object.assign(here.shop, { parcel: 'label_created', invoice: 'finalised' })
      here.shop.reservations.set('res_1', {
        outcome: { reservationId: 'res_1', status: 'committed' },
        lines: [],
      })
    })
    expect(await run.result()).toEqual({ status: 'processing' })
    expect(here.published().filter((name) => name === 'order-confirmed')).toHaveLength(2)
  })

  it('tells staff once when fulfilment is late, and still ends well', async () => {
    const here = await world()
    const run = here.drive(async (saga, waits) => {
      if (waits === 1) await pay(here, saga)
      if (saga.clock.nowMs - startMs > 2_000_000) await fulfil(here, saga)
    })
    expect(await run.result()).toEqual({ status: 'processing' })
    const { history } = await here.order()
    expect(history.filter(({ type }) => type === 'fulfilment_late')).toHaveLength(1)
  })

  it('ends where it is when it has waited for very long, and a new run goes on', async () => {
    const here = await world()
    const run = here.drive((saga, waits) => (waits === 1 ? pay(here, saga) : undefined))
    expect(await run.result()).toEqual({ status: 'confirmed' })
    expect(here.shop.refunds).toEqual([])
    const next = here.drive((saga) => fulfil(here, saga))
    expect(await next.result()).toEqual({ status: 'processing' })
  })

  it('tries a service that is away again, with pauses', async () => {
    const here = await world()
    here.shop.away.add('inventory')
    const open = here.activities['advanceOrder']
    here.activities['advanceOrder'] = async (...given) => {
      const tries = run.steps.filter((name) => name === 'advanceOrder').length
      if (tries === 3) here.shop.away.clear()
      return await open?.(...given)
    }
    const run: SagaRun = here.drive((saga, waits) =>
      waits === 1 ? pay(here, saga) : fulfil(here, saga),
    )
    expect(await run.result()).toEqual({ status: 'processing' })
    expect(run.steps.slice(0, 3)).toEqual(['advanceOrder', 'advanceOrder', 'advanceOrder'])
    expect(run.clock.nowMs).toBeGreaterThan(startMs)
  })

  it('does nothing for an order that has ended, though it is started again', async () => {
    const here = await world({ status: 'cancelled' })
    const run = here.drive(() => undefined)
    expect(await run.result()).toEqual({ status: 'cancelled' })
    expect(here.shop.calls).toEqual([])
  })

  it('takes up a confirmed order where it was, when it is started again', async () => {
    const confirmed = {
      ...move(anOrder({ status: 'awaiting_payment' }), 'confirmed', { at }),
      confirmedAt: at,
    }
    const here = await world(confirmed)
    const run = here.drive((saga) => fulfil(here, saga))
    expect(await run.result()).toEqual({ status: 'processing' })
    expect(run.steps).toEqual(['advanceOrder', 'advanceOrder'])
  })
})
