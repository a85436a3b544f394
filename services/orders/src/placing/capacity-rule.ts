/** How many orders the platform works on, as far as this process knows. */
export type Load = {
  /** As they were last counted, in the ledger. */
  readonly counted: number
  readonly countedAtMs: number
  /** Placed by this process since then, or being placed. */
  readonly placedSince: number
}

/** An older count is worth nothing: a process that cannot count admits every order. */
const countedForMs = 10_000
/** Clients retry after a rejection; ten per second is cheap. */
const retrySpacingMs = 100
const soonestMs = 2_000
const latestMs = 30_000

/** Whether one more order may be placed; a limit of 0 is none. */
export function hasCapacity(load: Load | undefined, limit: number, nowMs: number): boolean {
  if (limit === 0 || !load || nowMs - load.countedAtMs > countedForMs) return true
  return load.counted + load.placedSince < limit
}

/** When the next rejected client may retry: one after the other, and not later than in half a minute. */
export function nextRetryMs(lastRetryMs: number, nowMs: number): number {
  const inTurn = Math.max(lastRetryMs + retrySpacingMs, nowMs + soonestMs)
  return Math.min(inTurn, nowMs + latestMs)
}

/** The wait in whole seconds; `random` (0 to 1) spreads clients with the same wait by a quarter. */
export const retryAfterSeconds = (waitMs: number, random: number): number =>
  Math.ceil((waitMs / 1_000) * (0.75 + random / 2))
