import { describe, expect, it } from 'vitest'
import { carriedByStandard, sampleOrder } from '../../test/sample-order.ts'
import { amendShipment } from './amendment.ts'
import {
  attachLabels,
  createShipment,
  type LiveShipment,
  labelsOf,
  recordTracking,
} from './shipment.ts'

const now = '2026-11-21T10:00:00.000Z'
const later = '2026-11-21T11:00:00.000Z'
const order = sampleOrder()
const { shipment } = createShipment(order, {
  from: order.shippingAddress,
  carriedBy: carriedByStandard,
  now,
})
const labelled = attachLabels(
  shipment,
  shipment.parcels.map(({ trackingNumber }) => ({
    trackingNumber,
    sha256: `old${trackingNumber}`,
    size: 1,
  })),
  now,
)?.next as LiveShipment
const to = { ...order.shippingAddress, line1: '3 quai Rambaud' }
const amendment = {
  ...{ number: 1, orderId: order.orderId, to, optionId: shipment.optionId },
  serviceName: shipment.serviceName,
  carriedBy: carriedByStandard,
  lines: shipment.lines.map((line) => ({ ...line, quantity: line.quantity + 1 })),
}

describe('amend', () => {
  it('packs what the order is now, to where it goes now, and wants new labels', () => {
    const change = amendShipment(labelled, amendment, later)
    expect(change?.next).toMatchObject({ status: 'pending', to, lines: amendment.lines })
    const next = change?.next as LiveShipment
    expect(next.parcels.every(({ label }) => label === undefined)).toBe(true)
    expect(labelsOf(next)).toEqual(labelsOf(labelled))
    expect(change?.events[0]?.type).toBe('comptoir.shipping.parcels-changed.v1')
    const again = attachLabels(
      next,
      next.parcels.map(({ trackingNumber }) => ({ trackingNumber, sha256: 'new', size: 1 })),
      later,
    )
    expect(again?.next.status).toBe('label_created')
  })

  it('changes nothing by a repeat or a late one', () => {
    const next = amendShipment(labelled, { ...amendment, number: 2 }, later)?.next as LiveShipment
    expect(amendShipment(next, amendment, later)).toBeUndefined()
    expect(amendShipment(next, { ...amendment, number: 2 }, later)).toBeUndefined()
  })

  it('leaves a shipment alone whose parcel has left', () => {
    const left = recordTracking(labelled, [{ code: 'handed_over', at: later }], later)?.next
    expect(left && amendShipment(left, amendment, later)).toBeUndefined()
  })
})
