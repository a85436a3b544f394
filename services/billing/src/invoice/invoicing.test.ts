import type { Store } from '@comptoir/dapr/documents/store'
import { createMemoryStore } from '@comptoir/dapr/test/memory-store'
import { describe, expect, it } from 'vitest'
import { createTestInvoicing } from '../../test/invoicing.ts'
import { sampleOrder } from '../../test/sample-order.ts'

const paidAt = '2026-11-21T10:00:00.000Z'
const order = sampleOrder()

/** A store that tells which keys are read. */
function watched(store: Store) {
  const reads: string[] = []
  const state: Store['state'] = {
    ...store.state,
    read(key) {
      reads.push(key)
      return store.state.read(key)
    },
  }
  return { reads, store: { ...store, state } }
}

describe('finalise', () => {
  it('does not read the invoice that it drafted a moment ago', async () => {
    const { reads, store } = watched(createMemoryStore('billing'))
    const { invoicing } = createTestInvoicing(store)
    // the first ETag that is read tells that this store counts them
    const first = sampleOrder({ orderId: 'ord_00' })
    await invoicing.draft(first)
    await invoicing.finalise(first, paidAt)
    await invoicing.draft(order)
    expect((await invoicing.finalise(order, paidAt)).data).toMatchObject({ status: 'finalised' })
    expect(reads.filter((key) => key.includes('inv_01'))).toEqual([])
  })

  it('leaves no hole for a draft that another replica voided meanwhile', async () => {
    const store = createMemoryStore('billing')
    const [here, there] = [createTestInvoicing(store), createTestInvoicing(store)]
    await here.invoicing.draft(order)
    await there.invoicing.cancel('ord_01', 'payment_deadline')
    expect((await here.invoicing.finalise(order, paidAt)).data).toMatchObject({ status: 'voided' })
    const next = await there.invoicing.finalise(sampleOrder({ orderId: 'ord_02' }), paidAt)
    expect(next.data).toMatchObject({ issue: { number: 'FA-2026-000001' } })
  })

  it('leaves no hole for a draft that another replica issued meanwhile', async () => {
    const store = createMemoryStore('billing')
    const [here, there] = [createTestInvoicing(store), createTestInvoicing(store)]
    await here.invoicing.draft(order)
    await there.invoicing.finalise(order, paidAt)
    const again = await here.invoicing.finalise(order, paidAt)
    expect(again.data).toMatchObject({ issue: { number: 'FA-2026-000001' } })
    const next = await here.invoicing.finalise(sampleOrder({ orderId: 'ord_02' }), paidAt)
    expect(next.data).toMatchObject({ issue: { number: 'FA-2026-000002' } })
  })
})
