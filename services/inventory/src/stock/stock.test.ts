import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { publicView, sumLines } from './stock.ts'

const line = fc.record({
  sku: fc.constantFrom('A', 'B', 'C'),
  quantity: fc.integer({ min: 1, max: 9 }),
})

describe('sumLines', () => {
  it('adds up the same SKU on two lines', () => {
    const lines = [
      { sku: 'B', quantity: 1 },
      { sku: 'A', quantity: 2 },
      { sku: 'B', quantity: 3 },
    ]
    expect(sumLines(lines)).toEqual([
      { sku: 'A', quantity: 2 },
      { sku: 'B', quantity: 4 },
    ])
  })

  it('keeps every unit, in one order whatever the order of the lines', () => {
    fc.assert(
      fc.property(fc.array(line), (lines) => {
        const total = (all: { quantity: number }[]) => all.reduce((n, one) => n + one.quantity, 0)
        expect(total(sumLines(lines))).toBe(total(lines))
        expect(sumLines(lines.toReversed())).toEqual(sumLines(lines))
      }),
    )
  })
})

describe('publicView', () => {
  it('hides what is on hand', () => {
    const item = {
      sku: 'A',
      available: 1,
      level: 'low' as const,
      version: 3,
      onHand: 4,
      reserved: 3,
      lowThreshold: 2,
    }
    expect(publicView(item)).toEqual({ sku: 'A', available: 1, level: 'low', version: 3 })
  })
})
