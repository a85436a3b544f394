import type { Store } from '@comptoir/dapr/documents/store'

/** A store whose process dies at random moments: before a write, or after it had its effect. */
export function crashingStore(store: Store, random: () => number, rate: number): Store {
  return {
    ...store,
    state: {
      ...store.state,
      async write(write) {
        const chance = random()
        if (chance < rate / 2) throw new Error('crashed before the write')
        const written = await store.state.write(write)
        if (chance < rate) throw new Error('crashed after the write')
        return written
      },
    },
  }
}

/** Repeats a task until it goes through, as redelivery does. */
export async function untilDone<T>(task: () => Promise<T>): Promise<T> {
  for (;;) {
    try {
      return await task()
    } catch (error) {
      if (!(error instanceof Error) || !/crashed|conflict/.test(error.message)) throw error
    }
  }
}

/** Pseudo-random numbers below one, the same for the same seed (mulberry32). */
export function randomOf(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let t = Math.imul(state ^ (state >>> 15), 1 | state)
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296
  }
}
