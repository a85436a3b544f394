import { createRenderer, type Renderer } from '@comptoir/pdf/renderer'
import type { Deps } from '../deps.ts'
import { attachPdf, type BillingDocument, isIssued } from '../invoice/invoice.ts'
import { renderInvoice } from './invoice-pdf.ts'

type RenderingDeps = Pick<Deps, 'invoices' | 'blobs' | 'log'>

/** Makes the PDF of issued documents after they are issued: its failure keeps the number and is tried again. */
export function createInvoiceRenderer(deps: RenderingDeps): Renderer<BillingDocument> {
  const { invoices, blobs, log } = deps
  return createRenderer({
    log,
    read: async (id) => (await invoices.get(id))?.data,
    waiting: () => invoices.ids('awaitingPdf', 'all', { limit: 200 }),
    async render(id, document) {
      if (!isIssued(document) || document.pdf) return
      const bytes = await renderInvoice(document)
      const { sha256 } = await blobs.put(bytes)
      await invoices.update(id, (data) => attachPdf(data, { sha256, size: bytes.length }))
    },
  })
}
