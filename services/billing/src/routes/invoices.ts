import {
  getCreditNote,
  getCreditNotePdf,
  getInvoice,
  getInvoicePdf,
  listCreditNotes,
  listInvoices,
} from '@comptoir/contracts/billing/routes'
import { answerPdf } from '@comptoir/dapr/sidecar/blobs'
import type { ServiceApp } from '@comptoir/service/app'
import { currentUser, type User, visibleTo } from '@comptoir/service/auth/auth'
import { refuse } from '@comptoir/service/problems/refusal'
import type { Deps } from '../deps.ts'
import { isIssued } from '../invoice/invoice.ts'
import { listDocuments } from '../invoice/invoice-list.ts'
import type { DocumentType } from '../invoice/invoice-store.ts'
import { viewOf } from '../invoice/invoice-view.ts'

type InvoiceDeps = Pick<Deps, 'invoices' | 'blobs'>
type Which = { readonly type: DocumentType; readonly id: string }

/** Invoices and credit notes for their owners and for staff. */
export function addInvoiceRoutes(app: ServiceApp, deps: InvoiceDeps): void {
  app.openapi(listInvoices, async (c) => {
    const query = { ...c.req.valid('query'), type: 'invoice' } as const
    return c.json(await listDocuments(deps.invoices, currentUser(c), query), 200)
  })

  app.openapi(getInvoice, async (c) => {
    const which = { type: 'invoice', id: c.req.valid('param').invoiceId } as const
    return c.json((await visibleDocument(deps, currentUser(c), which)).view, 200)
  })

  app.openapi(getInvoicePdf, async (c) => {
    const which = { type: 'invoice', id: c.req.valid('param').invoiceId } as const
    return await pdfOf(deps, currentUser(c), which)
  })

  app.openapi(listCreditNotes, async (c) => {
    const query = { ...c.req.valid('query'), type: 'credit_note' } as const
    return c.json(await listDocuments(deps.invoices, currentUser(c), query), 200)
  })

  app.openapi(getCreditNote, async (c) => {
    const which = { type: 'credit_note', id: c.req.valid('param').creditNoteId } as const
    return c.json((await visibleDocument(deps, currentUser(c), which)).view, 200)
  })

  app.openapi(getCreditNotePdf, async (c) => {
    const which = { type: 'credit_note', id: c.req.valid('param').creditNoteId } as const
    return await pdfOf(deps, currentUser(c), which)
  })
}

async function visibleDocument({ invoices }: InvoiceDeps, user: User, { type, id }: Which) {
  const document = await invoices.get(id)
  const view = document && viewOf(document)
  return { data: document?.data, view: visibleTo(user, view?.type === type ? view : undefined) }
}

async function pdfOf(deps: InvoiceDeps, user: User, which: Which): Promise<Response> {
  const { data } = await visibleDocument(deps, user, which)
  if (!data || !isIssued(data) || !data.pdf) throw refuse('document_not_ready')
  return await answerPdf(deps.blobs, { sha256: data.pdf.sha256, name: data.issue.number })
}
