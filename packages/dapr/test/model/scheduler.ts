/** Pseudo-random numbers from a seed: a run that fails can be run again. */
export function createRandom(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
}

export type Scheduler = {
  /** Waits until it is this process's turn; a crashed process waits for ever. */
  turn(process: string): Promise<void>
  crash(process: string): void
  /** Processes that wait for a turn. */
  waiting(): string[]
  /** Gives turns at random until nobody waits. */
  run(beforeEach?: () => void): Promise<void>
}

const microtasksOfAStep = 24

/** Interleaves processes at random: each waits for its turn before each of its steps. */
export function createScheduler(random: () => number): Scheduler {
  const queue: { process: string; resume: () => void }[] = []
  const crashed = new Set<string>()

  async function settle(): Promise<void> {
    for (let n = 0; n < microtasksOfAStep; n++) await undefined
    // nobody waits: perhaps someone is only slow to come back
    if (queue.length === 0) await new Promise((resolve) => setImmediate(resolve))
  }
  return {
    turn: (process) =>
      new Promise((resume) => {
        if (!crashed.has(process)) queue.push({ process, resume })
      }),
    crash(process) {
      crashed.add(process)
      const left = queue.filter((waiter) => waiter.process !== process)
      queue.splice(0, queue.length, ...left)
    },
    waiting: () => queue.map(({ process }) => process),
    async run(beforeEach = () => {}) {
      await settle()
      while (queue.length > 0) {
        beforeEach()
        const [next] = queue.splice(Math.floor(random() * queue.length), 1)
        next?.resume()
        await settle()
      }
    },
  }
}
