import { AsyncLocalStorage } from 'node:async_hooks'
import type { VirtualTime } from './virtual-time.ts'

/** Why a step of a process that crashed does not go on. */
export class Crashed extends Error {
  override readonly name = 'Crashed'
}

/** Something that a process does: a request, a delivery, an activity. A crash ends it between two of its steps. */
type Task = { readonly process: string; crashed: boolean }
type Waiting = {
  readonly task: Task | undefined
  readonly go: () => void
  readonly fail: () => void
}

export type Scheduler = ReturnType<typeof createScheduler>

/**
 * Interleaves everything that happens by chance: each step waits for its turn, and one that waits is chosen at a time.
 * `grain` says how often a step waits at all: 1 for the finest interleaving.
 */
export function createScheduler(options: {
  readonly time: VirtualTime
  readonly random: () => number
  readonly grain: () => number
}) {
  const { time, random, grain } = options
  const current = new AsyncLocalStorage<Task>()
  const waiting: Waiting[] = []
  const running = new Set<Task>()

  /** Waits for the next turn; throws where the process has crashed. */
  async function turn(): Promise<void> {
    const task = current.getStore()
    if (task?.crashed) throw new Crashed()
    if (random() >= grain()) return
    await new Promise<void>((go, reject) =>
      waiting.push({ task, go, fail: () => reject(new Crashed()) }),
    )
  }

  /** Does something as a process. */
  async function run<T>(process: string, act: () => Promise<T>): Promise<T> {
    const task = { process, crashed: false }
    running.add(task)
    try {
      return await current.run(task, act)
    } finally {
      running.delete(task)
    }
  }

  /** Does something that no process does, whatever becomes of the one that began it. */
  const outside = <T>(act: () => T): T => current.exit(act)

  /** Ends all that a process does, each between two of its steps. Answers how many things that was. */
  function crash(process: string): number {
    const own = [...running].filter((task) => task.process === process)
    for (const task of own) task.crashed = true
    for (const one of waiting.splice(0)) {
      if (one.task?.crashed) one.fail()
      else waiting.push(one)
    }
    return own.length
  }

  /** One step: of what waits, or of the clock. False when nothing waits and no timer is due until then. */
  async function step(untilMs: number): Promise<boolean> {
    await settled()
    if (waiting.length === 0) await settled()
    const next = time.nextAt()
    const isDue = next !== undefined && next <= untilMs
    if (waiting.length > 0 && !(isDue && next - time.nowMs < 1_000 && random() < 0.02)) {
      const [chosen] = waiting.splice(Math.floor(random() * waiting.length), 1)
      chosen?.go()
      return true
    }
    if (isDue) time.fireNext()
    return isDue
  }

  return {
    turn,
    run,
    outside,
    crash,
    step,
    isIdle: () => waiting.length === 0,
    busy: () => running.size,
  }
}

/** Everything that can go on without a turn or a timer has gone on. */
const settled = () => new Promise<void>((resolve) => setImmediate(resolve))
