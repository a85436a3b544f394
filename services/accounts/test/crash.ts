import type { createAppTwin } from './app-twin.ts'

type Twin = Pick<ReturnType<typeof createAppTwin>, 'store' | 'revocations'>

/**
 * Lets the process of a twin die after so many writes: then nothing is read, written or revoked, until it is started again.
 * @example const crash = createCrash(twin); crash.after(2); await erase(); crash.restart()
 */
export function createCrash({ store, revocations }: Twin) {
  let left = Number.POSITIVE_INFINITY
  let hasDied = false
  const requireAlive = () => {
    if (left > 0) return
    hasDied = true
    throw new Error('the process is dead')
  }
  const { read, readMany, write } = store.state
  const { revoke } = revocations
  Object.assign(store.state, {
    async read(...given: Parameters<typeof read>) {
      requireAlive()
      return await read(...given)
    },
    async readMany(...given: Parameters<typeof readMany>) {
      requireAlive()
      return await readMany(...given)
    },
    async write(...given: Parameters<typeof write>) {
      requireAlive()
      left -= 1
      return await write(...given)
    },
  })
  Object.assign(revocations, {
    async revoke(...given: Parameters<typeof revoke>) {
      requireAlive()
      left -= 1
      await revoke(...given)
    },
  })
  return {
    after(writes: number) {
      left = writes
    },
    /** Starts it again; whether it had died. */
    restart(): boolean {
      const died = hasDied
      hasDied = false
      left = Number.POSITIVE_INFINITY
      return died
    },
  }
}

/** How many writes to let happen before the crash: more than any operation here makes. */
export const crashPoints = Array.from({ length: 9 }, (_, n) => n)
