import { createRenderer, type Renderer } from '@comptoir/pdf/renderer'
import type { Deps } from '../deps.ts'
import { facturxOf } from '../e-invoice/facturx.ts'
import { hasEInvoice } from '../e-invoice/to-e-invoice.ts'
import {
  attachFacturx,
  attachPdf,
  type BillingDocument,
  type IssuedDocument,
  isIssued,
  type StoredFiles,
} from '../invoice/invoice.ts'
import { renderInvoice } from './invoice-pdf.ts'

type RenderingDeps = Pick<Deps, 'invoices' | 'blobs' | 'log'>

/** Makes the PDF of issued documents after they are issued: its failure keeps the number and is tried again. */
export function createInvoiceRenderer(deps: RenderingDeps): Renderer<BillingDocument> {
  const { invoices, log } = deps
  return createRenderer({
    log,
    read: async (id) => (await invoices.get(id))?.data,
    waiting: () => invoices.ids('awaitingPdf', 'all', { limit: 200 }),
    async render(id, document) {
      if (isIssued(document) && !document.pdf) await renderIssued(deps, id, document)
    },
  })
}

/** Makes the PDF of an issued document that has none yet, and answers the document with it. */
export async function renderIssued(
  { invoices, blobs }: Pick<Deps, 'invoices' | 'blobs'>,
  id: string,
  document: IssuedDocument,
): Promise<BillingDocument> {
  const files = await storeFiles(blobs, document)
  return (await invoices.update(id, (data) => attachPdf(data, files))).data
}

/** Draws a document and stores it; a Factur-X file has its XML beside it. */
async function storeFiles(blobs: Deps['blobs'], document: IssuedDocument): Promise<StoredFiles> {
  const facturx = facturxOf(document)
  const pdf = await storeFile(blobs, await renderInvoice(document, facturx?.archive ?? null))
  return facturx ? { pdf, xml: await storeFile(blobs, Buffer.from(facturx.xml)) } : { pdf }
}

/** Stores a file under its digest. */
export async function storeFile(blobs: Deps['blobs'], bytes: Buffer) {
  const { sha256 } = await blobs.put(bytes)
  return { sha256, size: bytes.length }
}

/** The Factur-X file and the XML of a document whose PDF is stored, made now where that PDF is older than such files. */
export async function facturxFilesOf(
  { invoices, blobs }: Pick<Deps, 'invoices' | 'blobs'>,
  id: string,
  document: IssuedDocument,
): Promise<Required<StoredFiles> | undefined> {
  const known = filesIn(document)
  if (known || !document.pdf || !hasEInvoice(document)) return known
  const { pdf, xml } = await storeFiles(blobs, document)
  if (!xml) return undefined
  const { data } = await invoices.update(id, (now) => attachFacturx(now, { pdf, xml }))
  return isIssued(data) ? filesIn(data) : undefined
}

function filesIn({ pdf, facturx = pdf, xml }: IssuedDocument): Required<StoredFiles> | undefined {
  return facturx && xml && { pdf: facturx, xml }
}
