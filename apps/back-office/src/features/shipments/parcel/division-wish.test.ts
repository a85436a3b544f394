import { describe, expect, it } from 'vitest'
import { divisionBody, leftOf, piecesHere, startOfDivision, withPieces } from './division-wish.ts'

const parcel = (lines: { sku: string; quantity: number }[], more = {}) => ({
  ...{ trackingNumber: 'T', weightGrams: 1, lines, status: 'label_created' as const },
  ...more,
})
const parcels = [
  parcel([
    { sku: 'A', quantity: 3 },
    { sku: 'B', quantity: 1 },
  ]),
  parcel([{ sku: 'A', quantity: 5 }], { status: 'in_transit' }),
]
const here = piecesHere(parcels)

describe('dividing a shipment by hand', () => {
  it('begins as it is divided now, without what has left', () => {
    const wish = startOfDivision(parcels)
    expect(here).toEqual({ A: 3, B: 1 })
    expect(wish.parcels).toEqual([{ pieces: { A: 3, B: 1 }, hold: false }])
    expect(divisionBody(wish, here)).toEqual({
      by: 'hand',
      parcels: [
        {
          lines: [
            { sku: 'A', quantity: 3 },
            { sku: 'B', quantity: 1 },
          ],
          hold: false,
        },
      ],
    })
  })

  it('is whole when every piece is in a parcel, and no parcel is empty', () => {
    const start = startOfDivision(parcels)
    const two = { ...start, parcels: [...start.parcels, { pieces: {}, hold: true }] }
    expect(divisionBody(two, here)).toBeUndefined()
    const moved = { ...two, parcels: withPieces(two.parcels, 1, 'A', 2) }
    expect(leftOf('A', 3, moved.parcels)).toBe(-2)
    expect(divisionBody(moved, here)).toBeUndefined()
    const whole = { ...moved, parcels: withPieces(moved.parcels, 0, 'A', 1) }
    expect(divisionBody(whole, here)).toMatchObject({
      parcels: [{ hold: false }, { lines: [{ sku: 'A', quantity: 2 }], hold: true }],
    })
  })
})

describe('dividing a shipment otherwise', () => {
  const start = startOfDivision(parcels)

  it('takes a weight that a carrier takes', () => {
    const by = 'weight' as const
    expect(divisionBody({ ...start, by, maxGrams: '2000' }, here)).toEqual({ by, maxGrams: 2_000 })
    for (const maxGrams of ['', '99', '30001', '1.5', 'x']) {
      expect(divisionBody({ ...start, by, maxGrams }, here)).toBeUndefined()
    }
  })

  it('takes what is here of the stock', () => {
    const by = 'stock' as const
    const available = { A: 2, B: 0 }
    expect(divisionBody({ ...start, by, available }, here)).toEqual({
      ...{ by, available: [{ sku: 'A', quantity: 2 }] },
    })
    expect(divisionBody({ ...start, by, available: { A: 0 } }, here)).toBeUndefined()
  })
})
