import {
  DisputeClosed,
  DisputeOpened,
  PaymentSucceeded,
  RefundFailed,
  RefundSucceeded,
} from '@comptoir/contracts/payments/events'
import type { PaymentSums } from '@comptoir/contracts/payments/schemas'
import { createMemoryStore } from '@comptoir/dapr/test/memory-store'
import { createMemoryLive } from '@comptoir/dapr/test/memory-twins'
import { silentLog } from '@comptoir/service/test/silent-log'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { anOrder, at, eur } from '../../test/samples.ts'
import { createReturns } from '../returns/return-store.ts'
import { createSubscribers } from '../subscribers.ts'
import type { Order } from './order.ts'
import { endOrder, requestCancel } from './order-cancel.ts'
import { followMoney, recordMoney } from './order-money.ts'
import { recordPayment } from './order-payment.ts'
import { createOrders } from './order-store.ts'

type Amounts = { refunded?: number; pending?: number; disputed?: number; owed?: number }
const sumsOf = (amounts: Amounts, goods?: PaymentSums['goods']): PaymentSums => {
  const { refunded = 0, pending = 0, disputed = 0, owed = 0 } = amounts
  return {
    ...{ captured: eur(2890), refundedTotal: eur(refunded), pendingTotal: eur(pending) },
    ...{ disputedTotal: eur(disputed), owedTotal: eur(owed) },
    ...(goods && { goods }),
  }
}
const paid = (change: Partial<Order> = {}) =>
  recordPayment(anOrder(change), { status: 'paid', at, attempt: 1, version: 2 })
const receive = (order: Order, version: number, amounts: Amounts, rest: object = {}) =>
  recordMoney(order, { sums: sumsOf(amounts), at, version, ...rest })
const failure = { refundId: 'rf_1', failureCode: 'lost_card' }

describe('the payment status', () => {
  it.for([
    [{ refunded: 500 }, 'partially_refunded'],
    [{ refunded: 2890 }, 'refunded'],
    [{ refunded: 500, disputed: 2390 }, 'disputed'],
    [{}, 'paid'],
  ] as const)('follows from sums: %o is %s', ([amounts, status]) => {
    expect(receive(paid({ status: 'delivered' }), 3, amounts).payment.status).toBe(status)
  })

  it('is not paid where nothing was taken: it stays what it was, or voided once held money was let go', () => {
    const authorised = { paymentIntentId: 'pi_1', attempt: 1, status: 'authorised' } as const
    const nothing = { ...sumsOf({}), captured: eur(0) }
    const after = (sums: PaymentSums) =>
      recordMoney(anOrder({ payment: authorised }), { sums, at, version: 3 }).payment
    expect(after(nothing)).toMatchObject({ status: 'authorised' })
    expect(after({ ...nothing, lapsedTotal: eur(2890) })).toMatchObject({ status: 'voided' })
    expect(after(nothing).paidAt).toBeUndefined()
  })

  it('goes back to paid when a refund failed: the money is still here', () => {
    const back = receive(paid({ status: 'delivered' }), 3, { refunded: 2890 })
    const failed = receive(back, 4, { owed: 2890 }, { failure })
    expect(failed.payment).toMatchObject({
      ...{ status: 'paid', refundOwed: eur(2890), refundFailure: failure },
    })
    expect(failed.payment.refundedAt).toBeUndefined()
    const again = receive(failed, 5, { refunded: 2890 })
    expect(again.payment).toMatchObject({ status: 'refunded', refundOwed: eur(0) })
    expect(again.payment.refundFailure).toBeUndefined()
  })

  it('ends the same in whatever order its events come, repeated or not', () => {
    const facts = [
      [3, { refunded: 500 }],
      [4, { refunded: 900 }],
      [5, { refunded: 400, owed: 500 }],
      [6, { refunded: 400, disputed: 2490, owed: 500 }],
      [7, { refunded: 400, owed: 500 }],
    ] as const
    fc.assert(
      fc.property(fc.shuffledSubarray([...facts, ...facts], { minLength: 10 }), (received) => {
        let order = paid({ status: 'delivered' })
        for (const [version, amounts] of received) order = receive(order, version, amounts)
        expect(order.payment).toMatchObject({
          ...{ status: 'partially_refunded', refunded: eur(400), disputed: eur(0) },
          refundOwed: eur(500),
        })
      }),
    )
  })
})

const cancelling = (order: Order) => requestCancel(order, { reason: 'x', by: 'customer', at })
const cancelled = (order: Order) =>
  followMoney(endOrder(cancelling(order), { status: 'cancelled', reason: 'x' }, at))

describe('a cancellation', () => {
  it('is done when the money is back, not before', () => {
    const order = cancelled(receive(paid({ status: 'processing' }), 3, { pending: 2890 }))
    expect(order.cancellation?.status).toBe('refund_pending')
    expect(receive(order, 4, { refunded: 2890 }).cancellation?.status).toBe('done')
  })

  it('counts what went back by other ways', () => {
    const order = receive(paid({ status: 'processing' }), 3, { refunded: 500, pending: 2390 })
    expect(receive(cancelled(order), 4, { refunded: 2890 }).cancellation?.status).toBe('done')
    expect(cancelled(receive(order, 4, { disputed: 2890 })).cancellation?.status).toBe('done')
  })

  it('says that its refund failed, until staff give it anew', () => {
    const done = receive(cancelled(paid({ status: 'processing' })), 3, { refunded: 2890 })
    const failed = receive(done, 4, { owed: 2890 }, { failure })
    expect(failed.cancellation?.status).toBe('refund_failed')
    expect(failed.payment).toMatchObject({ status: 'paid', refundOwed: eur(2890) })
    expect(receive(failed, 5, { pending: 2890 }).cancellation?.status).toBe('refund_pending')
    expect(receive(failed, 6, { refunded: 2890 }).cancellation?.status).toBe('done')
  })

  it('of an unpaid order is done at once', () => {
    expect(cancelled(anOrder({ status: 'awaiting_payment' })).cancellation?.status).toBe('done')
  })
})

describe('an order whose money went back whole', () => {
  it.for(['awaiting_payment', 'confirmed', 'processing'] as const)('%s is stopped', (status) => {
    const order = receive(paid({ status }), 3, { refunded: 2890 })
    expect(order.cancellation).toMatchObject({ status: 'requested', by: 'system', restock: true })
  })

  it('ships when staff said so, however often its refund comes', () => {
    const sums = sumsOf({ refunded: 2890 }, { restock: false, keepShipping: true })
    const order = recordMoney(paid({ status: 'processing' }), { sums, at, version: 3 })
    expect(order.cancellation).toBeUndefined()
    expect(recordMoney(order, { sums, at, version: 3 }).cancellation).toBeUndefined()
  })

  it('is not stopped any more when it is sent, nor twice', () => {
    expect(receive(paid({ status: 'shipped' }), 3, { refunded: 2890 }).cancellation).toBeUndefined()
    const order = receive(paid({ status: 'processing' }), 3, { refunded: 2890 })
    const left = {
      ...order,
      cancellation: order.cancellation && { ...order.cancellation, status: 'refused' as const },
    }
    expect(receive(left, 4, { refunded: 2890 }).cancellation?.status).toBe('refused')
  })

  it('is not stopped by a part', () => {
    expect(
      receive(paid({ status: 'processing' }), 3, { refunded: 2889 }).cancellation,
    ).toBeUndefined()
  })
})

async function listening(change: Partial<Order>) {
  const store = createMemoryStore('orders')
  const orders = createOrders(store, createMemoryLive())
  await orders.create('ord_1', anOrder(change))
  const calls: string[] = []
  const subscribers = createSubscribers({
    ...{ orders, returns: createReturns(store), batchMs: 0, clock: () => new Date() },
    log: silentLog(),
    sagas: {
      signalReturn: async () => void calls.push('return'),
      signal: async (_id, signal) => void calls.push(signal),
      startCancelSaga: async () => void calls.push('cancel saga'),
    },
    refundLate: async () => void calls.push('refund'),
  })
  const fact = { orderId: 'ord_1', paymentIntentId: 'pi_1', amount: eur(2890), attempt: 1 }
  const tell = async (
    definition:
      | typeof RefundSucceeded
      | typeof RefundFailed
      | typeof DisputeOpened
      | typeof DisputeClosed
      | typeof PaymentSucceeded,
    version: number,
    data: object,
  ) => {
    const meta = { id: `${version}`, type: definition.type, subject: 'x', version, time: at }
    const subscriber = subscribers.find((known) => known.definition === definition)
    await subscriber?.handle(definition.schema.parse({ ...fact, reason: 'x', ...data }), meta)
  }
  const order = async () => (await orders.get('ord_1'))?.data ?? anOrder()
  const types = async () => (await order()).history.map(({ type }) => type)
  return { tell, calls, order, types }
}

describe('events of money', () => {
  it('stop the order by the saga that has it in hand', async () => {
    for (const [status, hand] of [
      ['confirmed', 'cancel'],
      ['processing', 'cancel saga'],
    ] as const) {
      const { tell, calls } = await listening({ status })
      await tell(PaymentSucceeded, 2, {})
      await tell(RefundSucceeded, 3, { refundId: 'rf_1_a', ...sumsOf({ refunded: 2890 }) })
      expect(calls).toEqual([hand])
    }
  })

  it('write each fact into the history once', async () => {
    const { tell, types } = await listening({ status: 'delivered' })
    await tell(PaymentSucceeded, 2, {})
    for (const _ of [1, 2]) {
      await tell(RefundSucceeded, 4, { refundId: 'rf_1_b', ...sumsOf({ refunded: 2890 }) })
      await tell(RefundSucceeded, 3, { refundId: 'rf_1_a', ...sumsOf({ refunded: 500 }) })
      await tell(RefundFailed, 5, { ...failure, ...sumsOf({ refunded: 500, owed: 2390 }) })
      await tell(DisputeOpened, 6, { disputeId: 'du_1', ...sumsOf({ disputed: 2890 }) })
      await tell(DisputeClosed, 7, {
        disputeId: 'du_1',
        outcome: 'lost',
        ...sumsOf({ disputed: 2890 }),
      })
    }
    expect((await types()).slice(2)).toEqual([
      ...['refunded', 'partially_refunded', 'refund_failed', 'dispute_opened', 'dispute_lost'],
    ])
  })

  it('give back what a won dispute returned for an order that has ended', async () => {
    const { tell, calls } = await listening({ status: 'expired' })
    await tell(DisputeOpened, 3, { disputeId: 'du_1', ...sumsOf({ disputed: 2890 }) })
    expect(calls).toEqual([])
    await tell(DisputeClosed, 4, { disputeId: 'du_1', outcome: 'won', ...sumsOf({}) })
    expect(calls).toEqual(['refund'])
  })
})
