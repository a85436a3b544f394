import { parisDayOf } from '@comptoir/money/tax-rates'
import type { IssuedDocument } from '../invoice/invoice.ts'
import {
  type Account,
  customers,
  providerAccountOf,
  salesAccountOf,
  shippingAccount,
  vatAccountOf,
} from './accounts.ts'

export type Posting = {
  readonly account: Account
  /** In cents; one of the two is zero. */
  readonly debit: number
  readonly credit: number
}

/** A balanced entry of a journal: of sales (VE), or of what providers took and gave back (PP). */
export type JournalEntry = {
  readonly journal: 'VE' | 'PP'
  /** In Paris. */
  readonly day: string
  readonly label: string
  /** The paper that proves it. */
  readonly piece: { readonly number: string; readonly day: string; readonly issuedAt: string }
  readonly customer?: { readonly id: string; readonly name: string }
  readonly postings: readonly Posting[]
}

export type BookedDocument = {
  readonly data: IssuedDocument
  /** Of an invoice that replaces another: what the credit note over that one came to, in cents. */
  readonly replacedAmount?: number | undefined
  /** A credit note over an invoice that another one replaces: the money moved is the difference, booked with that one. */
  readonly isReplaced?: boolean
}

/** The entries of a document: the sale or what is taken back of it, and the money that moved. */
export function entriesOf(document: BookedDocument): JournalEntry[] {
  return [saleEntryOf(document.data), moneyEntryOf(document)].flatMap((entry) => entry ?? [])
}

/** Goods, shipping and VAT by rate to the customer's account; a credit note the other way round. */
function saleEntryOf(data: IssuedDocument): JournalEntry | undefined {
  const { totals, shippingLine } = data.order
  const net = totals.grandTotal.amount - totals.vatTotal.amount
  const delivery = shippingLine.net.amount
  const isSale = data.type === 'invoice'
  const postings = postingsOf(isSale, customers, [
    [salesAccountOf(data), net - delivery],
    [shippingAccount, delivery],
    ...totals.vatByRate.map(
      ({ vatRateBps, vat }) => [vatAccountOf(data, vatRateBps), vat.amount] as const,
    ),
  ])
  if (postings.length === 0) return undefined
  const label = `${isSale ? 'Facture' : 'Avoir'} ${data.issue.number}`
  return { ...proofOf(data), journal: 'VE', day: data.issue.issuedOn, label, postings }
}

/**
 * What the provider took for an invoice, on the day of payment, or gave back for a credit note, on its day of issue. Of an edited
 * order it is the difference between the invoice that replaces another and the credit note over that one.
 */
function moneyEntryOf({
  data,
  replacedAmount,
  isReplaced,
}: BookedDocument): JournalEntry | undefined {
  const { issue, order, type } = data
  const total = order.totals.grandTotal.amount
  const received = type === 'invoice' ? total - (replacedAmount ?? 0) : -total
  const isPaid = type === 'credit_note' || issue.paidAt !== undefined
  if (isReplaced || !isPaid || received === 0) return undefined
  const isReceipt = received > 0
  const isFirst = type === 'invoice' && !data.replaces
  const day = isFirst && issue.paidAt ? parisDayOf(new Date(issue.paidAt)) : issue.issuedOn
  const label = `${isReceipt ? 'Encaissement' : 'Remboursement'} ${issue.number}`
  const postings = postingsOf(isReceipt, providerAccountOf(data), [[customers, Math.abs(received)]])
  return { ...proofOf(data), journal: 'PP', day, label, postings }
}

/** The sum on the debit of one account and its parts on the credit of others, or the other way round; nothing for zero. */
export function postingsOf(
  isDebit: boolean,
  account: Account,
  parts: readonly (readonly [Account, number])[],
): Posting[] {
  const on = (side: boolean, to: Account, amount: number): Posting => ({
    account: to,
    ...(side === amount > 0
      ? { debit: Math.abs(amount), credit: 0 }
      : { debit: 0, credit: Math.abs(amount) }),
  })
  const sum = parts.reduce((total, [, amount]) => total + amount, 0)
  const all = [on(isDebit, account, sum), ...parts.map(([to, amount]) => on(!isDebit, to, amount))]
  return all.filter(({ debit, credit }) => debit + credit > 0)
}

function proofOf({ issue, order }: IssuedDocument) {
  const { company, recipient } = order.billingAddress
  return {
    piece: { number: issue.number, day: issue.issuedOn, issuedAt: issue.issuedAt },
    customer: { id: order.userId, name: company || recipient },
  }
}
