import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import { createMemoryStore } from '../../test/memory-store.ts'
import { SidecarError } from '../sidecar/sidecar.ts'
import { createCollection } from './documents.ts'
import type { Store } from './store.ts'

const notesOf = (store: Store) =>
  createCollection(store, { name: 'notes', schema: z.object({ text: z.string() }) })

/** A store whose answers are lost, each after so long; writes land when `lands`. */
function silent({ afterMs, lands = false }: { afterMs: number; lands?: boolean }) {
  const memory = createMemoryStore('orders')
  const tries: string[] = []
  const store: Store = {
    ...memory,
    state: {
      ...memory.state,
      async write(write) {
        tries.push('write')
        memory.clock.nowMs += afterMs
        if (lands && tries.length === 3) await memory.state.write(write)
        throw new SidecarError('no answer')
      },
    },
  }
  return { memory, tries, notes: notesOf(store) }
}

describe('a write whose outcome is unknown', () => {
  it('is given up after ten seconds of a store that hangs', async () => {
    const { memory, tries, notes } = silent({ afterMs: 5_000 })
    const startedMs = memory.clock.nowMs
    const write = notes.create('n1', { text: 'a' })
    await expect(write).rejects.toMatchObject({ code: 'dependency_unavailable' })
    expect(tries).toHaveLength(2)
    expect(memory.clock.nowMs - startedMs).toBe(10_000)
  })

  it('is given up after three tries of a store that fails fast', async () => {
    const { tries, notes } = silent({ afterMs: 1 })
    const write = notes.create('n1', { text: 'a' })
    await expect(write).rejects.toMatchObject({ code: 'dependency_unavailable' })
    expect(tries).toHaveLength(3)
  })

  it('is recognised when the third try landed without an answer', async () => {
    const { notes } = silent({ afterMs: 1, lands: true })
    expect(await notes.create('n1', { text: 'a' })).toMatchObject({ created: true })
  })
})
