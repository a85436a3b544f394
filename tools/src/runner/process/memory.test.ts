import { existsSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { memoryOf, readParents } from './memory.ts'

describe.runIf(existsSync('/proc/self/smaps_rollup'))('memory', () => {
  it('of a process with its descendants is at least its own', () => {
    const alone = memoryOf(process.pid, new Map()) ?? 0
    const family = memoryOf(process.ppid, readParents()) ?? 0
    expect(alone).toBeGreaterThan(1_000_000)
    expect(family).toBeGreaterThan(alone / 2)
  })

  it('of a process that ended is unknown', () => {
    expect(memoryOf(2 ** 22 + 1, new Map())).toBeUndefined()
  })
})
