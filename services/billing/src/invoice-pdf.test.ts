import { pagesOf, textOf } from '@comptoir/pdf/testing'
import { describe, expect, it } from 'vitest'
import { seller } from '../test/desk.ts'
import { type SampleOptions, sampleOrder } from '../test/sample-order.ts'
import { renderInvoice } from './invoice-pdf.ts'

function rendered(options: SampleOptions = {}): Promise<Buffer> {
  const issuedAt = '2026-11-21T10:00:00.000Z'
  return renderInvoice({
    status: 'finalised',
    type: 'invoice',
    order: sampleOrder(options),
    createdAt: issuedAt,
    seller,
    issue: {
      number: 'FA-2026-000042',
      sequence: 42,
      documentId: 'inv_01',
      issuedAt,
      issuedOn: '2026-11-21',
      paidAt: issuedAt,
    },
  })
}

describe('renderInvoice', () => {
  it('draws the parties, the lines and the totals on one page', async () => {
    const pdf = await rendered()
    const text = textOf(pdf)
    for (const expected of ['FACTURE', 'N° FA-2026-000042', 'Camille Lefèvre', '305,70 €']) {
      expect(text).toContain(expected)
    }
    expect(text).toContain('Page 1 / 1')
    expect(pagesOf(pdf)).toBe(1)
  })

  it('gives the same bytes each time', async () => {
    expect((await rendered()).equals(await rendered())).toBe(true)
  })

  it('goes on over as many pages as it takes, with the heads of the columns on each', async () => {
    const lines = Array.from({ length: 60 }, (_, n) => ({
      title: `Étagère n° ${n}, un libellé assez long pour tenir sur plusieurs lignes du tableau`,
      quantity: 1,
      unitPrice: 1_990,
    }))
    const pdf = await rendered({ lines })
    const text = textOf(pdf)
    const pages = pagesOf(pdf)
    expect(pages).toBeGreaterThan(3)
    expect(text.split('Désignation').length - 1).toBe(pages)
    expect(text).toContain(`Page ${pages} / ${pages}`)
    expect(text).toContain('Réf. SKU-60')
  })
})
