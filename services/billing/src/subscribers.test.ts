import { newEvent } from '@comptoir/contracts/event'
import { OrderConfirmed, OrderCreated } from '@comptoir/contracts/orders'
import type { MemoryStore } from '@comptoir/dapr/memory'
import { describe, expect, it } from 'vitest'
import { createTestDesk } from '../test/desk.ts'
import { sampleOrder } from '../test/sample-order.ts'
import { createSubscribers } from './subscribers.ts'

const confirmedAt = '2026-11-21T10:00:00.000Z'
const order = sampleOrder()
const created = newEvent(OrderCreated, order)
const confirmed = newEvent(OrderConfirmed, { ...order, confirmedAt })

function createBilling() {
  const test = createTestDesk()
  const subscribers = createSubscribers(test)

  async function deliver(event: { type: string; data: unknown }) {
    const meta = {
      id: event.type,
      type: event.type,
      subject: order.orderId,
      version: 1,
      time: confirmedAt,
    }
    const subscriber = subscribers.find(({ definition }) => definition.type === event.type)
    await subscriber?.handle(subscriber.definition.schema.parse(event.data), meta)
  }
  const invoice = async () => (await test.invoices.get('inv_01'))?.data
  const published = () =>
    (test.store as MemoryStore).published.map(({ type }) => type.split('.')[2])
  return { ...test, deliver, invoice, published }
}

describe('subscribers', () => {
  it('drafts on OrderCreated and finalises on OrderConfirmed, each once', async () => {
    const billing = createBilling()
    for (const event of [created, created, confirmed, confirmed]) await billing.deliver(event)
    expect(await billing.invoice()).toMatchObject({
      status: 'finalised',
      issue: { number: 'FA-2026-000001', paidAt: confirmedAt },
    })
    expect(billing.published()).toEqual(['invoice-drafted', 'invoice-finalised'])
  })

  it('keeps what the order was really paid with on the invoice and on its credit note', async () => {
    const billing = createBilling()
    const paidWith = { type: 'card', brand: 'visa', last4: '4242' }
    await billing.deliver({ ...confirmed, data: Object.assign({ paidWith }, confirmed.data) })
    expect(await billing.invoice()).toMatchObject({ issue: { paidWith } })
    await billing.desk.cancel('ord_01', 'order_cancelled')
    expect((await billing.invoices.get('cn_01'))?.data).toMatchObject({ corrects: { paidWith } })
  })

  it('finalises an order whose creation it has not heard of, and ignores that later', async () => {
    const billing = createBilling()
    await billing.deliver(confirmed)
    await billing.deliver(created)
    expect(await billing.invoice()).toMatchObject({ status: 'finalised' })
    expect(billing.published()).toEqual(['invoice-drafted', 'invoice-finalised'])
  })

  it('gives one number to a confirmation that is delivered twice at once', async () => {
    const billing = createBilling()
    await Promise.all([billing.deliver(confirmed), billing.deliver(confirmed)])
    expect(await billing.invoice()).toMatchObject({ issue: { number: 'FA-2026-000001' } })
    await billing.desk.finalise(sampleOrder({ orderId: 'ord_02' }), confirmedAt)
    expect((await billing.invoices.get('inv_02'))?.data).toMatchObject({
      issue: { number: 'FA-2026-000002' },
    })
  })

  it('stays cancelled when the order comes after its cancellation', async () => {
    const billing = createBilling()
    await billing.desk.cancel(order.orderId, 'order_cancelled')
    await billing.deliver(created)
    await billing.deliver(confirmed)
    expect(await billing.invoice()).toMatchObject({ status: 'voided' })
    expect(billing.published()).toEqual([])
    expect(await billing.series.get('FA-2026')).toBeUndefined()
  })
})

describe('cancel', () => {
  it('voids a draft without burning a number', async () => {
    const billing = createBilling()
    await billing.deliver(created)
    await billing.desk.cancel(order.orderId, 'order_cancelled')
    await billing.deliver(confirmed)
    expect(await billing.invoice()).toMatchObject({ status: 'voided' })
    expect(await billing.series.get('FA-2026')).toBeUndefined()
  })

  it('credits a finalised invoice once, under a number of its own series', async () => {
    const billing = createBilling()
    await billing.deliver(confirmed)
    await billing.desk.cancel(order.orderId, 'order_cancelled')
    await billing.desk.cancel(order.orderId, 'order_cancelled')
    expect(await billing.invoice()).toMatchObject({
      status: 'credited',
      issue: { number: 'FA-2026-000001' },
      creditNote: { creditNoteId: 'cn_01', number: 'AV-2026-000001' },
    })
    expect(billing.published()).toEqual([
      'invoice-drafted',
      'invoice-finalised',
      'credit-note-issued',
    ])
    expect(billing.issuedIds).toEqual(['inv_01', 'cn_01'])
  })
})
