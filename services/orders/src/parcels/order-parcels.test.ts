import type { EventStatus } from '@comptoir/contracts/shipping/schemas'
import { describe, expect, it } from 'vitest'
import { anOrder, at, eur } from '../../test/samples.ts'
import type { Order } from '../order/order.ts'
import { eventsBetween } from '../order/order-events.ts'
import { type ParcelFact, recordParcel } from './order-parcels.ts'
import { parcelsFact } from './parcel-progress.ts'

const later = (hours: number) => new Date(Date.parse(at) + hours * 3_600_000).toISOString()
type Statuses = readonly [EventStatus, EventStatus]

function fact(version: number, [first, second]: Statuses, more: Partial<ParcelFact>): ParcelFact {
  const parcels = [
    { trackingNumber: 'T1', status: first },
    { trackingNumber: 'T2', status: second },
  ]
  return { status: first, at: later(version), version, trackingNumber: 'T1', parcels, ...more }
}

const scan = (code: string, about?: string) => ({ tracking: { code, about, location: 'Lyon' } })
const facts: readonly ParcelFact[] = [
  fact(1, ['label_created', 'label_created'], {}),
  fact(2, ['in_transit', 'label_created'], scan('handed_over', 'T1')),
  fact(2, ['in_transit', 'label_created'], { status: 'in_transit' }),
  fact(3, ['in_transit', 'in_transit'], scan('handed_over', 'T2')),
  fact(4, ['delivered', 'in_transit'], scan('delivered', 'T1')),
  fact(5, ['delivered', 'delivered'], scan('delivered', 'T2')),
  fact(5, ['delivered', 'delivered'], { status: 'delivered' }),
]
const record = (order: Order, facts: readonly ParcelFact[]) => facts.reduce(recordParcel, order)
const processing = () => anOrder({ status: 'processing' })

describe('an order of several parcels', () => {
  it('shows every one with its number, its events and when it arrived', () => {
    const { parcels } = record(processing(), facts)
    expect(parcels).toMatchObject([
      { trackingNumber: 'T1', status: 'delivered', deliveredAt: later(4) },
      { trackingNumber: 'T2', status: 'delivered', deliveredAt: later(5) },
    ])
    expect(parcels.map(({ events }) => events.map(({ code }) => code))).toEqual([
      ['handed_over', 'delivered'],
      ['handed_over', 'delivered'],
    ])
  })

  it('is partially shipped and delivered with the first, wholly with the last', () => {
    expect(record(processing(), facts.slice(0, 2)).status).toBe('partially_shipped')
    expect(record(processing(), facts.slice(0, 4)).status).toBe('shipped')
    expect(record(processing(), facts.slice(0, 5)).status).toBe('partially_delivered')
    const all = record(processing(), facts)
    expect(all.status).toBe('delivered')
  })

  it('ends the same in any order, each fact twice', () => {
    const twice = record(processing(), [...facts.toReversed(), ...facts])
    expect(twice.status).toBe('delivered')
    expect(twice.parcels.map(({ trackingNumber, status }) => [trackingNumber, status])).toEqual([
      ['T1', 'delivered'],
      ['T2', 'delivered'],
    ])
    for (const { events } of twice.parcels) expect(events).toHaveLength(2)
  })

  it('goes on from what was written down when there was one number only', () => {
    const { parcels: _, ...old } = fact(2, ['in_transit', 'in_transit'], scan('handed_over'))
    const order = record(processing(), [old, ...facts])
    expect(order.parcels.map(({ trackingNumber }) => trackingNumber)).toEqual(['T1', 'T2'])
    expect(order.status).toBe('delivered')
  })
})

type Told = NonNullable<ParcelFact['parcels']>[number]
const line = (quantity: number) => [{ sku: 'MUG', quantity }]
const resend = { kind: 'resend', status: 'done', at: later(4), shipmentId: 'shp_1_r2' } as const

/** A fact as shipping tells it: with the lines, moments and what was decided. */
function told(version: number, parcels: readonly Told[], more: Partial<ParcelFact> = {}) {
  return { status: 'pending', at: later(version), version, parcels, ...more } as const
}

const arrived = { trackingNumber: 'T1', lines: line(1), status: 'delivered' } as const
const lost = { trackingNumber: 'T2', lines: line(1), status: 'exception', state: 'lost' } as const
const moments = { handedOverAt: later(1), deliveredAt: later(2) }
const lossOf = (more: Partial<Told> = {}): Told[] => [
  { ...arrived, ...moments },
  { ...lost, handedOverAt: later(2), ...more },
]
const another = { shipmentId: 'shp_1_r2', purpose: 'resend' } as const

describe('an order of which a parcel was lost', () => {
  it('is not delivered while nothing follows, however long', () => {
    const order = record(processing(), [told(3, lossOf())])
    expect(order.status).toBe('partially_delivered')
    expect(order.parcels[1]).toMatchObject({ status: 'lost', lines: line(1) })
    const pending = { ...resend, status: 'pending' } as const
    expect(record(order, [told(4, lossOf({ resolution: pending }))]).status).toBe(order.status)
  })

  it.each(['refund', 'write_off'] as const)('is delivered once a %s is done', (kind) => {
    const resolution = { kind, status: 'done', at: later(5) } as const
    const order = record(processing(), [told(3, lossOf()), told(5, lossOf({ resolution }))])
    expect([order.status, order.statusSince]).toEqual(['delivered', later(5)])
    expect(parcelsFact(order)).toEqual({
      left: line(2),
      delivered: line(1),
      lastDeliveredAt: later(2),
    })
  })

  it('is delivered when the one that replaces it is, in whatever order shipments are told', () => {
    const number = { trackingNumber: 'R1', lines: line(1) }
    const resent = [
      told(4, lossOf({ resolution: resend })),
      told(1, [{ ...number, status: 'label_created' }], another),
      told(3, [{ ...number, status: 'in_transit', handedOverAt: later(5) }], another),
      told(4, [{ ...number, status: 'delivered', deliveredAt: later(6) }], another),
    ]
    for (const facts of [resent, resent.toReversed(), [...resent, ...resent.toReversed()]]) {
      const order = record(processing(), [told(3, lossOf()), ...facts])
      expect(order.status).toBe('delivered')
      expect(order.statusSince).toBe(later(6))
      expect(order.parcels.map(({ trackingNumber }) => trackingNumber)).toEqual(['T1', 'T2', 'R1'])
      expect(parcelsFact(order)).toMatchObject({ delivered: line(2), lastDeliveredAt: later(6) })
    }
    const early = record(processing(), [told(3, lossOf()), ...resent.slice(0, 2)])
    expect(early.status).toBe('partially_delivered')
  })

  it('does not become delivered by a replacement that nobody has heard of yet', () => {
    const decided = told(4, lossOf({ resolution: resend }))
    expect(record(processing(), [decided]).status).toBe('partially_delivered')
  })
})

describe('the parcels of an order', () => {
  it('take a new number when their label was replaced, and never an old one back', () => {
    const old = told(1, [{ trackingNumber: 'T1', status: 'label_created' }])
    const next = told(2, [{ trackingNumber: 'T9', status: 'label_created' }])
    for (const facts of [
      [old, next],
      [next, old, next],
    ]) {
      const { parcels } = record(processing(), facts)
      expect(parcels.map(({ trackingNumber }) => trackingNumber)).toEqual(['T9'])
    }
  })

  it('that return or are exchanged leave the order where it is, and cancelled ones count for nothing', () => {
    const back = { shipmentId: 'shp_1_ret1', purpose: 'return' } as const
    const delivered = record(processing(), [told(3, [{ ...arrived, ...moments }])])
    const returning = record(delivered, [
      told(1, [{ trackingNumber: 'B1', status: 'label_created' }], back),
    ])
    expect(returning.status).toBe('delivered')
    expect(returning.parcels).toHaveLength(2)
    const cancelled: Told = { trackingNumber: 'T2', status: 'cancelled', lines: [] }
    expect(record(processing(), [told(3, [{ ...arrived, ...moments }, cancelled])]).status).toBe(
      'delivered',
    )
  })

  it('are told in the events of their order: which lines left, and when the last arrived', () => {
    const after = record(processing(), [told(3, lossOf())])
    const events = eventsBetween(processing(), after)
    expect(events.map(({ type }) => type.split('.')[2])).toEqual([
      'order-shipped',
      'order-partially-delivered',
    ])
    expect(events[1]?.data).toMatchObject({ delivered: line(1), lastDeliveredAt: later(2) })
  })
})

describe('what events say was sold', () => {
  const [first] = anOrder({}).lines
  const lines = first ? [{ ...first, quantity: 1, vendorId: 'ven_1' }] : []
  const preview = { ...anOrder({}), lines, totals: { ...anOrder({}).totals, grandTotal: eur(700) } }
  const edited = (decision: 'apply' | 'undo' | undefined) =>
    anOrder({
      status: 'shipped',
      edits: [
        {
          ...{ editId: 'ed_1_1', number: 1, status: 'applying', changes: {}, preview, decision },
          ...{ difference: eur(-300), revision: 1, by: 'customer', createdAt: at, expiresAt: at },
        },
      ],
    })

  it('is what an edit made of it once that is decided, though its papers are not made yet', () => {
    expect(parcelsFact(edited('apply')).goods).toMatchObject({
      ...{ total: eur(700), lines: [{ quantity: 1, vendorId: 'ven_1' }] },
    })
    expect(parcelsFact(edited('undo')).goods).toBeUndefined()
    expect(parcelsFact(edited(undefined)).goods).toBeUndefined()
  })
})
