import {
  getCreditNoteFacturx,
  getCreditNoteUbl,
  getCreditNoteXml,
  getInvoiceFacturx,
  getInvoiceUbl,
  getInvoiceXml,
} from '@comptoir/contracts/billing/routes'
import { answerPdf } from '@comptoir/dapr/sidecar/blobs'
import type { ServiceApp } from '@comptoir/service/app'
import { currentBuyer, type User } from '@comptoir/service/auth/auth'
import { refuse } from '@comptoir/service/problems/refusal'
import { hasEInvoice, toEInvoice } from '../e-invoice/to-e-invoice.ts'
import { writeUbl } from '../e-invoice/ubl.ts'
import { isIssued } from '../invoice/invoice.ts'
import { facturxFilesOf } from '../printing/invoice-rendering.ts'
import { type InvoiceDeps, visibleDocument, type Which } from './invoices.ts'

type Form = 'facturx' | 'xml' | 'ubl'

/** Invoices and credit notes as electronic invoices, for their owners and for staff. */
export function addEInvoiceRoutes(app: ServiceApp, deps: InvoiceDeps): void {
  const answer = (user: User, form: Form, which: Which) => answerForm(deps, user, { form, which })
  const ofInvoice = (id: string): Which => ({ type: 'invoice', id })
  const ofCreditNote = (id: string): Which => ({ type: 'credit_note', id })

  app.openapi(getInvoiceFacturx, (c) =>
    answer(currentBuyer(c), 'facturx', ofInvoice(c.req.valid('param').invoiceId)),
  )
  app.openapi(getInvoiceXml, (c) =>
    answer(currentBuyer(c), 'xml', ofInvoice(c.req.valid('param').invoiceId)),
  )
  app.openapi(getInvoiceUbl, (c) =>
    answer(currentBuyer(c), 'ubl', ofInvoice(c.req.valid('param').invoiceId)),
  )
  app.openapi(getCreditNoteFacturx, (c) =>
    answer(currentBuyer(c), 'facturx', ofCreditNote(c.req.valid('param').creditNoteId)),
  )
  app.openapi(getCreditNoteXml, (c) =>
    answer(currentBuyer(c), 'xml', ofCreditNote(c.req.valid('param').creditNoteId)),
  )
  app.openapi(getCreditNoteUbl, (c) =>
    answer(currentBuyer(c), 'ubl', ofCreditNote(c.req.valid('param').creditNoteId)),
  )
}

type Asked = { readonly form: Form; readonly which: Which }

async function answerForm(
  deps: InvoiceDeps,
  user: User,
  { form, which }: Asked,
): Promise<Response> {
  const { data } = await visibleDocument(deps, user, which)
  if (!data || !isIssued(data) || !data.pdf) throw refuse('document_not_ready')
  if (!hasEInvoice(data)) {
    throw refuse('not_found', 'EN 16931 has no amounts of three decimals')
  }
  const { number } = data.issue
  if (form === 'ubl') return answerXml(writeUbl(toEInvoice(data)), `${number}-ubl.xml`)
  const files = await facturxFilesOf(deps, which.id, data)
  if (!files) throw refuse('document_not_ready')
  const { pdf, xml } = files
  if (form === 'facturx') return await answerPdf(deps.blobs, { sha256: pdf.sha256, name: number })
  const bytes = await deps.blobs.get(xml.sha256)
  if (!bytes) throw refuse('dependency_unavailable', 'the XML cannot be read')
  return answerXml(bytes.toString(), `${number}.xml`, xml.sha256)
}

function answerXml(xml: string, name: string, sha256?: string): Response {
  return new Response(xml, {
    headers: {
      'content-type': 'application/xml',
      'content-disposition': `attachment; filename="${name}"`,
      'cache-control': 'private, max-age=3600',
      ...(sha256 && { etag: `"${sha256}"` }),
    },
  })
}
