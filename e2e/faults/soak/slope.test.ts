import { describe, expect, it } from 'vitest'
import { type HeapSample, slopesOf, unproven } from './slope.ts'

const rule = { warmMinutes: 5, leastMinutes: 5, percentPerMinute: 1 }
const megabyte = 1_000_000

/** A life of so many minutes, sampled twice a minute. */
function live(
  service: string,
  minutes: number,
  heldAt: (minute: number) => number,
  life = 1,
): HeapSample[] {
  return Array.from({ length: 2 * minutes + 1 }, (_, n) => ({
    ...{ service, life, uptimeMinutes: n / 2, residentBytes: 0 },
    heldBytes: heldAt(n / 2) * megabyte,
  }))
}

describe('the slope of what a process holds', () => {
  it('is that of the line after its warm-up, in per cent of what it held then', () => {
    const [slope] = slopesOf(
      live('orders', 20, (minute) => (minute < 5 ? 10 * minute : 100 + 2 * (minute - 5))),
      rule,
    )
    expect(slope?.percentPerMinute).toBeCloseTo(2, 5)
    expect(slope).toMatchObject({ fromMinute: 5, toMinute: 20, startBytes: 100 * megabyte })
  })

  it('is computed for each life: the fall at a restart hides nothing', () => {
    const lives = [
      ...live('orders', 12, (minute) => 50 + minute, 1),
      ...live('orders', 12, (minute) => 50 + minute, 2),
    ]
    const slopes = slopesOf(lives, rule)
    expect(slopes).toHaveLength(2)
    expect(unproven(['orders'], slopes, rule)).toHaveLength(2)
  })

  it('is flat when it only swings', () => {
    const slopes = slopesOf(
      live('orders', 20, (minute) => 50 + Math.sin(7 * minute)),
      rule,
    )
    expect(unproven(['orders'], slopes, rule)).toEqual([])
  })

  it('is not known of a service that died too often', () => {
    const slopes = slopesOf(
      live('orders', 9, () => 50),
      rule,
    )
    expect(unproven(['orders'], slopes, rule)).toEqual(['orders never lived long enough'])
  })
})
