import { describe, expect, it } from 'vitest'
import { createHeapMeter } from './heap.ts'

const held: object[] = []

/** In a function of its own: what a running one made may be held by its frame. */
function fill(): void {
  for (let n = 0; n < 100_000; n++) held.push({ n })
}

describe('the heap meter', () => {
  it('counts what is held, and nothing of what was let go', () => {
    const weigh = createHeapMeter()
    const before = weigh().heapUsedBytes
    fill()
    const meanwhile = weigh().heapUsedBytes
    held.length = 0
    const after = weigh().heapUsedBytes
    expect(meanwhile - before).toBeGreaterThan(2_000_000)
    expect(after - before).toBeLessThan(1_000_000)
  })
})
