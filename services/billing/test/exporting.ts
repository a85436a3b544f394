import type { InvoiceExportFilter } from '@comptoir/contracts/billing/export-routes'
import type { Blobs } from '@comptoir/dapr/sidecar/blobs'
import { createMemoryStore } from '@comptoir/dapr/test/memory-store'
import { createMemoryBlobs, createMemoryKeys } from '@comptoir/dapr/test/memory-twins'
import { silentLog } from '@comptoir/service/test/silent-log'
import { exportFileOf } from '../src/exports/export-file.ts'
import { createExporter } from '../src/exports/exporter.ts'
import { attachPdf } from '../src/invoice/invoice.ts'
import { createTestInvoicing } from './invoicing.ts'
import { sampleOrder } from './sample-order.ts'

export const november: InvoiceExportFilter = { from: '2026-11-01', to: '2026-11-30', form: 'pdf' }

/** Files in memory that are counted, and of which one write may fail. */
export function watchedBlobs() {
  const inner = createMemoryBlobs()
  const stored = new Set<string>()
  const faults = { failAfter: Number.POSITIVE_INFINITY }
  const blobs: Blobs = {
    ...inner,
    async put(bytes) {
      if (faults.failAfter-- <= 0) throw new Error('the store is away')
      const file = await inner.put(bytes)
      stored.add(file.sha256)
      return file
    },
    async remove(sha256) {
      stored.delete(sha256)
      await inner.remove(sha256)
    },
  }
  return { blobs, stored, faults }
}

/** A shop with invoices that have a PDF, and replicas that export them. */
export async function createExporting(count: number) {
  const test = createTestInvoicing(createMemoryStore('billing'))
  const { blobs, stored, faults } = watchedBlobs()
  async function sell(n: number) {
    const { id } = await test.invoicing.finalise(
      sampleOrder({ orderId: `ord_${n}` }),
      test.time.now.toISOString(),
    )
    const pdf = await blobs.put(Buffer.from(`%PDF of ${id}`))
    await test.invoices.update(id, (data) => attachPdf(data, { pdf: { ...pdf, size: 1 } }))
  }
  for (let n = 1; n <= count; n += 1) await sell(n)
  const papers = new Set(stored)
  const keys = createMemoryKeys()
  /** One replica; with keys of its own it knows of no other. */
  const replica = (ownKeys = keys) =>
    createExporter({ ...test, blobs, keys: ownKeys, log: silentLog() })

  const ask = async (exportId = 'exp_1', filter = november) =>
    await test.exports.create(exportId, {
      ...{ status: 'queued', filter, createdBy: 'usr_staff' },
      createdAt: test.time.now.toISOString(),
    })

  async function zipOf(exportId = 'exp_1'): Promise<Buffer> {
    const job = await test.exports.get(exportId)
    const parts = job?.data.status === 'done' ? job.data.parts : []
    return Buffer.from(await new Response(exportFileOf(blobs, parts)).arrayBuffer())
  }
  return { ...test, blobs, stored, papers, faults, replica, sell, ask, zipOf }
}
