import {
  CreditNoteIssued,
  InvoiceFinalised,
  InvoicePdfReady,
} from '@comptoir/contracts/billing/events'
import type { EventDefinition } from '@comptoir/contracts/event'
import { StockCommitted } from '@comptoir/contracts/inventory/events'
import {
  PaymentCancelled,
  PaymentFailed,
  PaymentRequiresAction,
  PaymentSucceeded,
  RefundFailed,
  RefundSucceeded,
} from '@comptoir/contracts/payments/events'
import {
  ShipmentCreated,
  ShipmentDelivered,
  ShipmentHandedOver,
  TrackingUpdated,
} from '@comptoir/contracts/shipping/events'
import { createMemoryStore } from '@comptoir/dapr/test/memory-store'
import { createMemoryLive } from '@comptoir/dapr/test/memory-twins'
import { silentLog } from '@comptoir/service/test/silent-log'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { anOrder, at, eur } from '../test/samples.ts'
import type { Order } from './order/order.ts'
import { createOrders } from './order/order-store.ts'
import { createReturns } from './returns/return-store.ts'
import { createSubscribers } from './subscribers.ts'

const orderId = 'ord_1'
const payment = { orderId, paymentIntentId: 'pi_1', amount: eur(2890), attempt: 1 }
const invoice = { orderId, invoiceId: 'inv_1', total: eur(2890) }
const shipment = { orderId, shipmentId: 'shp_1', trackingNumber: 'T1' }

async function receiving(change: Partial<Order>) {
  const store = createMemoryStore('orders')
  const orders = createOrders(store, createMemoryLive())
  await orders.create(orderId, anOrder(change))
  const calls: string[] = []
  const subscribers = createSubscribers({
    orders,
    returns: createReturns(store),
    sagas: {
      signalReturn: async ({ returnId }) => void calls.push(`return ${returnId}`),
      signal: async ({ orderId }, signal) => void calls.push(`${signal} ${orderId}`),
      startCancelSaga: async ({ orderId: id }) => void calls.push(`cancel saga ${id}`),
    },
    refundLate: async (id) => void calls.push(`refund ${id}`),
    batchMs: 0,
    clock: () => new Date(),
    log: silentLog(),
  })
  const receive = async (definition: EventDefinition, data: unknown, version = 1) => {
    const subscriber = subscribers.find((known) => known.definition === definition)
    const { name, type } = definition
    const meta = { id: `${name}:${version}`, type, subject: 'x', version, time: at }
    await subscriber?.handle(definition.schema.parse(data), meta)
  }
  const order = async () => (await orders.get(orderId))?.data ?? anOrder()
  const types = async () => (await order()).history.map(({ type }) => type)
  return { receive, order, types, calls }
}

describe('a payment that succeeded', () => {
  it('is recorded once and signals the saga each time it comes', async () => {
    const { receive, order, calls } = await receiving({ status: 'awaiting_payment' })
    const paidWith = { type: 'card', brand: 'visa', last4: '4242' }
    await receive(PaymentSucceeded, { ...payment, paymentMethod: paidWith })
    const once = await order()
    await receive(PaymentSucceeded, payment)
    expect(await order()).toEqual(once)
    expect(once.payment).toMatchObject({ status: 'paid', paidAt: at, paidWith })
    expect(calls).toEqual(['payment ord_1', 'payment ord_1'])
  })

  it.each(['expired', 'cancelled', 'rejected'] as const)(
    'is given back when the order is %s',
    async (status) => {
      const { receive, order, calls } = await receiving({ status })
      await receive(PaymentSucceeded, payment)
      expect(calls).toEqual(['refund ord_1'])
      expect((await order()).status).toBe(status)
    },
  )

  const lateRefund = {
    orderId,
    paymentIntentId: 'pi_1',
    refundId: 'rf_1_late',
    amount: eur(2890),
    reason: 'late',
  }

  it('is not given back twice once the refund was recorded', async () => {
    const { receive, calls } = await receiving({ status: 'expired' })
    await receive(PaymentSucceeded, payment)
    await receive(RefundSucceeded, lateRefund, 2)
    await receive(PaymentSucceeded, payment)
    expect(calls).toEqual(['refund ord_1'])
  })

  it('is not given back again when its refund comes first', async () => {
    const { receive, order, calls } = await receiving({ status: 'expired' })
    await receive(RefundSucceeded, lateRefund, 2)
    await receive(PaymentSucceeded, payment)
    expect(calls).toEqual([])
    expect((await order()).payment.status).toBe('refunded')
  })
})

describe('a payment that did not', () => {
  it('shows why, and tells nobody', async () => {
    const { receive, order, calls } = await receiving({ status: 'awaiting_payment' })
    await receive(PaymentFailed, { ...payment, failureCode: 'card_declined' })
    expect((await order()).payment).toMatchObject({
      status: 'failed',
      failureCode: 'card_declined',
    })
    expect(calls).toEqual([])
  })

  it('shows where to confirm', async () => {
    const { receive, order } = await receiving({ status: 'awaiting_payment' })
    await receive(PaymentRequiresAction, { ...payment, actionUrl: 'https://bank.example/3ds' })
    expect((await order()).payment.actionUrl).toBe('https://bank.example/3ds')
  })

  it('ends the same in whatever order its events come', async () => {
    const events = [
      [PaymentRequiresAction, { ...payment, actionUrl: 'https://bank.example/3ds' }, 2],
      [PaymentFailed, { ...payment, failureCode: 'card_declined' }, 3],
      [PaymentSucceeded, { ...payment, attempt: 2 }, 5],
    ] as const
    const orders = fc.shuffledSubarray([...events, ...events], { minLength: 6 })
    await fc.assert(
      fc.asyncProperty(orders, async (received) => {
        const { receive, order } = await receiving({ status: 'awaiting_payment' })
        for (const [definition, data, version] of received) await receive(definition, data, version)
        expect((await order()).payment).toMatchObject({ status: 'paid', attempt: 2 })
      }),
      { numRuns: 30 },
    )
  })

  it('shows a voided payment and a refund that failed, once', async () => {
    const { receive, order, types } = await receiving({ status: 'cancelled' })
    await receive(PaymentCancelled, payment)
    expect((await order()).payment.status).toBe('voided')
    const refund = {
      orderId,
      paymentIntentId: 'pi_1',
      refundId: 'rf_1',
      amount: eur(1),
      reason: 'x',
    }
    await receive(RefundFailed, { ...refund, failureCode: 'expired' })
    await receive(RefundFailed, { ...refund, failureCode: 'expired' })
    expect((await types()).filter((type) => type === 'refund_failed')).toHaveLength(1)
  })

  it('counts the money of a further payment, which does not pay the order', async () => {
    const { receive, order, calls } = await receiving({ status: 'delivered' })
    await receive(PaymentSucceeded, payment)
    const further = { ...payment, paymentIntentId: 'pi_1_edit1', purpose: 'edit1' }
    await receive(PaymentFailed, { ...further, failureCode: 'card_declined' }, 2)
    await receive(PaymentSucceeded, { ...further, captured: eur(6500) }, 3)
    const paid = { status: 'paid', captured: eur(6500) }
    expect(await order()).toMatchObject({ payment: paid })
    expect(calls).toEqual([])
  })

  it('tells a refund of a part from that of the whole', async () => {
    const { receive, order } = await receiving({ status: 'delivered' })
    await receive(PaymentSucceeded, payment)
    const refund = {
      orderId,
      paymentIntentId: 'pi_1',
      refundId: 'rf_2',
      amount: eur(100),
      reason: 'x',
    }
    await receive(RefundSucceeded, refund, 2)
    expect((await order()).payment.status).toBe('partially_refunded')
  })
})

const facts = [
  [StockCommitted, { reservationId: 'res_1', orderId, lines: [{ sku: 'MUG', quantity: 2 }] }],
  [InvoiceFinalised, { ...invoice, number: 'FA-2026-000001' }],
  [ShipmentCreated, shipment],
] as const

describe('fulfilment', () => {
  it('tells the saga when the last of three facts is in, whichever it is', async () => {
    await fc.assert(
      fc.asyncProperty(fc.shuffledSubarray([...facts], { minLength: 3 }), async (received) => {
        const { receive, calls, order } = await receiving({ status: 'confirmed' })
        for (const [index, [definition, data]] of received.entries()) {
          expect(calls).toHaveLength(0)
          await receive(definition, data, index + 1)
        }
        expect(calls).toEqual(['fulfilled ord_1'])
        expect((await order()).status).toBe('confirmed')
      }),
      { numRuns: 12 },
    )
  })

  it('tells it when the three come at once, and takes repeats once', async () => {
    const { receive, calls, order, types } = await receiving({ status: 'confirmed' })
    await Promise.all([...facts, ...facts].map(([definition, data]) => receive(definition, data)))
    expect(calls).toContain('fulfilled ord_1')
    const { fulfilment } = await order()
    expect(Object.keys(fulfilment).toSorted()).toEqual([
      'invoiceIssuedAt',
      'shipmentCreatedAt',
      'stockCommittedAt',
    ])
    expect((await types()).toSorted()).toEqual([
      'invoice_issued',
      'placed',
      'shipment_created',
      'stock_committed',
    ])
  })

  it('keeps the papers, whichever comes first or twice: number, PDF, credit note', async () => {
    const papers = [
      [InvoiceFinalised, { ...invoice, number: 'FA-2026-000001' }],
      [InvoicePdfReady, { ...invoice, number: 'FA-2026-000001', sha256: 'abc' }],
      [CreditNoteIssued, { ...invoice, number: 'AV-2026-000001', creditNoteId: 'cn_1' }],
    ] as const
    const shuffled = fc.shuffledSubarray([...papers, ...papers], { minLength: 6 })
    await fc.assert(
      fc.asyncProperty(shuffled, async (received) => {
        const { receive, order } = await receiving({ status: 'processing' })
        for (const [definition, data] of received) await receive(definition, data)
        expect((await order()).invoice).toEqual({
          ...{ invoiceId: 'inv_1', number: 'FA-2026-000001', pdfReady: true },
          ...{ creditNoteId: 'cn_1', creditNoteNumber: 'AV-2026-000001' },
          creditNotes: [{ creditNoteId: 'cn_1', number: 'AV-2026-000001', total: eur(2890) }],
        })
      }),
      { numRuns: 20 },
    )
  })
})

describe('the parcel', () => {
  const trip = [
    [ShipmentCreated, shipment, 1],
    [
      TrackingUpdated,
      { ...shipment, status: 'label_created', code: 'label_created', at: '2026-11-21T10:01:00Z' },
      1,
    ],
    [
      TrackingUpdated,
      { ...shipment, status: 'in_transit', code: 'handed_over', at: '2026-11-21T10:02:00Z' },
      2,
    ],
    [ShipmentHandedOver, { ...shipment, at: '2026-11-21T10:02:00Z' }, 2],
    [
      TrackingUpdated,
      { ...shipment, status: 'delivered', code: 'delivered', at: '2026-11-21T10:03:00Z' },
      3,
    ],
    [ShipmentDelivered, { ...shipment, at: '2026-11-21T10:03:00Z' }, 3],
  ] as const

  it('takes an order in preparation to delivered, whatever comes first or twice', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.shuffledSubarray([...trip, ...trip], { minLength: 12 }),
        async (received) => {
          const { receive, order } = await receiving({ status: 'processing' })
          for (const [definition, data, version] of received)
            await receive(definition, data, version)
          const { status, parcels, history } = await order()
          expect(status).toBe('delivered')
          expect(parcels[0]).toMatchObject({ status: 'delivered', trackingNumber: 'T1' })
          expect(parcels[0]?.events).toHaveLength(3)
          expect(history.filter(({ type }) => type === 'shipped')).toHaveLength(1)
        },
      ),
      { numRuns: 30 },
    )
  })

  it('does not move an order that the saga still holds', async () => {
    const { receive, order } = await receiving({ status: 'confirmed' })
    await receive(ShipmentHandedOver, { ...shipment, at })
    expect((await order()).status).toBe('confirmed')
  })
})
