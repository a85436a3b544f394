import type { MemoryStore } from '@comptoir/dapr/test/memory-store'
import { createMemoryBlobs } from '@comptoir/dapr/test/memory-twins'
import { silentLog } from '@comptoir/service/test/silent-log'
import { describe, expect, it } from 'vitest'
import { createTestInvoicing } from '../../test/invoicing.ts'
import { sampleOrder } from '../../test/sample-order.ts'
import { createInvoiceRenderer } from './invoice-rendering.ts'

const paidAt = '2026-11-21T10:00:00.000Z'

describe('rendering', () => {
  it('stores the PDF of an issued invoice once and says that it is ready', async () => {
    const { invoicing, invoices, store } = createTestInvoicing()
    const blobs = createMemoryBlobs()
    const renderer = createInvoiceRenderer({ invoices, blobs, log: silentLog() })
    await invoicing.finalise(sampleOrder(), paidAt)
    renderer.soon('inv_01')
    await renderer.idle()
    renderer.soon('inv_01')
    await renderer.idle()
    const { data } = (await invoices.get('inv_01')) ?? {}
    const pdf = data?.status === 'finalised' ? data.pdf : undefined
    expect((await blobs.get(pdf?.sha256 ?? ''))?.subarray(0, 5).toString()).toBe('%PDF-')
    const types = (store as MemoryStore).published.map(({ type }) => type)
    expect(types).toEqual([
      'comptoir.billing.invoice-drafted.v1',
      'comptoir.billing.invoice-finalised.v1',
      'comptoir.billing.invoice-pdf-ready.v1',
    ])
  })

  it('keeps the number while the PDF cannot be stored, and makes it later', async () => {
    const { invoicing, invoices } = createTestInvoicing()
    const kept = createMemoryBlobs()
    let failures = 2
    const blobs: typeof kept = {
      ...kept,
      async put(bytes) {
        if (failures-- > 0) throw new Error('no room')
        return await kept.put(bytes)
      },
    }
    const renderer = createInvoiceRenderer({ invoices, blobs, log: silentLog() })
    await invoicing.finalise(sampleOrder(), paidAt)
    renderer.soon('inv_01')
    await renderer.idle()
    expect((await invoices.get('inv_01'))?.data).toMatchObject({
      status: 'finalised',
      issue: { number: 'FA-2026-000001' },
    })
    while ((await invoices.ids('awaitingPdf', 'all')).length > 0) await renderer.sweep()
    expect((await invoices.get('inv_01'))?.data).toMatchObject({
      issue: { number: 'FA-2026-000001' },
      pdf: { sha256: expect.stringMatching(/^[0-9a-f]{64}$/) },
    })
  })
})
