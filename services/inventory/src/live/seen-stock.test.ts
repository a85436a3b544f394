import type { StockChange } from '@comptoir/contracts/inventory/stock-stream'
import { describe, expect, it } from 'vitest'
import { createSeenStock } from './seen-stock.ts'

const change = (sku: string, version: number, left?: number): StockChange => ({
  ...{ sku, version, level: left === undefined ? 'ok' : 'low' },
  ...(left !== undefined && { left }),
})

describe('what a reader has seen of stock', () => {
  it('is the id of the next event: a version for each SKU', () => {
    const seen = createSeenStock(['A', 'B'], undefined)
    expect(seen.take(change('A', 4))).toBe('4.0')
    expect(seen.take(change('B', 7))).toBe('4.7')
  })

  it('is left out of the stream that goes on', () => {
    const seen = createSeenStock(['A', 'B', 'C'], '4.7.0')
    const taken = [change('A', 4), change('B', 8), change('C', 0)].map(seen.take)
    expect(taken).toEqual([undefined, '4.8.0', undefined])
  })

  it('is nothing of an id that is not ours, or of other SKUs', () => {
    for (const id of ['', '4', '4.x', '4..7', '-4.7', '4.7.1'])
      expect(createSeenStock(['A', 'B'], id).take(change('A', 4))).toBe('4.0')
  })

  it('is not told again while it looks the same, nor once something newer was told', () => {
    const seen = createSeenStock(['A'], undefined)
    expect(seen.take(change('A', 4, 2))).toBe('4')
    expect(seen.take(change('A', 5, 2))).toBeUndefined()
    expect(seen.take(change('A', 4, 3))).toBeUndefined()
    expect(seen.take(change('A', 6, 3))).toBe('6')
  })
})
