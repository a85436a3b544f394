import {
  creditNoteIdOf,
  creditNoteIdOfRefund,
  invoiceIdOf,
  supplementIdOf,
} from '@comptoir/contracts/ids'
import type { OrderSnapshot } from '@comptoir/contracts/orders/schemas'
import type { Document } from '@comptoir/dapr/documents/documents'
import { createRecent } from '@comptoir/dapr/documents/recent-values'
import type { Payment } from '../numbering/number-series.ts'
import type { Issue } from '../numbering/numbering.ts'
import type { CreditRequest } from './credit.ts'
import {
  addCredit,
  type BillingDocument,
  creditsToIssue,
  draftCreditNote,
  draftInvoice,
  isIssued,
  recordCreditNote,
  voidDocument,
} from './invoice.ts'
import type { Invoices } from './invoice-store.ts'
import { currentInvoiceId, type Replacement, replaceInvoice } from './replacement.ts'
import { type Supplement, supplementInvoice } from './supplement.ts'

export type InvoicingOptions = {
  readonly invoices: Invoices
  readonly issue: Issue
  /** Called with each document that was just issued, to make its PDF. */
  readonly issued: (document: Document<BillingDocument>) => void
  readonly clock: () => Date
}

type CreditedRefund = Pick<CreditRequest, 'amount' | 'lines' | 'shipping' | 'reason' | 'origin'> & {
  readonly orderId: string
  readonly refundId: string
  /** What it was paid with. */
  readonly paymentIntentId?: string | undefined
}

type Voiding = { readonly orderId: string; readonly reason: string }
type How = Omit<Payment, 'paidAt'>

const draftsKept = 200

export type Invoicing = ReturnType<typeof createInvoicing>

/** What happens to the invoice of an order; each operation may be repeated, in any order. */
export function createInvoicing(deps: InvoicingOptions) {
  const { invoices, clock } = deps
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

  async function finalise(order: OrderSnapshot, paidAt: string, how: How = {}) {
    const id = invoiceIdOf(order.orderId)
    // another replica may have voided it: issuing finds out, and the number goes to the next
    const known = drafts.take(id) ?? (await invoices.get(id))
    const draft = known ?? (await create(order))
    return await issueCredits(deps, await issueAndRender(deps, draft, { paidAt, ...how }))
  }

  /** Voids the draft, or credits what is left of the invoice. */
  async function cancel(orderId: string, reason: string) {
    const now = clock().toISOString()
    const id = await currentInvoiceId(invoices, orderId)
    drafts.take(id)
    const invoice = await invoices.upsert(id, (data) =>
      voidDocument(data, { orderId, reason, now }),
    )
    if (invoice.data.status !== 'finalised') return invoice
    const request = { creditNoteId: creditNoteIdOf(orderId), reason, now }
    return await issueCredits(deps, await invoices.update(id, (data) => addCredit(data, request)))
  }

  /** Credits a refund, once: at once when the invoice is issued, else right after it is. That of an exchange has its own. */
  async function credit(refund: CreditedRefund) {
    const { orderId, refundId, paymentIntentId = '', ...request } = refund
    const creditNoteId = creditNoteIdOfRefund(refundId)
    const now = clock().toISOString()
    const id = supplementIdOf(paymentIntentId) ?? (await currentInvoiceId(invoices, orderId))
    const invoice = await invoices.update(id, (data) =>
      addCredit(data, { ...request, refundId, creditNoteId, now }),
    )
    return await issueCredits(deps, invoice)
  }

  /** Credits the invoice of an edited order and issues another one, once. */
  const replace = (replacement: Replacement) => replaceInvoice(replacing(deps), replacement)

  return { draft, finalise, cancel, credit, replace, ...supplementing(deps) }
}

/** What happens to the invoice over what an exchange costs more. */
const supplementing = (deps: InvoicingOptions) => ({
  /** Drafts it, and issues it once it is paid. */
  async supplement(asked: Supplement) {
    return await issueCredits(deps, await supplementInvoice(replacing(deps), asked))
  },
  /** Voids the draft, once the exchange came to nothing; one that is issued stays. */
  async voidSupplement(id: string, { orderId, reason }: Voiding) {
    const now = deps.clock().toISOString()
    return await deps.invoices.upsert(id, (data) => voidDocument(data, { orderId, reason, now }))
  },
})

const replacing = (deps: InvoicingOptions) => ({
  ...deps,
  issueCredits: (invoice: Document<BillingDocument>) => issueCredits(deps, invoice),
  issue: (draft: Document<BillingDocument>, paid: Parameters<Issue>[1]) =>
    issueAndRender(deps, draft, paid),
})

type Issuing = Pick<InvoicingOptions, 'invoices' | 'issue' | 'issued'>

async function issueAndRender(
  { issue, issued }: Issuing,
  draft: Document<BillingDocument>,
  paid?: Parameters<Issue>[1],
): Promise<Document<BillingDocument>> {
  const document = await issue(draft, paid)
  if (isIssued(document.data) && !document.data.pdf) issued(document)
  return document
}

/** Issues every credit note that the invoice names and that has no number yet. */
async function issueCredits(
  deps: Issuing,
  invoice: Document<BillingDocument>,
): Promise<Document<BillingDocument>> {
  const { invoices } = deps
  let current = invoice
  for (const credit of creditsToIssue(invoice.data)) {
    if (!isIssued(current.data)) return current
    const { creditNoteId } = credit
    const { document } = await invoices.create(creditNoteId, draftCreditNote(current.data, credit))
    const { data } = await issueAndRender(deps, document)
    if (!isIssued(data)) return current
    const { number } = data.issue
    current = await invoices.update(invoice.id, (now) =>
      recordCreditNote(now, { creditNoteId, number }),
    )
  }
  return current
}
