import { AsyncLocalStorage } from 'node:async_hooks'
import crypto from 'node:crypto'
import { syncBuiltinESMExports } from 'node:module'
import timersPromises from 'node:timers/promises'

type Timer = {
  readonly id: number
  atMs: number
  readonly everyMs: number | undefined
  readonly fire: () => void
}

/** A clock that stands still until it is moved, with every timer of the process on it. */
export type VirtualTime = {
  nowMs: number
  /** When the next timer fires; nothing when there is none. */
  nextAt(): number | undefined
  /** Moves the clock to the next timer and fires it. */
  fireNext(): void
  /** Gives the process its own time back. */
  leave(): void
}

/**
 * Puts the process on a virtual clock: `Date`, timers and their promises, `performance.now`, and all chance, which is
 * given. `setImmediate` stays what it is.
 */
export function enterVirtualTime(startMs: number, random: () => number): VirtualTime {
  const real = realOf()
  const timers = new Map<number, Timer>()
  let last = 0
  const time: VirtualTime = { nowMs: startMs, nextAt, fireNext, leave: () => restore(real) }

  function earliest(): Timer | undefined {
    let found: Timer | undefined
    for (const timer of timers.values()) if (!found || timer.atMs < found.atMs) found = timer
    return found
  }
  function nextAt() {
    return earliest()?.atMs
  }
  function fireNext(): void {
    const timer = earliest()
    if (!timer) return
    time.nowMs = Math.max(time.nowMs, timer.atMs)
    if (timer.everyMs === undefined) timers.delete(timer.id)
    else timer.atMs = time.nowMs + Math.max(1, Math.round(timer.everyMs))
    timer.fire()
  }
  function add(fire: () => void, ms = 0, everyMs?: number) {
    const id = ++last
    // clocks count whole milliseconds
    const atMs = time.nowMs + Math.max(0, Math.round(Number(ms) || 0))
    timers.set(id, { id, atMs, everyMs, fire: AsyncLocalStorage.bind(fire) })
    const handle = { id, ref: () => handle, unref: () => handle, hasRef: () => true }
    return handle
  }
  const clear = (handle: { id?: number } | undefined) => void timers.delete(handle?.id ?? 0)

  class VirtualDate extends real.Date {
    constructor(...given: [] | [number | string | Date]) {
      if (given.length === 0) super(time.nowMs)
      else super(...(given as [number]))
    }
    static override now() {
      return time.nowMs
    }
  }
  const sleep = (ms = 0, value?: unknown, { signal }: { signal?: AbortSignal } = {}) =>
    new Promise((resolve, reject) => {
      if (signal?.aborted) return reject(signal.reason)
      const handle = add(() => resolve(value), ms)
      signal?.addEventListener('abort', () => {
        clear(handle)
        reject(signal.reason)
      })
    })
  type Run = (...given: unknown[]) => void
  apply({
    Date: VirtualDate as DateConstructor,
    setTimeout: (run: Run, ms?: number, ...given: unknown[]) => add(() => run(...given), ms),
    setInterval: (run: Run, ms?: number, ...given: unknown[]) => add(() => run(...given), ms, ms),
    clearTimeout: clear,
    clearInterval: clear,
    sleep,
    performanceNow: () => time.nowMs,
    random,
    ...chanceOf(random),
  })
  return time
}

/** Bytes and ids that are the same in each run of a seed. */
function chanceOf(random: () => number) {
  const randomBytes = (size: number) =>
    Buffer.from(Array.from({ length: size }, () => Math.floor(random() * 256)))
  const randomUUID = () => {
    const hex = randomBytes(16).toString('hex')
    const parts = [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20)]
    return [...parts, hex.slice(20)].join('-')
  }
  return { randomBytes, randomUUID }
}

function realOf() {
  return {
    Date: globalThis.Date,
    setTimeout: globalThis.setTimeout as unknown,
    setInterval: globalThis.setInterval as unknown,
    clearTimeout: globalThis.clearTimeout as unknown,
    clearInterval: globalThis.clearInterval as unknown,
    sleep: timersPromises.setTimeout as unknown,
    performanceNow: performance.now as unknown,
    random: Math.random,
    randomBytes: crypto.randomBytes as unknown,
    randomUUID: crypto.randomUUID as unknown,
  }
}
type Clockwork = ReturnType<typeof realOf>

function apply(clockwork: Clockwork): void {
  const { sleep, performanceNow, random, randomBytes, randomUUID, ...globals } = clockwork
  Object.assign(globalThis, globals)
  Object.assign(timersPromises, { setTimeout: sleep })
  Object.assign(crypto, { randomBytes, randomUUID })
  Object.assign(performance, { now: performanceNow })
  Math.random = random
  syncBuiltinESMExports()
}

function restore(real: Clockwork): void {
  apply(real)
  Reflect.deleteProperty(performance, 'now')
}
