import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { creditNotesOf, invoiceOf, transferredInvoice } from '../../test/issued-documents.ts'
import { randomDocuments } from '../../test/random-documents.ts'
import { writeCii } from './cii.ts'
import type { EInvoice } from './e-invoice.ts'
import { hasEInvoice, toEInvoice } from './to-e-invoice.ts'

const sumOf = (amounts: readonly number[]) => amounts.reduce((sum, one) => sum + one, 0)
const amountsOf = (parts: readonly { amount: number }[]) => sumOf(parts.map(({ amount }) => amount))

/** How far the VAT of a rate is from base × rate, in minor units. */
const apart = ({ vat }: EInvoice) =>
  Math.max(...vat.map(({ tax, taxable, rateBps }) => Math.abs(tax - (taxable * rateBps) / 10_000)))

describe('the electronic invoice', () => {
  it('has the sums of EN 16931, VAT near its rate, and exactly what was paid: for any order', () => {
    fc.assert(
      fc.property(randomDocuments, (documents) => {
        for (const document of documents) {
          const invoice = toEInvoice(document)
          const { lines, allowances, charges, vat, totals } = invoice
          expect(totals).toMatchObject({
            lines: sumOf(lines.map(({ net }) => net)),
            allowances: amountsOf(allowances),
            charges: amountsOf(charges),
            net: sumOf(vat.map(({ taxable }) => taxable)),
            vat: sumOf(vat.map(({ tax }) => tax)),
            gross: document.order.totals.grandTotal.amount,
            ...{ paid: totals.gross, due: 0 },
          })
          for (const rate of vat) expect(baseOf(invoice, rate.rateBps)).toBe(rate.taxable)
          expect(apart(invoice)).toBeLessThan(100)
        }
      }),
    )
  })

  it('names each discount of a line, and takes it off without VAT', () => {
    const lines = [{ title: 'Lampe', quantity: 3, unitPrice: 2_000, discount: 1_200 }]
    const name = { fr: 'Été', en: 'Summer' }
    const amount = { amount: 1_200, currency: 'EUR' }
    const promotions = [{ promotionId: 'promo_1', name, amount }]
    const [line] = toEInvoice(invoiceOf({ order: { lines, promotions } })).lines
    expect(line).toMatchObject({ net: 4_000, allowances: [{ amount: 1_000, reason: 'Été' }] })
  })

  it('shows shipping that a promotion made free at its price, and what was taken off', () => {
    const order = { shippingPrice: 600, shippingDiscount: 600 }
    const { charges, allowances, totals } = toEInvoice(invoiceOf({ order }))
    expect([amountsOf(charges), amountsOf(allowances)]).toEqual([500, 500])
    expect(totals.gross).toBe(29_980)
  })

  it.each([
    ['FR 75010', 'S', undefined],
    ['CH 1200', 'G', 'VATEX-EU-G'],
    ['FR 97400', 'G', 'VATEX-EU-G'],
  ])('to %s is of category %s', (to, code, reason) => {
    const [vat] = toEInvoice(invoiceOf({ to })).vat
    expect([vat?.code, vat?.exemption?.code]).toEqual([code, reason])
  })

  it('to a business of another member state is an intra-Community supply with both VAT ids', () => {
    const buyerVat = { vatId: 'DE136695976', status: 'valid' } as const
    const { vat, buyer, seller } = toEInvoice(invoiceOf({ to: 'DE 10115', buyerVat }))
    expect(vat).toMatchObject([{ code: 'K', tax: 0, exemption: { code: 'VATEX-EU-IC' } }])
    expect([buyer.vatId, seller.vatId]).toEqual(['DE136695976', 'FR00123456789'])
  })

  it('says what was paid with and when', () => {
    const paidWith = { type: 'card', brand: 'visa', last4: '4242' }
    const { payment, dueOn, paymentTerms } = toEInvoice(invoiceOf({ paidWith }))
    expect(payment).toMatchObject({ code: '48', cardLast4: '4242' })
    expect([dueOn, paymentTerms]).toEqual(['2026-11-21', expect.stringContaining('le 21/11/2026')])
    expect(toEInvoice(invoiceOf()).payment).toBeUndefined()
  })

  it('names the account of the shop that a SEPA transfer was sent to, and not on a credit note', () => {
    const invoice = transferredInvoice()
    expect(toEInvoice(invoice).payment).toEqual({
      ...{ code: '58', text: 'par virement' },
      transfer: { iban: 'FR7630006000011234567890189', reference: 'CMD-7K3M-92QX' },
    })
    const [note = invoice] = creditNotesOf(invoice, [{ amount: 1_200 }])
    expect(toEInvoice(note).payment).toMatchObject({ code: '1', text: 'par virement' })
    expect(toEInvoice(transferredInvoice('JPY')).payment).toMatchObject({ code: '1' })
  })

  it('of a credit note has positive amounts and cites its invoice', () => {
    const [note] = creditNotesOf(invoiceOf(), [{ amount: 1_200 }]).map(toEInvoice)
    expect(note).toMatchObject({
      ...{ type: 'credit_note', number: 'AV-2026-000001' },
      preceding: { number: 'FA-2026-000042', issuedOn: '2026-11-21' },
      totals: { gross: 1_200, paid: 1_200, due: 0 },
    })
  })

  it('of lines that come back with the delivery has that as a charge', () => {
    const lines = [{ sku: 'SKU-1', quantity: 1 }]
    const [note] = creditNotesOf(invoiceOf(), [{ amount: 15_580, shipping: 590, lines }])
    const { charges, totals } = toEInvoice(note ?? invoiceOf())
    expect(charges).toMatchObject([{ amount: 492, reason: 'Livraison – Colis Standard' }])
    expect([totals.lines, totals.gross]).toEqual([12_491, 15_580])
  })

  it('in yen moves what VAT rounded on each line is off, and leaves what was paid', () => {
    const lines = Array.from({ length: 40 }, () => ({ title: 'x', quantity: 1, unitPrice: 103 }))
    const document = invoiceOf({ currency: 'JPY', order: { lines, shippingPrice: 0 } })
    const invoice = toEInvoice(document)
    expect(invoice.totals.gross).toBe(document.order.totals.grandTotal.amount)
    expect(invoice.totals.vat).not.toBe(document.order.totals.vatTotal.amount)
    expect(apart(invoice)).toBeLessThan(1)
    expect(baseOf(invoice, 2_000)).toBe(invoice.vat[0]?.taxable)
  })

  it('cannot be in a currency of three decimals', () => {
    expect(hasEInvoice(invoiceOf({ currency: 'KWD' }))).toBe(false)
    expect(hasEInvoice(invoiceOf())).toBe(true)
  })

  it('is the same text each time, without what the paper does not show', () => {
    const document = invoiceOf()
    const xml = writeCii(toEInvoice(document))
    expect(writeCii(toEInvoice(structuredClone(document)))).toBe(xml)
    expect(xml).not.toContain(document.order.email)
  })
})

/** What the lines, charges and allowances of a rate come to. */
function baseOf({ lines, charges, allowances }: EInvoice, rateBps: number): number {
  const of = (parts: EInvoice['charges']) =>
    amountsOf(parts.filter(({ vat }) => vat.rateBps === rateBps))
  const goods = lines.filter(({ vat }) => vat.rateBps === rateBps).map(({ net }) => net)
  return sumOf(goods) + of(charges) - of(allowances)
}
