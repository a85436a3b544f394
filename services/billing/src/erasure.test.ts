import { createErasure } from '@comptoir/dapr/documents/erasure'
import { createMemoryStore } from '@comptoir/dapr/test/memory-store'
import { describe, expect, it } from 'vitest'
import { createTestInvoicing } from '../test/invoicing.ts'
import { sampleOrder } from '../test/sample-order.ts'
import { eraseInvoices } from './erasure.ts'

const order = sampleOrder()
const at = '2026-11-28T10:00:00.000Z'

async function afterDeletion(
  prepare: (invoicing: ReturnType<typeof createTestInvoicing>) => Promise<unknown>,
) {
  const test = createTestInvoicing()
  await prepare(test)
  const erase = eraseInvoices(test.invoices)
  await erase(order.userId)
  const once = await test.invoices.get('inv_01')
  await erase(order.userId)
  expect(await test.invoices.get('inv_01')).toEqual(once)
  return { data: once?.data, creditNote: (await test.invoices.get('cn_01'))?.data }
}

describe('the documents of a deleted account', () => {
  it('keep on an issued invoice and its credit note what is printed, and nothing else of the person', async () => {
    const { data, creditNote } = await afterDeletion(async ({ invoicing }) => {
      await invoicing.finalise(order, at)
      await invoicing.cancel(order.orderId, 'order_cancelled')
    })
    for (const document of [data, creditNote]) {
      if (!document || document.status === 'voided') throw new Error('it was not issued')
      const { email, billingAddress, shippingAddress, totals, paymentMethod } = document.order
      const { phone: _, ...printed } = order.billingAddress
      expect(billingAddress).toEqual(printed)
      expect(shippingAddress.recipient).toBe(order.shippingAddress.recipient)
      expect([email, paymentMethod.token]).toEqual([`${order.userId}@anonymised.invalid`, 'erased'])
      expect(totals).toEqual(order.totals)
    }
  })

  it('take the person out of a voided draft, which nobody was given', async () => {
    const { data } = await afterDeletion(async ({ invoicing }) => {
      await invoicing.draft(order)
      await invoicing.cancel(order.orderId, 'order_cancelled')
    })
    expect(data?.status).toBe('voided')
    const text = JSON.stringify(data)
    for (const trace of [order.email, order.billingAddress.recipient, order.billingAddress.line1])
      expect(text).not.toContain(trace)
  })

  it('keep who is invoiced on a draft, and print it when the order is confirmed after the deletion', async () => {
    const store = createMemoryStore('billing')
    const { invoicing, invoices } = createTestInvoicing(store)
    const { begin, repeatDue } = createErasure(store, eraseInvoices(invoices))
    await invoicing.draft(order)
    await begin(order.userId)
    await invoicing.finalise(order, at)
    store.clock.nowMs += 10_000
    await repeatDue()
    const invoice = (await invoices.get('inv_01'))?.data
    expect(invoice).toMatchObject({
      status: 'finalised',
      order: { billingAddress: { recipient: order.billingAddress.recipient } },
    })
    expect(JSON.stringify(invoice)).not.toContain(order.email)
  })
})
