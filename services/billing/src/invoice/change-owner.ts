import { creditNoteIdOf } from '@comptoir/contracts/ids'
import { isRefusal, refuse } from '@comptoir/service/problems/refusal'
import type { BilledOrder } from './billed-order.ts'
import type { BillingDocument, DocumentChange } from './invoice.ts'
import type { Invoices } from './invoice-store.ts'
import { invoiceChain } from './replacement.ts'
import { invoicesOfOrder, supplementsOf } from './supplement.ts'

type NewOwner = { readonly orderId: string; readonly userId: string; readonly guestId: string }

/**
 * The papers of an order that a guest placed and an account has now, those of its edits and exchanges too; what is printed on them
 * stays. One that is named by another and is not there yet is made with the owner of before: this throws, and is repeated.
 */
export async function changeOwner(invoices: Invoices, owner: NewOwner): Promise<void> {
  const papers = await invoicesOfOrder(invoices, owner.orderId)
  for (const id of new Set([...idsOf(papers), creditNoteIdOf(owner.orderId)]))
    await invoices.update(id, (document) => withOwner(document, owner)).catch(ignoreMissing)
  const chain = await invoiceChain(invoices, owner.orderId)
  const known = new Set(papers.map(({ id }) => id))
  const missing = chain.flatMap(({ data }) => supplementsOf(data)).find((id) => !known.has(id))
  if (missing) throw refuse('conflict', `${missing} is about to be made`)
  const last = chain.at(-1)?.data
  if (last && 'replacedBy' in last && last.replacedBy)
    throw refuse('conflict', `${last.replacedBy} is about to be made`)
}

const idsOf = (papers: Awaited<ReturnType<typeof invoicesOfOrder>>): string[] =>
  papers.flatMap(({ id, data }) => {
    const credits = 'credits' in data ? (data.credits ?? []) : []
    return [id, ...credits.map(({ creditNoteId }) => creditNoteId)]
  })

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
