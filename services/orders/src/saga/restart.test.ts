import { describe, expect, it } from 'vitest'
import { driveSaga } from '../../test/sagas/saga-driver.ts'
import {
  input,
  pay,
  type SagaWorld,
  startMs,
  createSagaWorld as world,
} from '../../test/sagas/saga-world.ts'
import { startAttempt } from '../order/order-payment.ts'
import { orderSaga } from './order-saga.ts'

/** A paid order whose stock was gone, with the refund pending and the release of its stock failing. */
async function halfUndone(): Promise<SagaWorld> {
  const here = await world()
  here.activities['cancelPayment'] = async () => void here.shop.refunds.push('rf_1')
  const run = here.drive(async (saga) => {
    here.shop.reservations.clear()
    here.shop.stock.set('MUG', 0)
    await pay(here, saga)
  })
  const { releaseStock } = here.activities
  here.activities['releaseStock'] = async () => {
    throw new Error('no answer')
  }
  await expect(run.result()).rejects.toThrow('no answer')
  here.activities['releaseStock'] = async (...given) => await releaseStock?.(...given)
  return here
}

describe('an order whose undo was cut short', () => {
  it('goes on with the undo in a new run, though it is paid and stock is there again', async () => {
    const here = await halfUndone()
    here.shop.stock.set('MUG', 10)
    const run = here.drive(() => undefined)
    expect(await run.result()).toEqual({ status: 'rejected' })
    expect(here.published()).not.toContain('order-confirmed')
    const ending = { reason: 'out_of_stock', shortages: [{ sku: 'MUG' }] }
    expect(await here.order()).toMatchObject({ ending })
  })

  it('leaves the undo to the cancel saga when the order was on its way', async () => {
    const undoing = { status: 'cancelled', reason: 'cancelled' } as const
    const here = await world({ status: 'processing', undoing })
    expect(await here.drive(() => undefined).result()).toEqual({ status: 'processing' })
    expect(here.published()).toEqual([])
  })

  it('takes no other attempt to pay', async () => {
    const order = { ...(await (await halfUndone()).order()) }
    const failed = { ...order, payment: { ...order.payment, status: 'failed' as const } }
    const method = { provider: 'stripe' as const, token: 'pm_card_visa' }
    const again = () => startAttempt(failed, method, order.placedAt)
    expect(again).toThrow('transition_refused')
  })
})

describe('an order that cannot be opened', () => {
  async function refusedAt(nowMs: number, change: Parameters<typeof world>[0] = {}) {
    const here = await world(change)
    here.activities['advanceOrder'] = async () => {
      throw new Error('invalid_request')
    }
    const run = driveSaga(orderSaga, input, { activities: here.activities, startMs: nowMs })
    const result = await run.result().catch((error: Error) => error.message)
    return { here, result, order: await here.order() }
  }
  const pastDeadlineMs = startMs + 1_800_000

  it('is left to a new run before its deadline', async () => {
    const { result, order } = await refusedAt(startMs)
    expect([result, order.status]).toEqual(['invalid_request', 'pending'])
  })

  it('is rejected past its deadline, with all undone that may have been done', async () => {
    const { here, result, order } = await refusedAt(pastDeadlineMs)
    expect(result).toEqual({ status: 'rejected' })
    expect(order).toHaveProperty('ending.reason', 'not_reserved')
    expect(here.shop.reservations.get('res_1')?.outcome.status).toBe('cancelled')
    expect(here.published()).toEqual(['order-rejected'])
  })

  it('is left alone when it came further', async () => {
    const { result, order } = await refusedAt(pastDeadlineMs, { status: 'awaiting_payment' })
    expect([result, order.status]).toEqual(['invalid_request', 'awaiting_payment'])
  })
})
