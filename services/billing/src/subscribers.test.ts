import { newEvent } from '@comptoir/contracts/event'
import { OrderAttached, OrderConfirmed, OrderCreated } from '@comptoir/contracts/orders/events'
import { RefundSucceeded } from '@comptoir/contracts/payments/events'
import type { MemoryStore } from '@comptoir/dapr/test/memory-store'
import { describe, expect, it } from 'vitest'
import { createTestInvoicing } from '../test/invoicing.ts'
import { sampleOrder } from '../test/sample-order.ts'
import { isIssued } from './invoice/invoice.ts'
import { createSubscribers } from './subscribers.ts'

const confirmedAt = '2026-11-21T10:00:00.000Z'
const order = sampleOrder()
const created = newEvent(OrderCreated, order)
const confirmed = newEvent(OrderConfirmed, { ...order, confirmedAt })

function createBilling() {
  const test = createTestInvoicing()
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
    await billing.invoicing.cancel('ord_01', 'order_cancelled')
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
    await billing.invoicing.finalise(sampleOrder({ orderId: 'ord_02' }), confirmedAt)
    expect((await billing.invoices.get('inv_02'))?.data).toMatchObject({
      issue: { number: 'FA-2026-000002' },
    })
  })

  it('stays cancelled when the order comes after its cancellation', async () => {
    const billing = createBilling()
    await billing.invoicing.cancel(order.orderId, 'order_cancelled')
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
    await billing.invoicing.cancel(order.orderId, 'order_cancelled')
    await billing.deliver(confirmed)
    expect(await billing.invoice()).toMatchObject({ status: 'voided' })
    expect(await billing.series.get('FA-2026')).toBeUndefined()
  })

  it('credits a finalised invoice once, under a number of its own series', async () => {
    const billing = createBilling()
    await billing.deliver(confirmed)
    await billing.invoicing.cancel(order.orderId, 'order_cancelled')
    await billing.invoicing.cancel(order.orderId, 'order_cancelled')
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

const refunded = (refundId: string, amount: number, rest: object = {}) =>
  newEvent(RefundSucceeded, {
    ...{ orderId: order.orderId, paymentIntentId: 'pi_01', refundId, reason: 'geste commercial' },
    ...{ amount: { amount, currency: 'EUR' }, origin: 'staff' },
    ...rest,
  })

describe('a refund', () => {
  const notes = async ({ invoices }: ReturnType<typeof createBilling>, ...ids: string[]) =>
    (await invoices.getMany(ids)).map(({ data }) => {
      if (!isIssued(data)) return data.status
      return [data.issue.number, data.order.totals.grandTotal.amount]
    })

  it('has its credit note, once, however often it is heard', async () => {
    const billing = createBilling()
    await billing.deliver(confirmed)
    for (const id of ['rf_01_a', 'rf_01_b', 'rf_01_a']) await billing.deliver(refunded(id, 500))
    expect(await notes(billing, 'cn_01_a', 'cn_01_b')).toEqual([
      ['AV-2026-000001', 500],
      ['AV-2026-000002', 500],
    ])
    expect((await billing.invoice())?.status).toBe('finalised')
  })

  it('before the invoice is credited right after it', async () => {
    const billing = createBilling()
    await billing.deliver(created)
    await billing.deliver(refunded('rf_01_a', 500))
    expect(await notes(billing, 'cn_01_a')).toEqual([])
    await billing.deliver(confirmed)
    expect(await notes(billing, 'cn_01_a')).toEqual([['AV-2026-000001', 500]])
  })

  it('of what came to nothing credits nothing: no invoice had it', async () => {
    const billing = createBilling()
    await billing.deliver(confirmed)
    const extra = { paymentIntentId: 'pi_01_edit1', uninvoiced: true }
    await billing.deliver(refunded('rf_01_edit1_0123456789abcdef', 500, extra))
    expect(await notes(billing, 'cn_01_edit1_0123456789abcdef')).toEqual([])
  })

  it('of an order that billing has not heard of is delivered again', async () => {
    const billing = createBilling()
    await expect(billing.deliver(refunded('rf_01_a', 500))).rejects.toThrow('not_found')
  })

  it('of a part, then a cancel, come to the whole invoice', async () => {
    const billing = createBilling()
    await billing.deliver(confirmed)
    await billing.deliver(refunded('rf_01_a', 500))
    await billing.deliver(refunded('rf_01', 30_070, { origin: 'cancellation' }))
    await billing.invoicing.cancel(order.orderId, 'order_cancelled')
    expect(await notes(billing, 'cn_01_a', 'cn_01')).toEqual([
      ['AV-2026-000001', 500],
      ['AV-2026-000002', order.totals.grandTotal.amount - 500],
    ])
    expect(await billing.invoice()).toMatchObject({
      status: 'credited',
      creditNote: { creditNoteId: 'cn_01' },
    })
  })

  it('heard after the cancel credits nothing more', async () => {
    const billing = createBilling()
    await billing.deliver(confirmed)
    await billing.invoicing.cancel(order.orderId, 'order_cancelled')
    await billing.deliver(refunded('rf_01_a', 500))
    expect(await notes(billing, 'cn_01_a')).toEqual([])
  })

  it('that makes a failed one good is credited for the difference only', async () => {
    const billing = createBilling()
    await billing.deliver(confirmed)
    const creditTotal = { amount: 300, currency: 'EUR' }
    const nothing = { amount: 0, currency: 'EUR' }
    await billing.deliver(refunded('rf_01_a', 800, { creditTotal }))
    await billing.deliver(refunded('rf_01_b', 800, { creditTotal: nothing }))
    expect(await notes(billing, 'cn_01_a', 'cn_01_b')).toEqual([['AV-2026-000001', 300]])
  })

  it('of a void draft has no credit note', async () => {
    const billing = createBilling()
    await billing.deliver(created)
    await billing.invoicing.cancel(order.orderId, 'order_cancelled')
    await billing.deliver(refunded('rf_01_late', 500))
    expect(await notes(billing, 'cn_01_late')).toEqual([])
    expect(await billing.series.get('AV-2026')).toBeUndefined()
  })
})

describe('OrderAttached', () => {
  const { orderId, number, cartId, userId: guestId } = order
  const attached = newEvent(OrderAttached, { orderId, number, cartId, userId: 'usr_1', guestId })
  const owners = async (test: ReturnType<typeof createBilling>) => {
    const found = await test.invoices.getMany(['inv_01', 'cn_01'])
    return found.map(({ data }) => ('order' in data ? data.order.userId : data.draft?.order.userId))
  }

  it('gives the invoice and the credit note to the account, printed as they were', async () => {
    const billing = createBilling()
    await billing.deliver(attached)
    await billing.deliver(confirmed)
    await billing.invoicing.cancel('ord_01', 'order_cancelled')
    const before = await billing.invoices.getMany(['inv_01', 'cn_01'])
    for (let n = 0; n < 2; n++) await billing.deliver(attached)
    expect(await owners(billing)).toEqual(['usr_1', 'usr_1'])
    const after = await billing.invoices.getMany(['inv_01', 'cn_01'])
    const printed = (documents: typeof before) =>
      documents.map(({ data }) => JSON.stringify(data).replaceAll(/"userId":"\w+"/g, ''))
    expect(printed(after)).toEqual(printed(before))
  })

  it('gives a draft that came to nothing too', async () => {
    const billing = createBilling()
    await billing.deliver(created)
    await billing.invoicing.cancel('ord_01', 'payment_deadline')
    await billing.deliver(attached)
    expect(await owners(billing)).toEqual(['usr_1'])
  })

  it('gives what an edit made too, and waits for what is about to replace the invoice', async () => {
    const billing = createBilling()
    await billing.deliver(confirmed)
    const edited = { invoiceId: 'inv_01_2', creditNoteId: 'cn_01_edit1', reason: 'order_edited' }
    await billing.invoicing.replace({ ...edited, order, paidAt: confirmedAt })
    await billing.invoices.update('inv_01_2', (data) => ({
      next: { ...data, replacedBy: 'inv_01_3' } as typeof data,
    }))
    await expect(billing.deliver(attached)).rejects.toMatchObject({ code: 'conflict' })
    const ids = ['inv_01', 'inv_01_2', 'cn_01_edit1']
    const found = await billing.invoices.getMany(ids)
    expect(found.map(({ data }) => 'order' in data && data.order.userId)).toEqual(
      ids.map(() => 'usr_1'),
    )
  })
})
