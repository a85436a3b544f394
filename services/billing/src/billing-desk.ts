import { creditNoteIdOf, invoiceIdOf } from '@comptoir/contracts/ids'
import type { OrderSnapshot, UsedPaymentMethod } from '@comptoir/contracts/orders'
import type { Document } from '@comptoir/dapr/documents'
import { createRecent } from '@comptoir/dapr/recent'
import {
  type BillingDocument,
  type Cancellation,
  creditInvoice,
  draftCreditNote,
  draftInvoice,
  type IssuedDocument,
  isIssued,
  voidDocument,
} from './invoice.ts'
import type { Invoices } from './invoice-store.ts'
import type { Issue } from './numbering.ts'

export type DeskOptions = {
  readonly invoices: Invoices
  readonly issue: Issue
  /** Told of each document that was just issued, to make its PDF. */
  readonly issued: (document: Document<BillingDocument>) => void
  readonly clock: () => Date
}

/** What happens to the invoice of an order; each operation may be repeated, in any order. */
export type BillingDesk = {
  draft(order: OrderSnapshot): Promise<Document<BillingDocument>>
  finalise(
    order: OrderSnapshot,
    paidAt: string,
    paidWith?: UsedPaymentMethod,
  ): Promise<Document<BillingDocument>>
  cancel(orderId: string, reason: string): Promise<Document<BillingDocument>>
}

const draftsKept = 200

export function createBillingDesk({ invoices, issue, issued, clock }: DeskOptions): BillingDesk {
  /** Most drafts are issued a moment later, by the process that made them. */
  const drafts = createRecent<Document<BillingDocument>>(draftsKept)

  async function create(order: OrderSnapshot) {
    const { draft, events } = draftInvoice(order, clock().toISOString())
    return (await invoices.create(invoiceIdOf(order.orderId), draft, events)).document
  }

  async function draft(order: OrderSnapshot) {
    const invoice = await create(order)
    if (invoice.data.status === 'draft') drafts.keep(invoice.id, invoice)
    return invoice
  }

  async function finalise(order: OrderSnapshot, paidAt: string, paidWith?: UsedPaymentMethod) {
    const id = invoiceIdOf(order.orderId)
    // another replica may have voided it: issuing finds out, and the number goes to the next
    const known = drafts.take(id) ?? (await invoices.get(id))
    const invoice = await issue(known ?? (await create(order)), { paidAt, paidWith })
    if (isIssued(invoice.data) && !invoice.data.pdf) issued(invoice)
    return invoice
  }

  async function credit(invoice: IssuedDocument, cancellation: Cancellation) {
    const id = creditNoteIdOf(invoice.order.orderId)
    const { document } = await invoices.create(id, draftCreditNote(invoice, cancellation))
    const creditNote = await issue(document)
    if (isIssued(creditNote.data) && !creditNote.data.pdf) issued(creditNote)
    return await invoices.update(invoiceIdOf(invoice.order.orderId), (data) =>
      creditInvoice(data, creditNote.data),
    )
  }

  async function cancel(orderId: string, reason: string) {
    const cancellation = { orderId, reason, now: clock().toISOString() }
    const id = invoiceIdOf(orderId)
    drafts.take(id)
    const invoice = await invoices.upsert(id, (data) => voidDocument(data, cancellation))
    if (invoice.data.status !== 'finalised') return invoice
    return await credit(invoice.data, cancellation)
  }

  return { draft, finalise, cancel }
}
