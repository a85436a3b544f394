import { describe, expect, it } from 'vitest'
import { anOrder, at } from '../test/samples.ts'
import type { Order } from './order/order.ts'
import { type ParcelFact, recordParcel } from './order/order-fulfilment.ts'

const later = (hours: number) => new Date(Date.parse(at) + hours * 3_600_000).toISOString()
type Statuses = readonly [ParcelFact['status'], ParcelFact['status']]

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

  it('is shipped when the first has left, and delivered when all are', () => {
    expect(record(processing(), facts.slice(0, 2)).status).toBe('shipped')
    expect(record(processing(), facts.slice(0, 5)).status).toBe('shipped')
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
