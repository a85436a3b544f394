import type { BuyerVat } from '@comptoir/contracts/orders/sale-tax'
import { decideTax, type TaxRules } from '@comptoir/money/tax-decision'
import { describe, expect, it } from 'vitest'
import { seller } from '../../test/invoicing.ts'
import { type SampleOptions, sampleOrder } from '../../test/sample-order.ts'
import { readSeed } from '../taxes/seed-rates.ts'
import { datedRates } from '../taxes/tax-table.ts'
import { type PrintedInvoice, printInvoice } from './printed-invoice.ts'

const rates = [...readSeed().values()].flatMap(datedRates)
const issue = {
  ...{ number: 'FA-2026-000042', sequence: 42, documentId: 'inv_01' },
  ...{ issuedAt: '2026-11-21T10:00:00.000Z', issuedOn: '2026-11-21' },
}

const plain = (printed: PrintedInvoice): PrintedInvoice =>
  JSON.parse(JSON.stringify(printed).replace(/[\u00a0\u202f]/g, ' '))

type Sold = {
  readonly to: string
  readonly buyerVatCountry?: string
  readonly prices?: 'gross' | 'net'
  readonly rules?: Partial<TaxRules>
  readonly order?: SampleOptions
  readonly buyerVat?: BuyerVat
}

/** The invoice of two desks that were sold somewhere, with plain spaces. */
function invoiceOf({ to, buyerVatCountry, prices = 'gross', rules, order, buyerVat }: Sold) {
  const destination = { countryCode: to.slice(0, 2), postalCode: to.slice(3) }
  const sale = { destination, day: '2026-11-21', buyerVatCountry }
  const tax = decideTax({ homeCountry: 'FR', prices, rates, ...rules }, sale)
  if (!tax) throw new Error('not sold there')
  const createdAt = issue.issuedAt
  const decided = sampleOrder({ ...order, tax })
  const sold = { ...decided, ...(decided.tax && { tax: { ...decided.tax, buyerVat } }) }
  const printed = printInvoice({
    ...{ status: 'finalised', type: 'invoice', order: sold, createdAt, seller, issue },
  })
  return plain(printed)
}

describe('an invoice', () => {
  it('of an export cites the articles, at the net price and without VAT', () => {
    const { rows, vatRows, notices, totals } = invoiceOf({ to: 'CH 1200' })
    expect(rows[0]?.cells).toEqual(['2', '124,92 €', '0 %', '249,83 €', '249,83 €'])
    expect(vatRows.map(([rate, , vat]) => [rate, vat])).toEqual([['0 %', '0,00 €']])
    expect(notices.join()).toContain('art. 262 I du CGI et art. 146 de la directive 2006/112/CE')
    expect(totals[1]).toEqual(['Total TVA', '0,00 €'])
  })

  it.each([
    [{ to: 'FR 97400' }, 'Expédition vers l’outre-mer, exonérée de TVA', 'art. 294, 2'],
    [
      { to: 'DE 10115', buyerVatCountry: 'DE' },
      'Autoliquidation : TVA due par le preneur',
      'art. 138',
    ],
    [
      { to: 'DE 10115', rules: { ossFrom: '2026-01-01' } },
      'guichet unique de l’Union (OSS)',
      '19 %',
    ],
  ])('of %o says why its VAT is not the usual', (sold, mention, detail) => {
    const text = JSON.stringify(invoiceOf(sold))
    expect(text).toContain(mention)
    expect(text).toContain(detail)
  })

  it('of a business names its VAT id', () => {
    const { buyerVat } = { buyerVat: { vatId: 'DE136695976', status: 'valid' } } as const
    const { parties } = invoiceOf({ to: 'DE 10115', buyerVatCountry: 'DE', buyerVat })
    expect(parties[0]?.lines.at(-1)).toBe('TVA intracommunautaire DE136695976')
    expect(parties[1]?.lines.join()).not.toContain('DE136695976')
  })

  it('says it in English too', () => {
    const order = { locale: 'en' } as const
    const sold = { to: 'DE 10115', buyerVatCountry: 'DE', order }
    expect(invoiceOf(sold).notices.join()).toContain('Reverse charge: VAT is due by the customer')
  })

  it('of a sale at home has the notices that it always had, Corsica its own rate', () => {
    const books = { lines: [{ title: 'Livre', quantity: 1, unitPrice: 1000, taxClass: 'reduced' }] }
    const home = invoiceOf({ to: 'FR 75002', order: books })
    const before = printInvoice({
      ...{ status: 'finalised', type: 'invoice', createdAt: issue.issuedAt, seller, issue },
      order: sampleOrder(books),
    })
    expect(home.notices).toEqual(plain(before).notices)
    expect(home.rows[0]?.cells[2]).toBe('5,5 %')
    expect(invoiceOf({ to: 'FR 20000', order: books }).rows[0]?.cells[2]).toBe('2,1 %')
  })

  it('of a shop of net prices shows the price as it was agreed', () => {
    const { rows, notices } = invoiceOf({ to: 'FR 75002', prices: 'net' })
    expect(rows[0]?.cells).toEqual(['2', '149,90 €', '20 %', '299,80 €', '359,76 €'])
    expect(notices).toContain('Prix de vente fixés HT : la TVA est calculée par ligne.')
  })
})
