import { describe, expect, it } from 'vitest'
import {
  inspectionLines,
  inspectionSum,
  startOfInspection,
  undecidedOf,
  withLine,
} from './inspection-wish.ts'

const receipt = {
  at: '2026-11-01T00:00:00.000Z',
  lines: [
    { sku: 'A', quantity: 3 },
    { sku: 'B', quantity: 0 },
  ],
}

describe('an inspection', () => {
  it('begins with all that arrived back on sale', () => {
    const wishes = startOfInspection({ receipt })
    expect(inspectionLines(wishes)).toEqual([{ sku: 'A', restock: 3, scrap: 0, refuse: 0 }])
    expect(startOfInspection({})).toEqual([])
  })

  it('is sent once each piece is decided, and no sooner', () => {
    const start = startOfInspection({ receipt })
    const less = withLine(start, 'A', { restock: 1 })
    expect(less.map(undecidedOf)).toEqual([2])
    expect(inspectionLines(less)).toBeUndefined()
    const more = withLine(less, 'A', { scrap: 3 })
    expect(more.map(undecidedOf)).toEqual([-1])
    expect(inspectionLines(more)).toBeUndefined()
    const whole = withLine(less, 'A', { scrap: 1, refuse: 1, refusedAs: 'used', note: ' taché ' })
    expect(inspectionLines(whole)).toEqual([
      { sku: 'A', restock: 1, scrap: 1, refuse: 1, refusedAs: 'used', note: 'taché' },
    ])
    expect(inspectionSum(whole)).toEqual({ restock: 1, scrap: 1, refuse: 1 })
  })

  it('names a reason of refusal only where something is refused', () => {
    const wishes = withLine(startOfInspection({ receipt }), 'A', { refusedAs: 'unsealed' })
    expect(inspectionLines(wishes)).toEqual([{ sku: 'A', restock: 3, scrap: 0, refuse: 0 }])
    expect(inspectionLines([])).toBeUndefined()
  })
})
