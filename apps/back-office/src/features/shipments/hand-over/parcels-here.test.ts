import type { Shipment } from '@comptoir/contracts/shipping/schemas'
import { describe, expect, it } from 'vitest'
import { parcelsHere } from './parcels-here.ts'

const label = { sha256: 'a', size: 1 }
const shipment = (changes: Partial<Shipment>): Shipment =>
  ({
    ...{ shipmentId: 'shp_1', orderNumber: 'CMD-1', purpose: 'order', carrierCode: 'c' },
    ...{ carrierName: 'Colis France', to: { recipient: 'Ada', postalCode: '69002', city: 'Lyon' } },
    parcels: [
      { trackingNumber: 'T1', weightGrams: 400, lines: [], status: 'label_created', label },
    ],
    ...changes,
  }) as Shipment

describe('parcels that wait for their carrier', () => {
  it('are listed by carrier with their weight', () => {
    const other = shipment({ shipmentId: 'shp_2', carrierName: 'Avion' })
    expect(parcelsHere([shipment({}), other, shipment({ shipmentId: 'shp_3' })])).toMatchObject([
      { carrier: 'Avion', weightGrams: 400 },
      {
        ...{ carrier: 'Colis France', weightGrams: 800 },
        parcels: [{ shipmentId: 'shp_1', place: '69002 Lyon' }, { shipmentId: 'shp_3' }],
      },
    ])
  })

  it('are not those that left, are held or cancelled, have no label, or come back', () => {
    const parcel = { trackingNumber: 'T', weightGrams: 1, lines: [], label }
    const parcels: Shipment['parcels'] = [
      { ...parcel, status: 'in_transit' },
      { ...parcel, status: 'cancelled' },
      { ...parcel, status: 'label_created', heldAt: '2026-01-01T00:00:00.000Z' },
      { trackingNumber: 'T', weightGrams: 1, lines: [], status: 'pending' },
    ]
    expect(parcelsHere([shipment({ parcels }), shipment({ purpose: 'return' })])).toEqual([])
  })
})
