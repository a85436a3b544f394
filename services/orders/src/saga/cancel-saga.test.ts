import { describe, expect, it } from 'vitest'
import { driveSaga } from '../../test/sagas/saga-driver.ts'
import {
  cancel,
  cancelRequest,
  fulfil,
  pay,
  startMs,
  createSagaWorld as world,
} from '../../test/sagas/saga-world.ts'
import { requestCancel } from '../order/order-cancel.ts'
import { cancelSaga } from './cancel-saga.ts'

describe('a cancel that the order saga receives', () => {
  it('cancels before the payment without a refund', async () => {
    const here = await world()
    here.shop.payment = 'requires_action'
    const run = here.drive((saga) => cancel(here, saga))
    expect(await run.result()).toEqual({ status: 'cancelled' })
    expect(here.shop.refunds).toEqual([])
    expect((await here.order()).cancellation?.status).toBe('done')
    expect(here.shop.stock.get('MUG')).toBe(10)
  })

  it('stops before the reservation when the request to cancel came first', async () => {
    const here = await world()
    await here.rule((order) => requestCancel(order, cancelRequest))
    const run = here.drive(() => undefined)
    expect(await run.result()).toEqual({ status: 'cancelled' })
    expect(here.published()).toEqual(['order-cancelled'])
  })

  it('lets a recorded cancel win over a payment that comes with it', async () => {
    const here = await world()
    const run = here.drive(async (saga) => {
      await cancel(here, saga)
      await pay(here, saga)
    })
    expect(await run.result()).toEqual({ status: 'cancelled' })
    expect(here.shop.refunds).toEqual(['rf_1'])
    expect((await here.order()).payment.status).toBe('refunded')
  })

  it('undoes a confirmed order: parcel, money, stock, invoice', async () => {
    const here = await world()
    here.shop.invoice = 'finalised'
    const run = here.drive((saga, waits) => (waits === 1 ? pay(here, saga) : cancel(here, saga)))
    expect(await run.result()).toEqual({ status: 'cancelled' })
    expect(run.steps).toEqual([
      ...['advanceOrder', 'advanceOrder', 'stopParcel', 'decideEnding'],
      ...['cancelPayment', 'releaseStock', 'cancelInvoice', 'endOrder'],
    ])
    expect([here.shop.refunds, here.shop.stock.get('MUG'), here.shop.invoice]).toEqual([
      ['rf_1'],
      10,
      'credited',
    ])
  })

  it('refuses the cancel of a parcel that has left, and goes on', async () => {
    const here = await world()
    const run = here.drive(async (saga, waits) => {
      if (waits === 1) return pay(here, saga)
      if (waits > 2) return fulfil(here, saga)
      here.shop.parcel = 'in_transit'
      return cancel(here, saga)
    })
    expect(await run.result()).toEqual({ status: 'processing' })
    expect((await here.order()).cancellation?.status).toBe('refused')
    expect(here.shop.refunds).toEqual([])
  })
})

describe('the cancel saga', () => {
  it('gives money, stock and invoice back for an order in preparation', async () => {
    const here = await world({ status: 'processing' })
    Object.assign(here.shop, {
      payment: 'succeeded',
      invoice: 'finalised',
      parcel: 'label_created',
    })
    await here.rule((order) => requestCancel(order, cancelRequest))
    const run = driveSaga(
      cancelSaga,
      { orderId: 'ord_1' },
      { activities: here.activities, startMs },
    )
    expect(await run.result()).toEqual({ status: 'cancelled' })
    expect([here.shop.parcel, here.shop.refunds, here.shop.invoice]).toEqual([
      'cancelled',
      ['rf_1'],
      'credited',
    ])
  })

  it('leaves an order alone whose parcel has left', async () => {
    const here = await world({ status: 'processing' })
    Object.assign(here.shop, { payment: 'succeeded', parcel: 'in_transit' })
    await here.rule((order) => requestCancel(order, cancelRequest))
    const run = driveSaga(
      cancelSaga,
      { orderId: 'ord_1' },
      { activities: here.activities, startMs },
    )
    expect(await run.result()).toEqual({ status: 'processing' })
    expect((await here.order()).cancellation?.status).toBe('refused')
    expect(here.shop.refunds).toEqual([])
  })
})
