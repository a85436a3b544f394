import { describe, expect, it } from 'vitest'
import { createRenderer } from './renderer.ts'

const log = { warn: () => {} }

describe('createRenderer', () => {
  it('renders one document at a time, each once while it is queued', async () => {
    const seen: string[] = []
    let running = 0
    const renderer = createRenderer({
      log,
      read: async (id) => id,
      waiting: async () => [],
      render: async (id) => {
        running += 1
        expect(running).toBe(1)
        await Promise.resolve()
        seen.push(id)
        running -= 1
      },
    })
    for (const id of ['a', 'b', 'a']) renderer.soon(id)
    await renderer.idle()
    expect(seen).toEqual(['a', 'b'])
  })

  it('tries again what failed, from the list of what waits', async () => {
    const waiting = new Set(['a', 'b'])
    let failures = 2
    const renderer = createRenderer({
      log,
      read: async (id) => id,
      waiting: async () => [...waiting],
      render: async (id) => {
        if (failures-- > 0) throw new Error('no disk')
        waiting.delete(id)
      },
    })
    for (let sweeps = 0; sweeps < 3; sweeps++) await renderer.sweep()
    expect(waiting.size).toBe(0)
  })
})
