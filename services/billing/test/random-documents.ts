import fc from 'fast-check'
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

/** What is refunded: one piece of the first line, or a part of the whole in thousandths. */
const refund = fc.oneof(fc.constant('piece' as const), fc.nat(1_000))

type Ledger = {
  readonly documents: readonly IssuedDocument[]
  /** What the provider took and gave back, in minor units. */
  readonly captured: number
  readonly refunded: number
}

/** A random sale with its refunds, and what the provider's ledger says of it. */
const ledgers: fc.Arbitrary<Ledger> = fc
  .record({ sale, refunds: fc.array(refund, { maxLength: 3 }), isCancelled: fc.boolean() })
  .map(({ sale: sold, refunds, isCancelled }) => {
    const invoice = invoiceOf(sold)
    const captured = invoice.order.totals.grandTotal.amount
    const [first] = invoice.order.lines
    const piece = {
      amount: Math.floor((first?.gross.amount ?? 0) / (first?.quantity ?? 1)),
      lines: [{ sku: 'SKU-1', quantity: 1 }],
    }
    let refunded = 0
    const asked = refunds.flatMap((part) => {
      const share = typeof part === 'number' ? Math.floor((captured * part) / 1_000) : piece.amount
      // no provider gives back more than it took, or nothing
      const amount = Math.min(share, captured - refunded)
      refunded += amount
      if (amount === 0) return []
      return [{ amount, ...(part === 'piece' && { lines: piece.lines }) }]
    })
    const notes = creditNotesOf(invoice, [...asked, ...(isCancelled ? [{}] : [])])
    return { documents: [invoice, ...notes], captured, refunded: isCancelled ? captured : refunded }
  })

/** A random invoice with its credit notes. */
export const randomDocuments = ledgers.map(({ documents }) => documents)

/** All sales and refunds of a random year. */
export const randomYear: fc.Arbitrary<Ledger> = fc
  .array(ledgers, { minLength: 1, maxLength: 30 })
  .map((all) => ({
    documents: all.flatMap(({ documents }) => documents),
    captured: all.reduce((sum, { captured }) => sum + captured, 0),
    refunded: all.reduce((sum, { refunded }) => sum + refunded, 0),
  }))
