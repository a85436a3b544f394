import { describe, expect, it } from 'vitest'
import { createTestDesk } from '../test/desk.ts'
import { sampleOrder } from '../test/sample-order.ts'
import { createErasure } from './erasure.ts'

const order = sampleOrder()
const meta = {
  id: 'e1',
  type: 'x',
  subject: order.userId,
  version: 1,
  time: '2026-11-28T10:00:00.000Z',
}

async function afterDeletion(
  prepare: (desk: ReturnType<typeof createTestDesk>) => Promise<unknown>,
) {
  const test = createTestDesk()
  await prepare(test)
  const { handle } = createErasure(test)
  await handle({ userId: order.userId }, meta)
  const once = await test.invoices.get('inv_01')
  await handle({ userId: order.userId }, meta)
  expect(await test.invoices.get('inv_01')).toEqual(once)
  return { data: once?.data, creditNote: (await test.invoices.get('cn_01'))?.data }
}

describe('the documents of a deleted account', () => {
  it('keep on an issued invoice and its credit note what is printed, and nothing else of the person', async () => {
    const { data, creditNote } = await afterDeletion(async ({ desk }) => {
      await desk.finalise(order, meta.time)
      await desk.cancel(order.orderId, 'order_cancelled')
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

  it.each(['draft', 'voided'])(
    'take the person out of a %s, which nobody was given',
    async (status) => {
      const { data } = await afterDeletion(async ({ desk }) => {
        await desk.draft(order)
        if (status === 'voided') await desk.cancel(order.orderId, 'order_cancelled')
      })
      expect(data?.status).toBe(status)
      const text = JSON.stringify(data)
      for (const trace of [order.email, order.billingAddress.recipient, order.billingAddress.line1])
        expect(text).not.toContain(trace)
    },
  )
})
