import { createMemoryStore } from '@comptoir/dapr/test/memory-store'
import { describe, expect, it } from 'vitest'
import { createTestInvoicing } from '../../test/invoicing.ts'
import { sampleOrder } from '../../test/sample-order.ts'
import { grossOf } from './credit.ts'
import { isIssued } from './invoice.ts'
import { invoiceChain } from './replacement.ts'

const paidAt = '2026-11-21T10:00:00.000Z'
const order = sampleOrder()
const replacement = (n = 1) => ({
  ...{ invoiceId: `inv_01_${n + 1}`, creditNoteId: `cn_01_edit${n}` },
  ...{ order, reason: 'order_edited', paidAt },
})

/** What the papers of the order come to: invoices less credit notes, and how many of each. */
async function papersOf(billing: ReturnType<typeof createTestInvoicing>) {
  const chain = await invoiceChain(billing.invoices, 'ord_01')
  const issued = chain.flatMap(({ data }) => (isIssued(data) ? [data] : []))
  const invoiced = issued.reduce((sum, one) => sum + one.order.totals.grandTotal.amount, 0)
  const credits = issued.flatMap(({ credits = [] }) => credits)
  const credited = credits.reduce((sum, { vatByRate }) => sum + grossOf(vatByRate), 0)
  return { total: invoiced - credited, invoices: issued.length, credits: credits.length }
}
const total = order.totals.grandTotal.amount

describe('replace', () => {
  it('credits the invoice and issues another one, each in its series, citing each other', async () => {
    const billing = createTestInvoicing(createMemoryStore('billing'))
    await billing.invoicing.finalise(order, paidAt)
    const { data } = await billing.invoicing.replace(replacement())
    expect(data).toMatchObject({
      status: 'finalised',
      issue: { number: 'FA-2026-000002' },
      replaces: { invoiceId: 'inv_01', number: 'FA-2026-000001' },
    })
    const first = (await billing.invoices.get('inv_01'))?.data
    expect(first).toMatchObject({ status: 'credited', replacedBy: 'inv_01_2' })
    const note = (await billing.invoices.get('cn_01_edit1'))?.data
    expect(note).toMatchObject({ corrects: { invoiceId: 'inv_01', number: 'FA-2026-000001' } })
    expect(await papersOf(billing)).toEqual({ total, invoices: 2, credits: 1 })
  })

  it('happens once, however often it is asked for', async () => {
    const billing = createTestInvoicing(createMemoryStore('billing'))
    await billing.invoicing.finalise(order, paidAt)
    for (const _ of [1, 2, 3]) await billing.invoicing.replace(replacement())
    expect(await papersOf(billing)).toEqual({ total, invoices: 2, credits: 1 })
  })

  it('keeps a refund that came while the order was edited, through further edits, once', async () => {
    const billing = createTestInvoicing(createMemoryStore('billing'))
    await billing.invoicing.finalise(order, paidAt)
    await billing.invoicing.credit({
      ...{ orderId: 'ord_01', refundId: 'rf_01_x', amount: 100, reason: 'kind' },
    })
    for (const n of [1, 1, 2]) await billing.invoicing.replace(replacement(n))
    expect(await papersOf(billing)).toEqual({ total: total - 100, invoices: 3, credits: 5 })
    const carried = (await billing.invoices.get('cn_01_edit1_refunded'))?.data
    expect(carried).toMatchObject({ corrects: { invoiceId: 'inv_01_2' } })
  })

  it('replaces what replaced; a cancel and a refund after it credit the invoice that counts', async () => {
    const billing = createTestInvoicing(createMemoryStore('billing'))
    await billing.invoicing.finalise(order, paidAt)
    await billing.invoicing.replace(replacement(1))
    await billing.invoicing.replace(replacement(2))
    const refund = { orderId: 'ord_01', refundId: 'rf_01_x', amount: 100, reason: 'kind' }
    await billing.invoicing.credit(refund)
    expect(await papersOf(billing)).toEqual({ total: total - 100, invoices: 3, credits: 3 })
    await billing.invoicing.cancel('ord_01', 'order_cancelled')
    expect(await papersOf(billing)).toEqual({ total: 0, invoices: 3, credits: 4 })
    expect((await billing.invoices.get('inv_01_3'))?.data.status).toBe('credited')
  })
})
