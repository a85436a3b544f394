import { describe, expect, it } from 'vitest'
import { liveItem } from './live-item.ts'

const item = { sku: 'A', available: 5, level: 'ok', version: 3, onHand: 6, reserved: 1 } as const

describe('an item and its stream', () => {
  it('has the newer figures', () => {
    const change = {
      sku: 'A',
      level: 'low',
      version: 4,
      available: 1,
      onHand: 2,
      reserved: 1,
    } as const
    expect(liveItem(item, change)).toEqual(change)
  })

  it('is not set back by what was said before', () => {
    expect(liveItem(item, { sku: 'A', level: 'out', version: 2, available: 0 })).toBe(item)
    expect(liveItem(item, undefined)).toBe(item)
  })

  it('keeps what the stream does not say', () => {
    expect(liveItem(item, { sku: 'A', level: 'ok', version: 3 })).toEqual(item)
  })
})
