import { pagesOf, textOf } from '@comptoir/pdf/test/pdf-content'
import { describe, expect, it } from 'vitest'
import { sender } from '../../test/dispatch.ts'
import { carriedByStandard, sampleOrder } from '../../test/sample-order.ts'
import { createShipment } from '../shipment/shipment.ts'
import { renderPackingSlip } from './packing-slip-pdf.ts'

const origin = { from: sender, carriedBy: carriedByStandard, now: '2026-11-21T10:00:00.000Z' }
const { shipment } = createShipment(
  sampleOrder({ lines: [{ quantity: 2, weightGrams: 20_000 }] }),
  origin,
)

describe('a packing slip', () => {
  it('says in French what is in the parcel, for whom, and which of how many it is', async () => {
    const text = textOf(await renderPackingSlip(shipment, 1, 'fr'))
    for (const said of ['Bon de livraison', shipment.orderNumber, '2 / 2', 'Article 1', 'SKU-1'])
      expect(text).toContain(said)
    expect(text).toContain('Camille Lefèvre')
    expect(text).toContain(shipment.parcels[1]?.trackingNumber)
    expect(text).toContain('20,00 kg')
  })

  it('says it in English, without prices', async () => {
    const text = textOf(await renderPackingSlip(shipment, 0, 'en'))
    for (const said of ['Packing slip', 'Quantity', 'Standard parcel', '20.00 kg'])
      expect(text).toContain(said)
    expect(text).not.toContain('€')
  })

  it('is the same bytes each time', async () => {
    expect(await renderPackingSlip(shipment, 0, 'fr')).toEqual(
      await renderPackingSlip(shipment, 0, 'fr'),
    )
  })

  it('goes on over pages, with every line', async () => {
    const many = Array.from({ length: 80 }, () => ({ quantity: 1, weightGrams: 10 }))
    const { shipment: long } = createShipment(sampleOrder({ lines: many }), origin)
    const pdf = await renderPackingSlip(long, 0, 'fr')
    expect(pagesOf(pdf)).toBeGreaterThan(1)
    const text = textOf(pdf)
    for (const { sku } of long.lines) expect(text).toContain(sku)
  })
})
