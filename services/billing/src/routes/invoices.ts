import {
  cancelInvoice,
  getCreditNote,
  getCreditNotePdf,
  getInvoice,
  getInvoicePdf,
  listCreditNotes,
  listInvoices,
  readInvoiceOutcome,
  readPaper,
  replaceInvoice,
  supplementInvoice,
} from '@comptoir/contracts/billing/routes'
import type { Invoice } from '@comptoir/contracts/billing/schemas'
import { creditNoteIdOf, invoiceIdOf } from '@comptoir/contracts/ids'
import { answerPdf } from '@comptoir/dapr/sidecar/blobs'
import type { ServiceApp } from '@comptoir/service/app'
import { currentBuyer, listedOwner, type User, visibleTo } from '@comptoir/service/auth/auth'
import { refuse } from '@comptoir/service/problems/refusal'
import type { z } from 'zod'
import type { Deps } from '../deps.ts'
import { isIssued } from '../invoice/invoice.ts'
import { type DocumentType, type Invoices, listKey } from '../invoice/invoice-store.ts'
import { outcomeOf, viewOf } from '../invoice/invoice-view.ts'
import { invoicesOfOrder } from '../invoice/supplement.ts'

export type InvoiceDeps = Pick<Deps, 'invoices' | 'invoicing' | 'blobs'>
export type Which = { readonly type: DocumentType; readonly id: string }
type Query = z.output<typeof listInvoices.request.query> & { readonly type: DocumentType }

/** Invoices and credit notes for their owners and for staff. */
export function addInvoiceRoutes(app: ServiceApp, deps: InvoiceDeps): void {
  app.openapi(listInvoices, async (c) => {
    const query = { ...c.req.valid('query'), type: 'invoice' } as const
    return c.json(await listDocuments(deps.invoices, currentBuyer(c), query), 200)
  })

  app.openapi(getInvoice, async (c) => {
    const which = { type: 'invoice', id: c.req.valid('param').invoiceId } as const
    return c.json((await visibleDocument(deps, currentBuyer(c), which)).view, 200)
  })

  app.openapi(getInvoicePdf, async (c) => {
    const which = { type: 'invoice', id: c.req.valid('param').invoiceId } as const
    return await pdfOf(deps, currentBuyer(c), which)
  })

  app.openapi(listCreditNotes, async (c) => {
    const query = { ...c.req.valid('query'), type: 'credit_note' } as const
    return c.json(await listDocuments(deps.invoices, currentBuyer(c), query), 200)
  })

  app.openapi(getCreditNote, async (c) => {
    const which = { type: 'credit_note', id: c.req.valid('param').creditNoteId } as const
    return c.json((await visibleDocument(deps, currentBuyer(c), which)).view, 200)
  })

  app.openapi(getCreditNotePdf, async (c) => {
    const which = { type: 'credit_note', id: c.req.valid('param').creditNoteId } as const
    return await pdfOf(deps, currentBuyer(c), which)
  })
}

/** What the order saga and whoever sends mail ask of billing. */
export function addInternalRoutes(app: ServiceApp, deps: InvoiceDeps): void {
  const { invoices, invoicing, blobs } = deps

  app.openapi(readPaper, async (c) => {
    const data = (await invoices.get(c.req.valid('param').paperId))?.data
    if (!data) throw refuse('not_found', 'there is no such paper')
    if (!isIssued(data) || !data.pdf) throw refuse('document_not_ready')
    const bytes = await blobs.get(data.pdf.sha256)
    if (!bytes) throw refuse('dependency_unavailable', 'the PDF cannot be read')
    const name = `${data.issue.number}.pdf`
    return c.json({ name, contentType: 'application/pdf', base64: bytes.toString('base64') }, 200)
  })

  app.openapi(readInvoiceOutcome, async (c) => {
    const { invoiceId } = c.req.valid('param')
    return c.json(outcomeOf(invoiceId, (await invoices.get(invoiceId))?.data), 200)
  })

  app.openapi(replaceInvoice, async (c) => {
    const { invoiceId } = c.req.valid('param')
    const { data } = await invoicing.replace({ invoiceId, ...c.req.valid('json') })
    return c.json(outcomeOf(invoiceId, data), 200)
  })

  app.openapi(cancelInvoice, async (c) => {
    const { invoiceId } = c.req.valid('param')
    const { orderId, reason } = c.req.valid('json')
    const first = invoiceIdOf(orderId)
    const isBeside = invoiceId.startsWith(`${first}_x`)
    if (invoiceId !== first && !isBeside) {
      throw refuse('invalid_request', 'the invoice is not of this order')
    }
    const { data } = isBeside
      ? await invoicing.voidSupplement(invoiceId, { orderId, reason })
      : await invoicing.cancel(orderId, reason)
    return c.json(outcomeOf(invoiceId, data), 200)
  })

  app.openapi(supplementInvoice, async (c) => {
    const { invoiceId } = c.req.valid('param')
    const { data } = await invoicing.supplement({ invoiceId, ...c.req.valid('json') })
    return c.json(outcomeOf(invoiceId, data), 200)
  })
}

/** A page of invoices or credit notes, newest first; those of one order are all on the first page. */
async function listDocuments(invoices: Invoices, user: User, query: Query) {
  const { type, status, orderId, limit, cursor } = query
  const userId = listedOwner(user, query.userId)
  if (orderId) {
    const views = (await invoices.getMany(await idsOfOrder(invoices, orderId, type))).map(viewOf)
    const isAsked = (view: Invoice) =>
      (userId ?? view.userId) === view.userId && (status ?? view.status) === view.status
    return { items: views.flatMap((view) => (view && isAsked(view) ? [view] : [])) }
  }
  const key = listKey({ type, status, userId })
  const page = await invoices.list('list', key, { limit, cursor, order: 'desc' })
  return { ...page, items: page.items.flatMap((document) => viewOf(document) ?? []) }
}

/**
 * The invoices of an order, or their credit notes, newest first. Invoices that were credited whole before they listed their
 * credit notes have one, by its id.
 */
async function idsOfOrder(invoices: Invoices, orderId: string, type: DocumentType) {
  const papers = (await invoicesOfOrder(invoices, orderId)).toReversed()
  if (type === 'invoice') return papers.map(({ id }) => id)
  return papers.flatMap(({ data }) => {
    if (data.status === 'voided') return []
    const creditNoteIds = data.credits?.map(({ creditNoteId }) => creditNoteId)
    return creditNoteIds?.toReversed() ?? [creditNoteIdOf(orderId)]
  })
}

/** A document as it is stored and as the user may see it; refuses somebody else's as one that is not there. */
export async function visibleDocument({ invoices }: InvoiceDeps, user: User, { type, id }: Which) {
  const document = await invoices.get(id)
  const view = document && viewOf(document)
  return { data: document?.data, view: visibleTo(user, view?.type === type ? view : undefined) }
}

async function pdfOf(deps: InvoiceDeps, user: User, which: Which): Promise<Response> {
  const { data } = await visibleDocument(deps, user, which)
  if (!data || !isIssued(data) || !data.pdf) throw refuse('document_not_ready')
  return await answerPdf(deps.blobs, { sha256: data.pdf.sha256, name: data.issue.number })
}
