/** How many orders the platform works on, as far as this process knows. */
export type Load = {
  /** As they were last counted, in the ledger. */
  readonly counted: number
  readonly countedAtMs: number
  /** Placed by this process since then, or being placed. */
  readonly since: number
}

/** An older count says nothing any more: who cannot count lets everyone in. */
const countedForMs = 10_000
/** Who was refused asks again: so many a second are no burden. */
const welcomePerSecond = 10
const soonestSeconds = 2
const latestSeconds = 30

/** Whether one more order may be placed; a limit of 0 is none. */
export function hasRoom(load: Load | undefined, limit: number, nowMs: number): boolean {
  if (limit === 0 || !load || nowMs - load.countedAtMs > countedForMs) return true
  return load.counted + load.since < limit
}

/**
 * When the nth who was refused within a second may come again: the more there are, the later, so that they come one by
 * one. `luck` (0 to 1) spreads them by a quarter.
 */
export function retryAfterSeconds(nth: number, luck: number): number {
  const seconds = Math.min(latestSeconds, soonestSeconds + nth / welcomePerSecond)
  return Math.ceil(seconds * (0.75 + luck / 2))
}
