import { describe, expect, it } from 'vitest'
import { createMemoryKeys } from '../../test/memory-twins.ts'
import { withLease } from './lease.ts'

const name = 'lease:test'

describe('a lease', () => {
  it('lets one replica work at a time, and the next one once it has ended, failed or not', async () => {
    const keys = createMemoryKeys()
    const runs: string[] = []
    await withLease(keys, { name }, async () => {
      runs.push('first')
      await withLease(keys, { name }, async () => void runs.push('at the same time'))
    })
    const failing = withLease(keys, { name }, async () => {
      runs.push('second')
      throw new Error('no')
    })
    await expect(failing).rejects.toThrow('no')
    await withLease(keys, { name }, async () => void runs.push('third'))
    expect(runs).toEqual(['first', 'second', 'third'])
  })

  it('is lost when it is not renewed in time, and then left to who took it', async () => {
    let nowMs = 0
    const keys = createMemoryKeys(() => nowMs)
    await withLease(keys, { name, ms: 10 }, async (renew) => {
      nowMs = 9
      expect(await renew()).toBe(true)
      nowMs = 20
      expect(await renew()).toBe(false)
      await keys.claim(name, 'another', 10)
    })
    expect(await keys.read(name)).toBe('another')
  })
})
