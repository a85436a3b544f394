import { operatorsOf, pagesOf, textOf } from '@comptoir/pdf/test/pdf-content'
import { describe, expect, it } from 'vitest'
import { sender } from '../../test/dispatch.ts'
import { carriedByStandard, sampleOrder } from '../../test/sample-order.ts'
import { createShipment } from '../shipment/shipment.ts'
import { code128Widths, renderLabel } from './label-pdf.ts'

const now = '2026-11-21T10:00:00.000Z'
const { shipment } = createShipment(
  sampleOrder({ lines: [{ quantity: 2, weightGrams: 20_000 }] }),
  {
    from: sender,
    carriedBy: carriedByStandard,
    now,
  },
)

describe('renderLabel', () => {
  it('is a page of 10 × 15 cm', async () => {
    const pdf = await renderLabel(shipment, 0)
    expect(pagesOf(pdf)).toBe(1)
    expect(pdf.toString('latin1')).toContain('/MediaBox [0 0 283.46 425.2]')
  })

  it('says who sends, who receives, what it is and its number', async () => {
    const text = textOf(await renderLabel(shipment, 1))
    const number = shipment.parcels[1]?.trackingNumber ?? ''
    for (const expected of [
      'COLIS STANDARD',
      'Colis France',
      'Comptoir Démonstration',
      '93200 SAINT DENIS',
      'Camille Lefèvre',
      '18 RUE DE L ECHIQUIER',
      '75010 PARIS',
      'CMD-7K3M-92QX',
      '20,00 kg',
      '2 / 2',
      number.match(/.{1,4}/g)?.join(' ') ?? '',
    ]) {
      expect(text).toContain(expected)
    }
  })

  it('gives the same bytes each time', async () => {
    expect((await renderLabel(shipment, 0)).equals(await renderLabel(shipment, 0))).toBe(true)
  })

  it('prints an address whole: abbreviated, on several lines, in the Latin form that was given', async () => {
    const to = {
      ...shipment.to,
      recipient: '李小龙',
      line1: '127 bis avenue du Maréchal de Lattre de Tassigny',
      line2: 'Résidence Les Jardins du Luxembourg, bâtiment C, escalier 4',
      latin: { recipient: 'Li Xiaolong' },
    }
    const text = textOf(await renderLabel({ ...shipment, to }, 0))
    for (const line of [
      'Li Xiaolong',
      'RES Les Jardins du Luxembourg, BAT C,',
      'ESC 4',
      '127 B AV DU MAL DE LATTRE DE TASSIGNY',
    ]) {
      expect(text.split('\n')).toContain(line)
    }
  })

  it('prints also what was taken before it was checked: long words, more lines, other letters', async () => {
    const to = {
      ...shipment.to,
      recipient: '李小龙',
      company: 'A'.repeat(60),
      line2: 'mot '.repeat(25),
      line3: 'mot '.repeat(25),
    }
    const pdf = await renderLabel({ ...shipment, to }, 0)
    expect(operatorsOf(pdf)).not.toContain('<0000>')
    expect(pagesOf(pdf)).toBe(1)
  })

  it('refuses a parcel that is none', async () => {
    await expect(renderLabel(shipment, 2)).rejects.toThrow('no parcel')
  })
})

describe('code128Widths', () => {
  it('is a Code 128 symbol: eleven modules a character, thirteen to stop, a right check character', () => {
    const widths = code128Widths('CPKD0BMZGXT8Y8J')
    expect(widths.reduce((sum, width) => sum + width, 0) % 11).toBe(2)
    expect(widths.slice(0, 6)).toEqual([2, 1, 1, 2, 1, 4])
    expect(widths.slice(-7)).toEqual([2, 3, 3, 1, 1, 1, 2])
  })
})
