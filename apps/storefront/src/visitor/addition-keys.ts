import type { Problem } from './ask.ts'

/** Whether it may have been done: nothing came back, or a server on the way gave up. */
const isOpen = ({ status }: Problem): boolean => status === 0 || status >= 500

/**
 * One idempotency key for each wish, kept until the wish has its last answer: what is sent again after an answer that was lost is added
 * once. The next wish of the same has another key, and so has one after the visitor saw a cart that was asked for later: they know then
 * what was added.
 * @example const key = keys.of(wish); keys.answered(wish, await send(wish, key))
 */
export function createAdditionKeys(newKey: () => string) {
  const keys = new Map<string, string>()
  /** Wishes whose answer was lost, and that are not sent again. */
  const lost = new Set<string>()
  return {
    of(wish: string): string {
      const key = keys.get(wish) ?? newKey()
      keys.set(wish, key)
      lost.delete(wish)
      return key
    },
    answered(wish: string, problem: Problem | undefined): void {
      if (!problem || !isOpen(problem)) keys.delete(wish)
      else lost.add(wish)
    },
    areLost: (): boolean => lost.size > 0,
    /** Call it when a cart is asked for, and what it returns when that cart is shown. */
    asking(): () => void {
      const before = [...lost]
      return () => {
        // one that is sent again by now keeps its key
        for (const wish of before) if (lost.delete(wish)) keys.delete(wish)
      }
    },
  }
}
