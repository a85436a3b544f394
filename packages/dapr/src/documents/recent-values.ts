/** A bounded map of the values kept last; `take` returns each once. */
export type Recent<T> = {
  keep(key: string, value: T): void
  take(key: string): T | undefined
  clear(): void
}

/**
 * Remembers values that are likely to be needed a moment later.
 * @example const drafts = createRecent<Draft>(200); drafts.keep(draft.id, draft)
 */
export function createRecent<T>(most: number): Recent<T> {
  const kept = new Map<string, T>()
  return {
    keep(key, value) {
      kept.delete(key)
      kept.set(key, value)
      const [oldest] = kept.keys()
      if (kept.size > most && oldest !== undefined) kept.delete(oldest)
    },
    take(key) {
      const value = kept.get(key)
      kept.delete(key)
      return value
    },
    clear: () => kept.clear(),
  }
}
