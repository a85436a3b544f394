import * as routes from '@comptoir/contracts/billing/routes'
import type * as schemas from '@comptoir/contracts/billing/schemas'
import { creditNoteIdOf, invoiceIdOf } from '@comptoir/contracts/ids'
import type { Blobs } from '@comptoir/dapr/sidecar/blobs'
import { parisDayOf } from '@comptoir/money/tax-rates'
import { createServiceApp, type ServiceApp, type ServiceDeps } from '@comptoir/service/app'
import { currentUser, isStaff, type User } from '@comptoir/service/auth/auth'
import { refuse } from '@comptoir/service/problems/refusal'
import type { BillingDesk } from './billing-desk.ts'
import { type BillingDocument, isIssued } from './invoice/invoice.ts'
import { type Invoices, listKey } from './invoice/invoice-store.ts'
import { outcomeOf, viewOf } from './invoice/invoice-view.ts'
import { ratesInForce, taxRates } from './invoice/tax-rate.ts'

export type Deps = ServiceDeps & {
  readonly invoices: Invoices
  readonly desk: BillingDesk
  readonly blobs: Blobs
  readonly clock: () => Date
}

export function createApp(deps: Deps): ServiceApp {
  const app = createServiceApp({
    ...deps,
    appId: 'billing',
    title: 'Billing',
    description: 'VAT rates, invoices with gapless numbers, credit notes and their PDF',
  })
  app.openapi(routes.listTaxRates, (c) => {
    const rates = ratesInForce(taxRates, parisDayOf(deps.clock()))
    return c.json({ rates }, 200, { 'cache-control': 'public, max-age=60' })
  })
  addInvoices(app, deps)
  addCreditNotes(app, deps)
  addInternal(app, deps)
  return app
}

function addInvoices(app: ServiceApp, deps: Deps): void {
  app.openapi(routes.listInvoices, async (c) => {
    const query = c.req.valid('query')
    return c.json(await listDocuments(deps, 'invoice', currentUser(c), query), 200)
  })
  app.openapi(routes.getInvoice, async (c) => {
    const { invoiceId } = c.req.valid('param')
    return c.json(await readDocument(deps, currentUser(c), { type: 'invoice', id: invoiceId }), 200)
  })
  app.openapi(routes.getInvoicePdf, async (c) => {
    const { invoiceId } = c.req.valid('param')
    return await answerPdf(deps, currentUser(c), { type: 'invoice', id: invoiceId })
  })
}

function addCreditNotes(app: ServiceApp, deps: Deps): void {
  app.openapi(routes.listCreditNotes, async (c) => {
    const query = c.req.valid('query')
    return c.json(await listDocuments(deps, 'credit_note', currentUser(c), query), 200)
  })
  app.openapi(routes.getCreditNote, async (c) => {
    const { creditNoteId: id } = c.req.valid('param')
    return c.json(await readDocument(deps, currentUser(c), { type: 'credit_note', id }), 200)
  })
  app.openapi(routes.getCreditNotePdf, async (c) => {
    const { creditNoteId: id } = c.req.valid('param')
    return await answerPdf(deps, currentUser(c), { type: 'credit_note', id })
  })
}

function addInternal(app: ServiceApp, { invoices, desk }: Deps): void {
  app.openapi(routes.readInvoiceOutcome, async (c) => {
    const { invoiceId } = c.req.valid('param')
    return c.json(outcomeOf(invoiceId, (await invoices.get(invoiceId))?.data), 200)
  })
  app.openapi(routes.cancelInvoice, async (c) => {
    const { invoiceId } = c.req.valid('param')
    const { orderId, reason } = c.req.valid('json')
    if (invoiceId !== invoiceIdOf(orderId)) {
      throw refuse('invalid_request', 'the invoice is not of this order')
    }
    return c.json(outcomeOf(invoiceId, (await desk.cancel(orderId, reason)).data), 200)
  })
}

type Type = schemas.Invoice['type']
type Which = { readonly type: Type; readonly id: string }
type Query = {
  limit: number
  cursor?: string | undefined
  status?: string | undefined
  orderId?: string | undefined
  userId?: string | undefined
}

/** The document if the user may see it; someone else's is as unknown as one that does not exist. */
async function visible({ invoices }: Deps, user: User, { type, id }: Which) {
  const document = await invoices.get(id)
  const view = document && viewOf(document)
  const allowed = view?.type === type && (isStaff(user) || view.userId === user.id)
  if (!document || !view || !allowed) throw refuse('not_found')
  return { document, view }
}

async function readDocument(deps: Deps, user: User, which: Which): Promise<schemas.Invoice> {
  return (await visible(deps, user, which)).view
}

async function listDocuments(deps: Deps, type: Type, user: User, query: Query) {
  if (query.orderId) return { items: await documentsOfOrder(deps, type, user, query) }
  const { limit, cursor, status } = query
  const key = listKey({ type, status, userId: isStaff(user) ? query.userId : user.id })
  const page = await deps.invoices.list('list', key, { limit, cursor, order: 'desc' })
  const items = page.items.map(viewOf).filter((view) => view !== undefined)
  return { items, ...(page.nextCursor ? { nextCursor: page.nextCursor } : {}) }
}

/** An order has one invoice, which names its credit notes. */
async function documentsOfOrder({ invoices }: Deps, type: Type, user: User, query: Query) {
  const { orderId = '', status } = query
  const owner = isStaff(user) ? query.userId : user.id
  const invoice = await invoices.get(invoiceIdOf(orderId))
  const ids = type === 'invoice' ? [invoiceIdOf(orderId)] : creditNoteIdsOf(orderId, invoice?.data)
  const views = (await invoices.getMany(ids)).map(viewOf)
  return views.flatMap((view) => {
    const mine = owner === undefined || view?.userId === owner
    const asked = status === undefined || view?.status === status
    return view && mine && asked ? [view] : []
  })
}

/** Newest first. Invoices that were credited whole before they listed their credit notes have one, by its id. */
function creditNoteIdsOf(orderId: string, invoice: BillingDocument | undefined): string[] {
  if (!invoice || invoice.status === 'voided') return []
  const { credits } = invoice
  if (!credits) return [creditNoteIdOf(orderId)]
  return credits.map(({ creditNoteId }) => creditNoteId).toReversed()
}

async function answerPdf(deps: Deps, user: User, which: Which): Promise<Response> {
  const { data } = (await visible(deps, user, which)).document
  if (!isIssued(data) || !data.pdf) throw refuse('document_not_ready')
  const bytes = await deps.blobs.get(data.pdf.sha256)
  if (!bytes) throw refuse('dependency_unavailable', 'the PDF cannot be read')
  return new Response(new Uint8Array(bytes), {
    headers: {
      'content-type': 'application/pdf',
      'content-disposition': `inline; filename="${data.issue.number}.pdf"`,
      etag: `"${data.pdf.sha256}"`,
      'cache-control': 'private, max-age=3600',
    },
  })
}
