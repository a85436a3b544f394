import type { OrderSnapshot, UsedPaymentMethod } from '@comptoir/contracts/orders/schemas'
import type { Document } from '@comptoir/dapr/documents/documents'
import { type BillingDocument, type DraftDocument, draftInvoice, isIssued } from './invoice.ts'
import type { Invoices } from './invoice-store.ts'
import { invoiceChain } from './replacement.ts'

/** The invoices beside one of an order, over what exchanges cost more. */
export const supplementsOf = (invoice: BillingDocument): readonly string[] =>
  invoice.status === 'voided' ? [] : (invoice.supplementedBy ?? [])

/** All invoices of an order, oldest first, each with those beside it. */
export async function invoicesOfOrder(
  invoices: Pick<Invoices, 'get' | 'getMany'>,
  orderId: string,
): Promise<Document<BillingDocument>[]> {
  const chain = await invoiceChain(invoices, orderId)
  const ids = chain.flatMap(({ data }) => supplementsOf(data))
  return [...chain, ...(ids.length > 0 ? await invoices.getMany(ids) : [])]
}

export type Supplement = {
  readonly invoiceId: string
  /** The order with nothing but what the difference is for. */
  readonly order: OrderSnapshot
  /** Once it is paid: then it is issued. */
  readonly paidAt?: string | undefined
  readonly paidWith?: UsedPaymentMethod | undefined
}

type SupplementDeps = {
  readonly invoices: Invoices
  readonly clock: () => Date
  readonly issue: (
    draft: Document<BillingDocument>,
    paid: { readonly paidAt: string; readonly paidWith?: UsedPaymentMethod | undefined },
  ) => Promise<Document<BillingDocument>>
}

/**
 * Drafts an invoice over what an exchange costs more, and issues it once that is paid. What was sold stays invoiced: a document that
 * changes an invoice and refers to it is one itself (CGI, article 289, I, 5). The invoice of the order names it first, so that nothing
 * is beside it that it does not know.
 */
export async function supplementInvoice(
  { invoices, clock, issue }: SupplementDeps,
  { invoiceId, order, paidAt, paidWith }: Supplement,
): Promise<Document<BillingDocument>> {
  const known = await invoices.get(invoiceId)
  const drafted = known ?? (await draftSupplement({ invoices, clock }, { invoiceId, order }))
  return paidAt === undefined ? drafted : await issue(drafted, { paidAt, paidWith })
}

async function draftSupplement(
  { invoices, clock }: Pick<SupplementDeps, 'invoices' | 'clock'>,
  { invoiceId, order }: Pick<Supplement, 'invoiceId' | 'order'>,
): Promise<Document<BillingDocument>> {
  const first = (await invoiceChain(invoices, order.orderId)).at(-1)
  if (!first || !isIssued(first.data)) throw new Error(`no invoice of ${order.orderId} is issued`)
  const { data } = await invoices.update(first.id, (now) => beside(now, invoiceId))
  if (!isIssued(data)) throw new Error(`the invoice of ${order.orderId} is ${data.status}`)
  const { documentId, number, issuedOn } = data.issue
  // an order that an account took over meanwhile is the account's here already, or will be with what is named
  const owned = { ...order, userId: data.order.userId }
  const { draft, events } = draftInvoice(owned, clock().toISOString(), invoiceId)
  const supplements = { invoiceId: documentId, number, issuedOn }
  const next: DraftDocument = { ...draft, supplements }
  return (await invoices.create(invoiceId, next, events)).document
}

function beside(invoice: BillingDocument, id: string) {
  if (!isIssued(invoice) || supplementsOf(invoice).includes(id)) return undefined
  return { next: { ...invoice, supplementedBy: [...supplementsOf(invoice), id] } }
}
