import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { creditNotesOf, invoiceOf } from '../../test/issued-documents.ts'
import { randomYear } from '../../test/random-documents.ts'
import type { IssuedDocument } from '../invoice/invoice.ts'
import { isEReported, vatSummaryOf } from './vat-summary.ts'

const lines = [{ title: 'Lampe', quantity: 1, unitPrice: 1_200 }]
const order = { lines, shippingPrice: 0 }

describe('the VAT summary', () => {
  it('is what invoices charge less what credit notes take back, by day and rate', () => {
    const sold = invoiceOf({ order })
    expect(vatSummaryOf([sold, sold, ...creditNotesOf(sold, [{ amount: 600 }])])).toMatchObject([
      { day: '2026-11-21', vatRateBps: 2_000, net: 2_000, vat: 400, gross: 2_400, invoices: 2 },
      { day: '2026-11-28', vatRateBps: 2_000, net: -500, vat: -100, gross: -600, creditNotes: 1 },
    ])
  })

  it.each([
    ['a consumer', {}, 'b2c', 'S', 'FR'],
    [
      'a French business',
      { order: { ...order, billingAddress: { company: 'SARL' } } },
      'e_invoicing',
      'S',
      'FR',
    ],
    ['abroad', { to: 'CH 1200' }, 'cross_border', 'G', 'CH'],
    ['the one-stop shop', { to: 'DE 10115', ossFrom: '2026-01-01' }, 'cross_border', 'S', 'DE'],
  ])('tells how it is declared: %s', (_, sale, flow, category, countryCode) => {
    const [row] = vatSummaryOf([invoiceOf({ order, ...sale })])
    expect(row).toMatchObject({ flow, category, countryCode })
    expect(row && isEReported(row)).toBe(flow !== 'e_invoicing')
  })

  it('of any year is what was captured less what was refunded, in all and at each rate', () => {
    fc.assert(
      fc.property(randomYear, ({ documents, captured, refunded }) => {
        const rows = vatSummaryOf(documents.map(({ data }) => data))
        const sum = (of: (row: (typeof rows)[number]) => number) =>
          rows.reduce((total, row) => total + of(row), 0)
        expect(sum(({ gross }) => gross)).toBe(captured - refunded)
        expect(sum(({ net, vat }) => net + vat)).toBe(captured - refunded)
        for (const [vatRateBps, same] of Map.groupBy(rows, (row) => row.vatRateBps)) {
          const of = (part: 'net' | 'vat' | 'gross') =>
            same.reduce((total, row) => total + row[part], 0)
          expect(of('gross'), `${vatRateBps}`).toBeGreaterThanOrEqual(0)
          const apart = Math.abs(of('vat') - (of('net') * vatRateBps) / 10_000)
          expect(apart, `${vatRateBps}`).toBeLessThanOrEqual(roundingsOf(documents))
        }
      }),
      { numRuns: 50 },
    )
  })
})

/** VAT is rounded on each line and on the delivery, and once more where an amount is shared over the rates. */
const roundingsOf = (documents: readonly { readonly data: IssuedDocument }[]) =>
  documents.reduce((sum, { data }) => sum + data.order.lines.length + 2, 0)
