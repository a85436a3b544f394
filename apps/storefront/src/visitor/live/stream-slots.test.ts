import { describe, expect, it, vi } from 'vitest'
import { streamsAtMost, takeSlot } from './stream-slots.ts'

type Held = () => Promise<void> | undefined

/** Locks that are granted when the test says so, as a browser may grant several before an abort arrives. */
function openLocks() {
  const asked: Held[] = []
  const locks = {
    request: (_name: string, _options: LockOptions, hold: Held) => {
      asked.push(hold)
      return new Promise(() => {})
    },
  } as unknown as Pick<LockManager, 'request'>
  return { locks, asked, grant: (slot: number) => asked[slot]?.() }
}

describe('a stream that waits for a slot', () => {
  it('asks for each of them, and opens once it has one', () => {
    const { locks, asked, grant } = openLocks()
    const onTaken = vi.fn()
    takeSlot(onTaken, locks)
    expect([asked.length, onTaken.mock.calls.length]).toEqual([streamsAtMost, 0])
    grant(2)
    expect(onTaken).toHaveBeenCalledOnce()
  })

  it('opens once and holds one slot when two are granted at the same time', () => {
    const { locks, grant } = openLocks()
    const onTaken = vi.fn()
    takeSlot(onTaken, locks)
    expect(grant(0)).toBeInstanceOf(Promise)
    expect(grant(1)).toBeUndefined()
    expect(onTaken).toHaveBeenCalledOnce()
  })

  it('opens no more when its page left before', () => {
    const { locks, grant } = openLocks()
    const onTaken = vi.fn()
    takeSlot(onTaken, locks)()
    expect([grant(0), onTaken.mock.calls.length]).toEqual([undefined, 0])
  })

  it('lets go of its slot when it is closed', async () => {
    const { locks, grant } = openLocks()
    const close = takeSlot(() => {}, locks)
    const held = grant(0)
    close()
    await expect(held).resolves.toBeUndefined()
  })
})
