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

  it('never puts what two vendors sell into one parcel, whatever it weighs', () => {
    const vendors = fc.array(fc.constantFrom('ven_a', 'ven_b', undefined), { minLength: 8 })
    fc.assert(
      fc.property(lines, vendors, (given, sellers) => {
        const order = given.map((line, n) => ({ ...line, sku: `S${n}`, vendorId: sellers[n] }))
        const sellerOf = (sku: string) => order.find((line) => line.sku === sku)?.vendorId
        const parcels = packParcels(order, maxGrams)
        for (const parcel of parcels)
          expect(new Set(parcel.lines.map(({ sku }) => sellerOf(sku))).size).toBe(1)
        const units = (of: readonly { quantity: number }[]) =>
          of.reduce((sum, { quantity }) => sum + quantity, 0)
        expect(units(parcels.flatMap((parcel) => parcel.lines))).toBe(units(order))
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
