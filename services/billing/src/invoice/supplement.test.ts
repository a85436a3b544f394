import { createMemoryStore } from '@comptoir/dapr/test/memory-store'
import { describe, expect, it } from 'vitest'
import { createTestInvoicing } from '../../test/invoicing.ts'
import { sampleOrder } from '../../test/sample-order.ts'
import { toEInvoice } from '../e-invoice/to-e-invoice.ts'
import { printInvoice } from '../printing/printed-invoice.ts'
import { changeOwner } from './change-owner.ts'
import { grossOf } from './credit.ts'
import { isIssued } from './invoice.ts'
import { invoicesOfOrder } from './supplement.ts'

const paidAt = '2026-11-28T10:00:00.000Z'
const order = sampleOrder()
const difference = sampleOrder({
  lines: [{ title: 'Complément', quantity: 1, unitPrice: 500 }],
  shippingPrice: 0,
})
const total = order.totals.grandTotal.amount
const draft = { invoiceId: 'inv_01_x1', order: difference }
const paid = { ...draft, paidAt, paidWith: { type: 'card' } }

/** An order that is invoiced, and what its papers come to. */
async function invoiced() {
  const billing = createTestInvoicing(createMemoryStore('billing'))
  await billing.invoicing.finalise(order, paidAt)
  async function papers() {
    const documents = await invoicesOfOrder(billing.invoices, 'ord_01')
    const issued = documents.flatMap(({ data }) => (isIssued(data) ? [data] : []))
    const credits = issued.flatMap(({ credits = [] }) => credits)
    return {
      invoices: issued.map((one) => one.order.totals.grandTotal.amount),
      credits: credits.map(({ vatByRate }) => grossOf(vatByRate)),
    }
  }
  const refund = (amount: number, paymentIntentId: string, refundId = `rf_${amount}`) =>
    billing.invoicing.credit({
      ...{ orderId: 'ord_01', refundId, amount, paymentIntentId, reason: 'kind' },
    })
  return { ...billing, papers, refund }
}

describe('an invoice beside that of its order', () => {
  it('is a draft until it is paid, then has the next number and names the other one', async () => {
    const billing = await invoiced()
    const { data } = await billing.invoicing.supplement(draft)
    expect(data).toMatchObject({ status: 'draft', supplements: { number: 'FA-2026-000001' } })
    expect(await billing.papers()).toEqual({ invoices: [total], credits: [] })
    const issued = await billing.invoicing.supplement(paid)
    expect(issued.data).toMatchObject({
      ...{ status: 'finalised', issue: { number: 'FA-2026-000002', paidAt } },
      supplements: { invoiceId: 'inv_01', number: 'FA-2026-000001' },
    })
    expect((await billing.invoices.get('inv_01'))?.data).toMatchObject({
      ...{ status: 'finalised', supplementedBy: ['inv_01_x1'] },
    })
    expect(await billing.papers()).toEqual({ invoices: [total, 500], credits: [] })
  })

  it('is there once, however often it is asked for', async () => {
    const billing = await invoiced()
    for (const asked of [draft, draft, paid, paid, draft]) await billing.invoicing.supplement(asked)
    expect(await billing.papers()).toEqual({ invoices: [total, 500], credits: [] })
    expect((await billing.series.get('FA-2026'))?.data.last.sequence).toBe(2)
  })

  it('is void when nobody pays, and takes no number then', async () => {
    const billing = await invoiced()
    await billing.invoicing.supplement(draft)
    const ended = { orderId: 'ord_01', reason: 'payment_deadline' }
    for (let times = 0; times < 2; times += 1)
      await billing.invoicing.voidSupplement('inv_01_x1', ended)
    await billing.invoicing.supplement(paid)
    expect((await billing.invoices.get('inv_01_x1'))?.data.status).toBe('voided')
    expect(await billing.papers()).toEqual({ invoices: [total], credits: [] })
  })

  it('is credited by refunds of what it was paid with, and the other one by the others', async () => {
    const billing = await invoiced()
    await billing.invoicing.supplement(draft)
    await billing.refund(200, 'pi_01_x1')
    await billing.invoicing.supplement(paid)
    await billing.refund(300, 'pi_01_x1')
    await billing.refund(100, 'pi_01')
    await billing.refund(50, 'pi_01_edit1')
    expect(await billing.papers()).toEqual({ invoices: [total, 500], credits: [100, 50, 200, 300] })
    expect((await billing.invoices.get('inv_01_x1'))?.data.status).toBe('credited')
    const note = (await billing.invoices.get('cn_300'))?.data
    expect(note).toMatchObject({ corrects: { invoiceId: 'inv_01_x1', number: 'FA-2026-000002' } })
  })

  it('follows its order to an account', async () => {
    const billing = await invoiced()
    await billing.invoicing.supplement(paid)
    const { userId } = order
    await changeOwner(billing.invoices, { orderId: 'ord_01', userId: 'usr_new', guestId: userId })
    expect((await billing.invoices.get('inv_01_x1'))?.data).toMatchObject({
      order: { userId: 'usr_new' },
    })
  })

  it('says on paper and in its XML which invoice it adds to, and charges no delivery', async () => {
    const billing = await invoiced()
    const { data } = await billing.invoicing.supplement(paid)
    if (!isIssued(data)) throw new Error('it is not issued')
    const { facts, rows } = printInvoice(data)
    expect(facts).toContainEqual(['Complète la facture', 'FA-2026-000001 (21/11/2026)'])
    expect(rows.map(({ title }) => title)).toEqual(['Complément'])
    expect(toEInvoice(data)).toMatchObject({
      ...{ type: 'invoice', preceding: { number: 'FA-2026-000001' }, charges: [] },
      totals: { gross: 500, paid: 500 },
    })
  })
})
