import { creditNoteIdOf, invoiceIdOf } from '@comptoir/contracts/ids'
import { isRefusal } from '@comptoir/service/problems/refusal'
import type { BilledOrder } from './billed-order.ts'
import type { BillingDocument, DocumentChange } from './invoice.ts'
import type { Invoices } from './invoice-store.ts'

type NewOwner = { readonly orderId: string; readonly userId: string; readonly guestId: string }

/** The papers of an order that a guest placed and an account has now; what is printed on them stays. */
export async function changeOwner(invoices: Invoices, owner: NewOwner): Promise<void> {
  const invoiceId = invoiceIdOf(owner.orderId)
  const invoice = await invoices.get(invoiceId)
  const credits = invoice && 'credits' in invoice.data ? (invoice.data.credits ?? []) : []
  const ids = [invoiceId, creditNoteIdOf(owner.orderId)]
  for (const id of new Set([...ids, ...credits.map(({ creditNoteId }) => creditNoteId)]))
    await invoices.update(id, (document) => withOwner(document, owner)).catch(ignoreMissing)
}

function withOwner(document: BillingDocument, { userId, guestId }: NewOwner): DocumentChange {
  const ofUser = (order: BilledOrder) =>
    order.userId === guestId ? { ...order, userId } : undefined
  if (document.status !== 'voided') {
    const order = ofUser(document.order)
    return order && { next: { ...document, order } }
  }
  const order = document.draft && ofUser(document.draft.order)
  return document.draft && order && { next: { ...document, draft: { ...document.draft, order } } }
}

function ignoreMissing(error: unknown): void {
  if (!isRefusal(error, 'not_found')) throw error
}
