import type { Blobs } from '@comptoir/dapr/blobs'
import { createRenderer, type Renderer } from '@comptoir/pdf/renderer'
import type { Logger } from '@comptoir/service/log'
import { attachPdf, isIssued } from './invoice.ts'
import { renderInvoice } from './invoice-pdf.ts'
import type { Invoices } from './invoice-store.ts'

export type RenderingOptions = {
  readonly invoices: Invoices
  readonly blobs: Blobs
  readonly log: Logger
  readonly everyMs?: number
}

/** Makes the PDF of issued documents after they are issued: its failure keeps the number and is tried again. */
export function createInvoiceRenderer({
  invoices,
  blobs,
  log,
  everyMs,
}: RenderingOptions): Renderer {
  async function render(id: string): Promise<void> {
    const document = (await invoices.get(id))?.data
    if (!document || !isIssued(document) || document.pdf) return
    const bytes = await renderInvoice(document)
    const { sha256 } = await blobs.put(bytes, 'application/pdf')
    await invoices.update(id, (data) => attachPdf(data, { sha256, size: bytes.length }))
  }
  return createRenderer({
    render,
    waiting: () => invoices.ids('awaitingPdf', 'all', { limit: 200 }),
    log,
    ...(everyMs === undefined ? {} : { everyMs }),
  })
}
