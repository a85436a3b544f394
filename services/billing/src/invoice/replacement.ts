import { invoiceIdOf } from '@comptoir/contracts/ids'
import type { OrderSnapshot, UsedPaymentMethod } from '@comptoir/contracts/orders/schemas'
import type { Document } from '@comptoir/dapr/documents/documents'
import { grossOf } from './credit.ts'
import { addCredit, type BillingDocument, draftInvoice, isIssued } from './invoice.ts'
import type { Invoices } from './invoice-store.ts'

/** All invoices of an order, oldest first: each names the one that replaced it. The last one counts. */
export async function invoiceChain(
  invoices: Pick<Invoices, 'get'>,
  orderId: string,
): Promise<Document<BillingDocument>[]> {
  const chain: Document<BillingDocument>[] = []
  let id: string | undefined = invoiceIdOf(orderId)
  while (id !== undefined) {
    const invoice: Document<BillingDocument> | undefined = await invoices.get(id)
    if (!invoice) break
    chain.push(invoice)
    const { data } = invoice
    id = data.status === 'voided' ? undefined : data.replacedBy
  }
  return chain
}

/** The id of the invoice of an order that counts now. */
export async function currentInvoiceId(
  invoices: Pick<Invoices, 'get'>,
  orderId: string,
): Promise<string> {
  return (await invoiceChain(invoices, orderId)).at(-1)?.id ?? invoiceIdOf(orderId)
}

export type Replacement = {
  readonly invoiceId: string
  readonly order: OrderSnapshot
  readonly creditNoteId: string
  readonly reason: string
  readonly paidAt: string
  readonly paidWith?: UsedPaymentMethod | undefined
  readonly captureAt?: 'shipping' | undefined
}

type ReplacingDeps = {
  readonly invoices: Invoices
  readonly clock: () => Date
  readonly issueCredits: (invoice: Document<BillingDocument>) => Promise<unknown>
  readonly issue: (
    draft: Document<BillingDocument>,
    paid: Pick<Replacement, 'paidAt' | 'paidWith' | 'captureAt'>,
  ) => Promise<Document<BillingDocument>>
}

/**
 * Credits what is left of an order's invoice and issues another one over the order as it is now: an issued invoice is never
 * changed (BOI-TVA-DECLA-30-20-20-30). What replaces it is written on it first, so a repeat after any crash goes on. A refund that
 * came while the order was edited stays one: what was credited for it is credited of the new invoice, too.
 */
export async function replaceInvoice(
  deps: ReplacingDeps,
  replacement: Replacement,
): Promise<Document<BillingDocument>> {
  const { invoices, clock, issue, issueCredits } = deps
  const { invoiceId, order, creditNoteId, reason, ...payment } = replacement
  const chain = await invoiceChain(invoices, order.orderId)
  const before = chain.findLast(({ id }) => id !== invoiceId)
  const now = clock().toISOString()
  if (!before || !isIssued(before.data))
    throw new Error(`no invoice of ${order.orderId} to replace`)
  const replaced = await invoices.update(before.id, (data) => {
    if (!isIssued(data) || data.replacedBy) return undefined
    const change = addCredit(data, { creditNoteId, reason, now })
    return {
      ...change,
      next: { ...(change?.next ?? data), replacedBy: invoiceId } as BillingDocument,
    }
  })
  await issueCredits(replaced)
  const { number, issuedOn } = before.data.issue
  const { draft, events } = draftInvoice(order, now, invoiceId)
  const replaces = { invoiceId: before.id, number, issuedOn }
  const { document } = await invoices.create(invoiceId, { ...draft, replaces }, events)
  const issued = await issue(document, payment)
  const amount = creditedBesides(replaced.data, creditNoteId)
  if (amount === 0) return issued
  const carried = { creditNoteId: `${creditNoteId}_refunded`, amount, reason, now }
  const credited = await invoices.update(invoiceId, (data) =>
    isIssued(data) ? addCredit(data, carried) : undefined,
  )
  await issueCredits(credited)
  return credited
}

/** What other credit notes than this one took off, in minor units. */
function creditedBesides(data: BillingDocument, creditNoteId: string): number {
  const { credits = [] } = isIssued(data) ? data : {}
  const others = credits.filter((credit) => credit.creditNoteId !== creditNoteId)
  return others.reduce((sum, { vatByRate }) => sum + grossOf(vatByRate), 0)
}
