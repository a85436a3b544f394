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
/** Who was refused asks again: ten a second are no burden. */
const betweenTurnsMs = 100
const soonestMs = 2_000
const latestMs = 30_000

/** Whether one more order may be placed; a limit of 0 is none. */
export function hasRoom(load: Load | undefined, limit: number, nowMs: number): boolean {
  if (limit === 0 || !load || nowMs - load.countedAtMs > countedForMs) return true
  return load.counted + load.since < limit
}

/**
 * When it is the turn of one more who is refused: after those who were refused before, so that they come back one by
 * one; but not later than in half a minute, however many they are.
 */
export function nextTurnMs(lastTurnMs: number, nowMs: number): number {
  const inLine = Math.max(lastTurnMs + betweenTurnsMs, nowMs + soonestMs)
  return Math.min(inLine, nowMs + latestMs)
}

/** The wait for a turn in whole seconds; `luck` (0 to 1) spreads by a quarter those who are told the same. */
export const retryAfterSeconds = (waitMs: number, luck: number): number =>
  Math.ceil((waitMs / 1_000) * (0.75 + luck / 2))
