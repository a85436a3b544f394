import type { Problem } from './ask.ts'

/** Whether it may have been done: nothing came back, or a server on the way gave up. */
const isOpen = ({ status }: Problem): boolean => status === 0 || status >= 500

/**
 * One idempotency key for each wish, kept until the wish has its last answer: what is sent again after an answer that was lost is added
 * once. The next wish of the same has another key.
 * @example const key = keys.of(wish); keys.answered(wish, await send(wish, key))
 */
export function createAdditionKeys(newKey: () => string) {
  const keys = new Map<string, string>()
  return {
    of(wish: string): string {
      const key = keys.get(wish) ?? newKey()
      keys.set(wish, key)
      return key
    },
    answered(wish: string, problem: Problem | undefined): void {
      if (!problem || !isOpen(problem)) keys.delete(wish)
    },
  }
}
