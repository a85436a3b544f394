import { describe, expect, it } from 'vitest'
import { canDivide, canRelease, canReplaceLabel, divisionOf } from './parcel-rules.ts'

const at = '2026-11-30T10:00:00.000Z'
const label = { sha256: 'x', size: 1 }

describe('a parcel', () => {
  it('is released while it is held, and here', () => {
    expect(canRelease({ heldAt: at })).toBe(true)
    expect(canRelease({})).toBe(false)
    expect(canRelease({ heldAt: at, cancelledAt: at })).toBe(false)
  })

  it('has its label replaced until it leaves', () => {
    expect(canReplaceLabel({ label })).toBe(true)
    expect(canReplaceLabel({ label, handedOverAt: at })).toBe(false)
    expect(canReplaceLabel({})).toBe(false)
  })
})

describe('a shipment', () => {
  it('is divided while something of it is here', () => {
    expect(canDivide({ purpose: 'order', parcels: [{ handedOverAt: at }, {}] })).toBe(true)
    expect(canDivide({ purpose: 'order', parcels: [{ handedOverAt: at }] })).toBe(false)
    expect(canDivide({ purpose: 'return', parcels: [{}] })).toBe(false)
  })

  it('is divided by a weight that carriers take', () => {
    const here = new Map<string, number>()
    expect(divisionOf({ kind: 'weight', maxGrams: '2000', here })).toEqual({
      ...{ by: 'weight', maxGrams: 2_000 },
    })
    expect(divisionOf({ kind: 'weight', maxGrams: '99', here })).toBeUndefined()
    expect(divisionOf({ kind: 'weight', maxGrams: '40000', here })).toBeUndefined()
    expect(divisionOf({ kind: 'weight', maxGrams: 'two', here })).toBeUndefined()
  })

  it('is divided by what is here, if anything is', () => {
    const wish = { kind: 'stock' as const, maxGrams: '' }
    const here = new Map([
      ['A', 1],
      ['B', 0],
    ])
    expect(divisionOf({ ...wish, here })).toEqual({
      ...{ by: 'stock', available: [{ sku: 'A', quantity: 1 }] },
    })
    expect(divisionOf({ ...wish, here: new Map() })).toBeUndefined()
  })
})
