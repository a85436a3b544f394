import type { Shipment } from '@comptoir/contracts/shipping/schemas'
import { describe, expect, it } from 'vitest'
import { isIn } from './shipment-search.ts'

const parcel = { trackingNumber: 'T1', weightGrams: 1, lines: [] }
const here = { ...parcel, status: 'label_created', label: { sha256: 'a', size: 1 } }
const held = { ...parcel, status: 'pending', heldAt: '2026-01-01T00:00:00.000Z' }
const shipment = (changes: object): Shipment =>
  ({
    status: 'label_created',
    purpose: 'order',
    parcels: [here],
    ...changes,
  }) as unknown as Shipment

describe('a shipment that is to be printed and handed over', () => {
  it.each(['pending', 'exception', 'lost', 'damaged'])(
    'is one that is %s, when another parcel of it is ready',
    (status) => {
      expect(isIn('ready', shipment({ status, parcels: [held, here] }))).toBe(true)
      expect(isIn('ready', shipment({ status, parcels: [held] }))).toBe(false)
    },
  )

  it('is not one that left, or comes back', () => {
    expect(isIn('ready', shipment({ status: 'in_transit' }))).toBe(false)
    expect(isIn('ready', shipment({ purpose: 'return' }))).toBe(false)
  })
})

it('is in the other stages by its state alone', () => {
  expect(isIn('waiting', shipment({ status: 'pending', parcels: [held] }))).toBe(true)
  expect(isIn('moving', shipment({ status: 'pending' }))).toBe(false)
})
