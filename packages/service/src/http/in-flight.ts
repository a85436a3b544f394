import { lookUp } from '@comptoir/contracts/look-up'
import { refuse } from '../problems/refusal.ts'

export type InFlightLimits = {
  /** How many may run at once; 0 turns a limit off. */
  readonly total: number
  /** How many of one holder, such as an address or a user. */
  readonly perHolder: Readonly<Record<string, number>>
}

export type InFlight = {
  /**
   * Counts one more in flight for each holder, until the returned function is called. Throws `rate_limited` when a
   * holder has its share already, `overloaded` when all have theirs.
   * @example const leave = calls.enter({ address: ip, user: user?.id })
   */
  enter(holders: Readonly<Record<string, string | undefined>>): () => void
  count(): number
}

/** Limits how many requests run at the same time, in all and for each holder. */
export function createInFlight(what: string, limits: InFlightLimits): InFlight {
  const held = new Map<string, number>()
  let total = 0

  /** The keys of the holders, each of which has room for one more. */
  function keysOf(holders: Readonly<Record<string, string | undefined>>): string[] {
    return Object.entries(holders).flatMap(([kind, holder]) => {
      if (holder === undefined) return []
      const key = `${kind} ${holder}`
      const limit = lookUp(limits.perHolder, kind) ?? 0
      if (limit === 0 || (held.get(key) ?? 0) < limit) return [key]
      throw refuse('rate_limited', `at most ${limit} ${what} at once for each ${kind}`)
    })
  }

  function release(keys: readonly string[]): void {
    total -= 1
    for (const key of keys) {
      const left = (held.get(key) ?? 1) - 1
      if (left > 0) held.set(key, left)
      else held.delete(key)
    }
  }

  return {
    count: () => total,
    enter(holders) {
      if (limits.total > 0 && total >= limits.total) {
        throw refuse('overloaded', `at most ${limits.total} ${what} at once`)
      }
      const keys = keysOf(holders)
      total += 1
      for (const key of keys) held.set(key, (held.get(key) ?? 0) + 1)
      let hasLeft = false
      return () => {
        if (hasLeft) return
        hasLeft = true
        release(keys)
      }
    },
  }
}
