import { operatorsOf, pagesOf, textOf } from '@comptoir/pdf/test/pdf-content'
import { describe, expect, it } from 'vitest'
import { seller } from '../../test/invoicing.ts'
import { type SampleOptions, sampleOrder } from '../../test/sample-order.ts'
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

  it('cuts no name, address, reference or amount: what is long wraps or shrinks', async () => {
    const company =
      'Société Générale des Établissements Réunis de la Manufacture de Saint-Étienne et Environs'
    const line2 =
      'Résidence Les Jardins du Luxembourg, bâtiment C, escalier 4, au fond de la cour à droite'
    const title = `Étagère${' très longue'.repeat(15)}`
    const lines = [{ title, quantity: 999, unitPrice: 99_999_999 }]
    const pdf = await rendered({ lines, billingAddress: { company, line2 } })
    const text = textOf(pdf)
    expect(text).not.toContain('…')
    const words = text.replace(/\s+/g, ' ')
    for (const expected of [company, line2, title, '998 999 990,01 €']) {
      expect(words).toContain(expected.replace(/\s+/g, ' '))
    }
  })

  it('goes on with a title that is longer than a page on the next one', async () => {
    const title = Array.from({ length: 900 }, (_, n) => `mot${n}`).join(' ')
    const pdf = await rendered({ lines: [{ title, quantity: 1, unitPrice: 100 }] })
    expect(pagesOf(pdf)).toBeGreaterThan(1)
    expect(textOf(pdf).replace(/\s+/g, ' ')).toContain('mot899')
    const written = [...textOf(pdf).matchAll(/mot(\d+)/g)].map(([, n]) => Number(n))
    expect(written).toEqual(Array.from({ length: 900 }, (_, n) => n))
  })

  it('draws titles and names in any script', async () => {
    const title = '蓝色马克杯 Ёлка كوب أزرق 😀 Œuf Țară łódź'
    const options = {
      lines: [{ title, quantity: 1, unitPrice: 100 }],
      billingAddress: { recipient: '李小龙' },
    }
    const pdf = await rendered(options)
    expect(operatorsOf(pdf)).not.toContain('<0000>')
    expect((await rendered(options)).equals(pdf)).toBe(true)
  })
})
