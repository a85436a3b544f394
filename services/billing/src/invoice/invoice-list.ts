import type { listInvoices } from '@comptoir/contracts/billing/routes'
import type { Invoice } from '@comptoir/contracts/billing/schemas'
import { creditNoteIdOf, invoiceIdOf } from '@comptoir/contracts/ids'
import { listedOwner, type User } from '@comptoir/service/auth/auth'
import type { z } from 'zod'
import type { BillingDocument } from './invoice.ts'
import { type DocumentType, type Invoices, listKey } from './invoice-store.ts'
import { viewOf } from './invoice-view.ts'

type Query = z.output<typeof listInvoices.request.query> & { readonly type: DocumentType }

/** A page of invoices or credit notes, newest first; those of one order are all on the first page. */
export async function listDocuments(invoices: Invoices, user: User, query: Query) {
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

/** An order has one invoice, which names its credit notes. */
async function idsOfOrder(invoices: Invoices, orderId: string, type: DocumentType) {
  const id = invoiceIdOf(orderId)
  return type === 'invoice' ? [id] : creditNoteIdsOf(orderId, (await invoices.get(id))?.data)
}

/** Newest first. Invoices that were credited whole before they listed their credit notes have one, by its id. */
function creditNoteIdsOf(orderId: string, invoice: BillingDocument | undefined): string[] {
  if (!invoice || invoice.status === 'voided') return []
  const { credits } = invoice
  if (!credits) return [creditNoteIdOf(orderId)]
  return credits.map(({ creditNoteId }) => creditNoteId).toReversed()
}
