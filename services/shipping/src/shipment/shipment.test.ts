import type { TrackingCode, TrackingEvent } from '@comptoir/contracts/shipping/schemas'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { sender } from '../../test/dispatch.ts'
import { carriedByStandard, sampleOrder } from '../../test/sample-order.ts'
import {
  attachLabels,
  cancelShipment,
  createShipment,
  type LiveShipment,
  recordTracking,
  type ShipmentState,
} from './shipment.ts'
import { transitions } from './tracking.ts'

const now = '2026-11-21T10:00:00.000Z'
const later = '2026-11-25T10:00:00.000Z'
const minute = (n: number) => new Date(Date.parse(now) + n * 60_000).toISOString()
const twoParcels = [{ quantity: 2, weightGrams: 20_000 }]

const ofFirst = ({ trackingNumber }: LiveShipment) => ({
  ...{ trackingNumber, sha256: 'hash', size: 1 },
})

function labelled(lines?: { quantity: number; weightGrams: number }[]): LiveShipment {
  const { shipment } = createShipment(sampleOrder({ ...(lines && { lines }) }), {
    from: sender,
    carriedBy: carriedByStandard,
    now,
  })
  const labels = shipment.parcels.map(({ trackingNumber }, n) => ({
    ...{ trackingNumber, sha256: `hash-${n}`, size: 1 },
  }))
  return attachLabels(shipment, labels, now)?.next as LiveShipment
}

function scanned(shipment: ShipmentState, ...scans: TrackingEvent[]): LiveShipment {
  return scans.reduce<ShipmentState>(
    (state, scan) => recordTracking(state, [scan], later)?.next ?? state,
    shipment,
  ) as LiveShipment
}

const names = (change: ReturnType<typeof recordTracking>) =>
  change?.events.map(({ type }) => type.split('.')[2])

describe('createShipment', () => {
  it('has parcels with a tracking number each, and waits for its labels', () => {
    const { shipment, events } = createShipment(sampleOrder({ lines: twoParcels }), {
      from: sender,
      carriedBy: carriedByStandard,
      now,
    })
    expect(shipment.status).toBe('pending')
    expect(new Set(shipment.parcels.map((parcel) => parcel.trackingNumber)).size).toBe(2)
    expect(shipment.trackingNumber).toBe(shipment.parcels[0]?.trackingNumber)
    expect(events.map(({ type }) => type)).toEqual(['comptoir.shipping.shipment-created.v1'])
  })
})

describe('attachLabels', () => {
  it('keeps the first labels only', () => {
    const first = labelled()
    expect(first.status).toBe('label_created')
    expect(attachLabels(first, [{ ...ofFirst(first), sha256: 'other' }], later)).toBeUndefined()
  })
})

describe('recordTracking', () => {
  it('says once that the parcel left and once that it arrived', () => {
    const left = recordTracking(labelled(), [{ code: 'handed_over', at: minute(1) }], later)
    expect(names(left)).toEqual(['tracking-updated', 'shipment-handed-over'])
    const moving = left?.next as LiveShipment
    const out = recordTracking(moving, [{ code: 'out_for_delivery', at: minute(2) }], later)
    expect(names(out)).toEqual(['tracking-updated'])
    const arrived = recordTracking(
      out?.next as LiveShipment,
      [{ code: 'delivered', at: minute(3) }],
      later,
    )
    expect(names(arrived)).toEqual(['tracking-updated', 'shipment-delivered'])
    expect(arrived?.next).toMatchObject({
      status: 'delivered',
      handedOverAt: minute(1),
      deliveredAt: minute(3),
    })
  })

  it('counts the same code at the same time once', () => {
    const scan: TrackingEvent = { code: 'handed_over', at: minute(1) }
    expect(recordTracking(scanned(labelled(), scan), [scan], later)).toBeUndefined()
    const written = { ...scan, at: '2026-11-21T10:01:00Z' }
    expect(recordTracking(scanned(labelled(), scan), [written], later)).toBeUndefined()
  })

  it('keeps what arrives late without moving the status', () => {
    const delivered = scanned(labelled(), { code: 'delivered', at: minute(9) })
    const late = scanned(delivered, { code: 'in_transit', at: minute(2) })
    expect(late.status).toBe('delivered')
    expect(late.events).toHaveLength(3)
  })

  it('has left though its label was made later by our clock', () => {
    const left = scanned(labelled(), { code: 'handed_over', at: minute(-1) })
    expect([left.status, left.handedOverAt]).toEqual(['in_transit', minute(-1)])
  })

  it('stays on its way when its label is ready only then', () => {
    const { shipment } = createShipment(sampleOrder(), {
      from: sender,
      carriedBy: carriedByStandard,
      now,
    })
    const left = scanned(shipment, { code: 'handed_over', at: minute(1) })
    const change = attachLabels(left, [ofFirst(left)], minute(2))
    expect(change?.next).toMatchObject({ status: 'in_transit', parcels: [{ label: { size: 1 } }] })
  })

  it('refuses what cannot follow, what is in the future, and what is cancelled', () => {
    const delivered = scanned(labelled(), { code: 'delivered', at: minute(9) })
    const after: TrackingEvent = { code: 'in_transit', at: minute(10) }
    expect(() => recordTracking(delivered, [after], later)).toThrow('transition_refused')
    expect(() => recordTracking(labelled(), [after], now)).toThrow('in the future')
    const cancellation = { orderId: 'ord_01', reason: 'cancelled', now }
    const cancelled = cancelShipment(labelled(), cancellation)?.next as ShipmentState
    expect(() => recordTracking(cancelled, [after], later)).toThrow('transition_refused')
    const stranger: TrackingEvent = { ...after, trackingNumber: 'CP0' }
    expect(() => recordTracking(labelled(), [stranger], later)).toThrow('has this number')
  })

  it('refuses at its moment what happened before any parcel was ready', () => {
    const shipment = labelled()
    const parcels = shipment.parcels.map((parcel) => ({ ...parcel, addedAt: minute(5) }))
    const early: TrackingEvent = { code: 'handed_over', at: minute(4) }
    expect(() => recordTracking({ ...shipment, parcels }, [early], later)).toThrow('ready then')
    const held = parcels.map((parcel) => ({ ...parcel, heldAt: minute(6) }))
    expect(() => recordTracking({ ...shipment, parcels: held }, [early], later)).toThrow('is held')
  })

  it('is delivered when every parcel is', () => {
    const shipment = labelled(twoParcels)
    const [first, second] = shipment.parcels.map((parcel) => parcel.trackingNumber)
    const one = scanned(shipment, { code: 'delivered', at: minute(1), trackingNumber: first })
    expect([one.status, one.deliveredAt]).toEqual(['label_created', undefined])
    const both = scanned(one, { code: 'delivered', at: minute(2), trackingNumber: second })
    expect([both.status, both.deliveredAt]).toEqual(['delivered', minute(2)])
  })

  it('ends in the same state whatever the order in which scans arrive', () => {
    const codes: TrackingCode[] = ['handed_over', 'in_transit', 'out_for_delivery', 'delivered']
    const journey = codes.map((code, n) => ({ code, at: minute(n + 1) }))
    const shuffled = fc.shuffledSubarray(journey, { minLength: journey.length })
    fc.assert(
      fc.property(shuffled, (scans) => {
        expect(scanned(labelled(), ...scans)).toMatchObject({
          status: 'delivered',
          deliveredAt: minute(4),
        })
      }),
    )
  })
})

describe('cancelShipment', () => {
  const cancellation = { orderId: 'ord_01', reason: 'cancelled', now }

  it('cancels what has not left', () => {
    expect(cancelShipment(labelled(), cancellation)?.next.status).toBe('cancelled')
  })

  it('leaves what has left as it is, and leaves a tombstone where nothing is', () => {
    const left = scanned(labelled(), { code: 'handed_over', at: minute(1) })
    expect(cancelShipment(left, cancellation)).toBeUndefined()
    expect(cancelShipment(undefined, cancellation)).toEqual({
      next: { status: 'cancelled', orderId: 'ord_01', reason: 'cancelled', cancelledAt: now },
      events: [],
    })
  })
})

describe('transitions', () => {
  it('has no way out of the ends', () => {
    const ends = Object.entries(transitions).filter(([, next]) => next.length === 0)
    expect(ends.map(([status]) => status)).toEqual(['delivered', 'returned_to_sender'])
  })
})
