import type { EventDefinition } from '@comptoir/contracts/event'
import {
  PaymentAuthorisationExpiring,
  PaymentAuthorised,
  PaymentCancelled,
  PaymentSucceeded,
} from '@comptoir/contracts/payments/events'
import { createMemoryStore } from '@comptoir/dapr/test/memory-store'
import { createMemoryLive } from '@comptoir/dapr/test/memory-twins'
import { silentLog } from '@comptoir/service/test/silent-log'
import { describe, expect, it } from 'vitest'
import { anOrder, at, eur } from '../../test/samples.ts'
import { contentOf } from '../edits/edit.ts'
import { createReturns } from '../returns/return-store.ts'
import { stateOf } from '../saga/saga-types.ts'
import { createSubscribers } from '../subscribers.ts'
import type { Order } from './order.ts'
import { confirmed } from './order-events.ts'
import { heldOf } from './order-money.ts'
import { recordOutcome } from './order-payment.ts'
import { createOrders } from './order-store.ts'
import { toView } from './order-view.ts'

const orderId = 'ord_1'
const until = '2026-11-28T10:00:00.000Z'
const fact = { orderId, paymentIntentId: 'pi_1', amount: eur(2890), attempt: 1 }
const authorised = { paymentIntentId: 'pi_1', attempt: 1, status: 'authorised' } as const
const payment = { ...authorised, authorisedUntil: until }
const gone = [{ shipmentId: 'shp_1', status: 'in_transit', handedOverAt: at, events: [] }] as const

const edits: NonNullable<Order['edits']> = [
  {
    ...{ editId: 'ed_1_1', number: 1, status: 'applied', decision: 'apply', revision: 1 },
    ...{ changes: {}, preview: contentOf(anOrder()), difference: eur(500), by: 'customer' },
    ...{ createdAt: at, expiresAt: at },
  },
]

async function receiving(change: Partial<Order>) {
  const store = createMemoryStore('orders')
  const orders = createOrders(store, createMemoryLive())
  await orders.create(orderId, anOrder(change))
  const calls: string[] = []
  const subscribers = createSubscribers({
    orders,
    returns: createReturns(store),
    sagas: {
      signal: async (_order, signal) => void calls.push(signal),
      startCancelSaga: async () => void calls.push('cancel saga'),
      signalReturn: async () => undefined,
    },
    refundLate: async () => void calls.push('refund'),
    batchMs: 0,
    clock: () => new Date(),
    log: silentLog(),
  })
  async function receive(definition: EventDefinition, data: object, version = 5) {
    const subscriber = subscribers.find((known) => known.definition === definition)
    const meta = { id: `e:${version}`, type: definition.type, subject: 'x', version, time: at }
    await subscriber?.handle(definition.schema.parse({ ...fact, ...data }), meta)
  }
  const order = async () => (await orders.get(orderId))?.data ?? anOrder()
  return { receive, order, calls }
}

describe('an order whose money is held', () => {
  it('counts as paid for its saga, though the shop holds nothing yet', async () => {
    const { receive, order, calls } = await receiving({ status: 'awaiting_payment' })
    await receive(PaymentAuthorised, { authorisedUntil: until })
    await receive(PaymentAuthorised, { authorisedUntil: until })
    const after = await order()
    expect(after.payment).toMatchObject({ status: 'authorised', authorisedUntil: until })
    expect([stateOf(after).paid, heldOf(after), calls]).toEqual([true, 0, ['payment', 'payment']])
    expect(after.history.filter(({ type }) => type === 'payment_authorised')).toHaveLength(1)
    expect(confirmed(after).data).toMatchObject({ captureAt: 'shipping' })
  })

  it('is told so by the answer of payments, too', () => {
    const outcome = { paymentIntentId: 'pi_1', status: 'authorised', attempt: 1 } as const
    const asked = recordOutcome(anOrder(), { ...outcome, authorisedUntil: until }, at)
    expect(asked.payment).toMatchObject({ status: 'authorised', authorisedUntil: until })
  })

  it('is paid once the money is taken, whatever came first', async () => {
    const { receive, order } = await receiving({ status: 'shipped', payment })
    await receive(PaymentSucceeded, {}, 6)
    await receive(PaymentAuthorised, { authorisedUntil: until }, 5)
    const after = await order()
    expect(after.payment).toMatchObject({ status: 'paid', paidAt: at })
    expect(after.payment.authorisedUntil).toBeUndefined()
    expect(heldOf(after)).toBe(2890)
  })

  it.each(['confirmed', 'processing'] as const)(
    'is stopped when its time is nearly over and it is %s: nothing leaves unpaid',
    async (status) => {
      const { receive, order, calls } = await receiving({ status, payment })
      for (const _ of [1, 2])
        await receive(PaymentAuthorisationExpiring, { authorisedUntil: until })
      expect((await order()).cancellation).toMatchObject({
        ...{ status: 'requested', reason: 'authorisation_expired', by: 'system' },
      })
      expect(calls[0]).toBe(status === 'confirmed' ? 'cancel' : 'cancel saga')
    },
  )

  it('is stopped when the provider let the money go', async () => {
    const { receive, order, calls } = await receiving({ status: 'processing', payment })
    await receive(PaymentCancelled, { reason: 'expired' })
    const after = await order()
    expect(after.payment.status).toBe('voided')
    expect(after.cancellation).toMatchObject({ reason: 'authorisation_expired' })
    expect(calls).toEqual(['cancel saga'])
  })

  it('that has left goes on, and shows that its money is not there', async () => {
    const { receive, order, calls } = await receiving({
      ...{ status: 'shipped', payment },
      parcels: gone as unknown as Order['parcels'],
    })
    await receive(PaymentAuthorisationExpiring, { authorisedUntil: until })
    await receive(PaymentCancelled, { reason: 'expired' })
    const after = await order()
    expect([after.status, after.payment.status, after.cancellation, calls]).toEqual([
      ...['shipped', 'voided', undefined, []],
    ])
  })

  it('that has left says what is outstanding, until another payment is taken', async () => {
    const { receive, order } = await receiving({
      ...{ status: 'shipped', payment },
      parcels: gone as unknown as Order['parcels'],
    })
    const nothing = { refundedTotal: eur(0), pendingTotal: eur(0), disputedTotal: eur(0) }
    const sums = { ...nothing, owedTotal: eur(0) }
    await receive(PaymentCancelled, {
      ...{ reason: 'expired', captured: eur(0), lapsedTotal: eur(2890), ...sums },
    })
    const left = await order()
    expect([left.payment.status, left.payment.paidAt, heldOf(left)]).toEqual([
      ...['voided', undefined, 0],
    ])
    const { payment: shown } = toView({ id: orderId, version: 1, data: left })
    expect(shown).toMatchObject({ status: 'voided', outstanding: eur(2890) })
    expect(shown).not.toHaveProperty('lapsed')
    await receive(PaymentSucceeded, { purpose: 'due1', captured: eur(2890), ...sums }, 6)
    const settled = toView({ id: orderId, version: 2, data: await order() })
    expect(settled.payment).toMatchObject({ status: 'paid', paidAt: at })
    expect(settled.payment.outstanding).toBeUndefined()
  })

  it('is voided when it was cancelled, though it cost nothing before an edit', async () => {
    const { receive, order } = await receiving({ status: 'cancelled', payment, edits })
    await receive(PaymentCancelled, { purpose: 'edit1' })
    expect((await order()).payment.status).toBe('voided')
    await receive(PaymentSucceeded, {}, 1)
    expect((await order()).payment.status).toBe('voided')
  })

  it('is stopped when the provider let the money of one of its edits go', async () => {
    const { receive, order, calls } = await receiving({ status: 'processing', payment })
    await receive(PaymentCancelled, { purpose: 'edit1' })
    expect((await order()).cancellation).toBeUndefined()
    const edited = await receiving({ status: 'processing', payment, edits })
    await edited.receive(PaymentCancelled, { purpose: 'edit1', reason: 'expired' })
    expect([calls, edited.calls]).toEqual([[], ['cancel saga']])
  })

  it('is not stopped by the cancel of its own saga', async () => {
    const cancellation = { status: 'done', by: 'customer', reason: 'mine', at } as const
    const { receive, order, calls } = await receiving({
      status: 'cancelled',
      cancellation,
      payment,
    })
    await receive(PaymentCancelled, {})
    expect((await order()).cancellation).toEqual(cancellation)
    expect(calls).toEqual([])
  })
})
