import type { Document } from '@comptoir/dapr/documents/documents'
import type { Blobs } from '@comptoir/dapr/sidecar/blobs'
import { createRenderer, type Renderer } from '@comptoir/pdf/renderer'
import type { Logger } from '@comptoir/service/observability/log'
import { attachPdf, type BillingDocument, isIssued } from '../invoice/invoice.ts'
import type { Invoices } from '../invoice/invoice-store.ts'
import { renderInvoice } from './invoice-pdf.ts'

export type RenderingOptions = {
  readonly invoices: Invoices
  readonly blobs: Blobs
  readonly log: Logger
  readonly everyMs?: number
}

export type InvoiceRenderer = Renderer & {
  /** Renders a document that was just issued: what is printed of it never changes, so it is not read again. */
  issued(document: Document<BillingDocument>): void
}

/** Makes the PDF of issued documents after they are issued: its failure keeps the number and is tried again. */
export function createInvoiceRenderer({
  invoices,
  blobs,
  log,
  everyMs,
}: RenderingOptions): InvoiceRenderer {
  const justIssued = new Map<string, BillingDocument>()

  async function render(id: string): Promise<void> {
    const document = justIssued.get(id) ?? (await invoices.get(id))?.data
    justIssued.delete(id)
    if (!document || !isIssued(document) || document.pdf) return
    const bytes = await renderInvoice(document)
    const { sha256 } = await blobs.put(bytes, 'application/pdf')
    await invoices.update(id, (data) => attachPdf(data, { sha256, size: bytes.length }))
  }
  const renderer = createRenderer({
    render,
    waiting: () => invoices.ids('awaitingPdf', 'all', { limit: 200 }),
    log,
    ...(everyMs === undefined ? {} : { everyMs }),
  })
  return {
    ...renderer,
    issued({ id, data }) {
      justIssued.set(id, data)
      renderer.soon(id)
    },
  }
}
