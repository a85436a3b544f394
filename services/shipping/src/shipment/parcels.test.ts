import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { packParcels } from './parcels.ts'

const maxGrams = 30_000
const lines = fc.array(
  fc.record({
    quantity: fc.integer({ min: 1, max: 50 }),
    weightGrams: fc.integer({ min: 0, max: 45_000 }),
  }),
  { minLength: 1, maxLength: 8 },
)

describe('packParcels', () => {
  it('ships every unit once, no parcel above the most it may weigh unless a unit is', () => {
    fc.assert(
      fc.property(lines, (given) => {
        const order = given.map((line, index) => ({ ...line, sku: `SKU-${index}` }))
        const parcels = packParcels(order, maxGrams)
        for (const { sku, quantity } of order) {
          const packed = parcels.flatMap((parcel) => parcel.lines).filter((l) => l.sku === sku)
          expect(packed.reduce((sum, line) => sum + line.quantity, 0)).toBe(quantity)
        }
        for (const parcel of parcels) {
          const units = parcel.lines.reduce((sum, line) => sum + line.quantity, 0)
          expect(units).toBeGreaterThan(0)
          expect(parcel.weightGrams <= maxGrams || units === 1).toBe(true)
        }
      }),
    )
  })

  it('puts what fits in one parcel', () => {
    const order = [
      { sku: 'A', quantity: 2, weightGrams: 10_000 },
      { sku: 'B', quantity: 10, weightGrams: 1_000 },
    ]
    expect(packParcels(order, maxGrams)).toEqual([
      {
        weightGrams: 30_000,
        lines: [
          { sku: 'A', quantity: 2 },
          { sku: 'B', quantity: 10 },
        ],
      },
    ])
  })

  it('sends what is too heavy alone', () => {
    const parcels = packParcels([{ sku: 'A', quantity: 2, weightGrams: 40_000 }], maxGrams)
    expect(parcels.map((parcel) => parcel.weightGrams)).toEqual([40_000, 40_000])
  })
})
