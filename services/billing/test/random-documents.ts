import fc from 'fast-check'
import type { BookedDocument } from '../src/accounting/journal-entries.ts'
import type { IssuedDocument } from '../src/invoice/invoice.ts'
import { creditNotesOf, invoiceOf, type Sale } from './issued-documents.ts'

const places = ['FR 75010', 'FR 20000', 'FR 97400', 'MC 98000', 'DE 10115', 'IT 00100', 'CH 1200']

const line = fc
  .record({
    title: fc.string({ unit: 'grapheme', minLength: 1, maxLength: 60 }),
    quantity: fc.integer({ min: 1, max: 99 }),
    unitPrice: fc.nat(200_000),
    taxClass: fc.constantFrom('standard', 'intermediate', 'reduced', 'super_reduced'),
    /** In thousandths of what the line costs. */
    off: fc.oneof(fc.constant(0), fc.constant(1_000), fc.nat(1_000)),
  })
  .map(({ off, ...rest }) => ({
    ...rest,
    discount: Math.floor((rest.unitPrice * rest.quantity * off) / 1_000),
  }))

const sale: fc.Arbitrary<Sale> = fc
  .record({
    to: fc.constantFrom(...places),
    prices: fc.constantFrom('gross' as const, 'net' as const),
    ossFrom: fc.constantFrom(undefined, '2026-01-01'),
    lines: fc.array(line, { minLength: 1, maxLength: 12 }),
    shippingPrice: fc.nat(3_000),
    isFree: fc.boolean(),
  })
  .map(({ lines, shippingPrice, isFree, ...rest }) => ({
    ...rest,
    order: { lines, shippingPrice, ...(isFree && { shippingDiscount: shippingPrice }) },
  }))

/** What is given back: a piece of the first line, all of it with the delivery, or a part of the whole in thousandths. */
const refund = fc.oneof(
  fc.constant('piece' as const),
  fc.constant('return' as const),
  fc.nat(1_000),
)
type Refund = 'piece' | 'return' | number

type Ledger = {
  readonly documents: readonly BookedDocument[]
  /** What the provider took and gave back, in minor units. */
  readonly captured: number
  readonly refunded: number
}

const stage = fc.record({ sale, refunds: fc.array(refund, { maxLength: 3 }) })

/** A random sale with its edits and refunds, and what the provider's ledger says of it. */
const ledgers: fc.Arbitrary<Ledger> = fc
  .record({ stages: fc.array(stage, { minLength: 1, maxLength: 3 }), isCancelled: fc.boolean() })
  .map(({ stages, isCancelled }) => {
    const documents: BookedDocument[] = []
    const ledger = { captured: 0, refunded: 0 }
    let replaced: Replaced | undefined
    for (const [n, one] of stages.entries()) {
      const isFinal = n === stages.length - 1
      const staged = papersOf(one, { replaced, isFinal, isCancelled })
      // an edit takes or gives back the difference to what the order had cost
      move(ledger, staged.total - (replaced?.left ?? 0))
      ledger.refunded += staged.given
      documents.push(...staged.documents)
      if (staged.left === undefined) break
      replaced = { invoice: staged.invoice, left: staged.left }
    }
    return { documents, ...ledger }
  })

type Stage = { readonly sale: Sale; readonly refunds: readonly Refund[] }
type Replaced = { readonly invoice: IssuedDocument; readonly left: number }
type Place = {
  readonly replaced: Replaced | undefined
  readonly isFinal: boolean
  readonly isCancelled: boolean
}

/** The invoice of an order as it is after an edit, its credit notes, and what is `left` for the next edit, if one follows. */
function papersOf({ sale: sold, refunds }: Stage, { replaced, isFinal, isCancelled }: Place) {
  const replaces = replaced && citing(replaced.invoice)
  const invoice = invoiceOf({ ...sold, ...(replaces && { replaces }) })
  const total = invoice.order.totals.grandTotal.amount
  const asked = requestsFor(invoice, refunds)
  const given = asked.reduce((sum, { amount }) => sum + amount, 0)
  const isEdited = !isFinal && given < total
  const notes = creditNotesOf(invoice, [...asked, ...(isEdited || isCancelled ? [{}] : [])])
  const credited = notes.map((data, at) => ({
    data,
    isReplaced: isEdited && at === notes.length - 1,
  }))
  return {
    ...{
      invoice,
      total,
      documents: [{ data: invoice, replacedAmount: replaced?.left }, ...credited],
    },
    given: isCancelled && !isEdited ? total : given,
    left: isEdited ? total - given : undefined,
  }
}

function move(ledger: { captured: number; refunded: number }, amount: number): void {
  if (amount > 0) ledger.captured += amount
  else ledger.refunded -= amount
}

const citing = ({ issue }: IssuedDocument) => ({
  ...{ invoiceId: issue.documentId, number: issue.number, issuedOn: issue.issuedOn },
})

/** No provider gives back more than it took, or nothing. */
function requestsFor({ order }: IssuedDocument, refunds: readonly Refund[]) {
  const total = order.totals.grandTotal.amount
  const [first] = order.lines
  const { quantity = 1 } = first ?? {}
  const gross = first?.gross.amount ?? 0
  const shipping = order.shippingLine.gross.amount
  let given = 0
  return refunds.flatMap((part) => {
    const share = {
      piece: () => Math.floor(gross / quantity),
      return: () => gross + shipping,
      part: () => Math.floor((total * Number(part)) / 1_000),
    }[typeof part === 'number' ? 'part' : part]()
    const amount = Math.min(share, total - given)
    given += amount
    if (amount === 0) return []
    if (part === 'piece') return [{ amount, lines: [{ sku: 'SKU-1', quantity: 1 }] }]
    if (part === 'return') return [{ amount, shipping, lines: [{ sku: 'SKU-1', quantity }] }]
    return [{ amount }]
  })
}

/** A random order's invoices with their credit notes. */
export const randomDocuments = ledgers.map(({ documents }) => documents.map(({ data }) => data))

/** All sales, edits and returns of a random year, each paper with a day and a number of its own. */
export const randomYear: fc.Arbitrary<Ledger> = fc
  .array(fc.tuple(ledgers, fc.nat(360)), { minLength: 1, maxLength: 30 })
  .map((all) => {
    const dated = all.flatMap(([{ documents }, day]) =>
      documents.map((document, later) => ({ document, day: dayOf(Math.min(day + later, 364)) })),
    )
    const numbers = { invoice: 0, credit_note: 0 }
    const inOrder = dated.toSorted((a, b) => Number(a.day > b.day) - Number(a.day < b.day))
    const documents = inOrder.map(({ document, day }) => {
      const { type } = document.data
      numbers[type] += 1
      return issuedOnDay(document, day, numbers[type])
    })
    return {
      documents,
      captured: all.reduce((sum, [{ captured }]) => sum + captured, 0),
      refunded: all.reduce((sum, [{ refunded }]) => sum + refunded, 0),
    }
  })

const dayOf = (n: number) => new Date(Date.UTC(2026, 0, 1 + n)).toISOString().slice(0, 10)

function issuedOnDay({ data, ...rest }: BookedDocument, day: string, n: number): BookedDocument {
  const series = data.type === 'invoice' ? 'FA' : 'AV'
  const issue = {
    ...data.issue,
    ...{ number: `${series}-2026-${String(n).padStart(6, '0')}`, sequence: n, issuedOn: day },
    ...{ issuedAt: `${day}T10:00:00.000Z` },
    ...(data.issue.paidAt && { paidAt: `${day}T09:59:00.000Z` }),
  }
  return { ...rest, data: { ...data, issue } }
}
