/**
 * Runs a reading for many who ask at once: one at a time, and each asker gets one that began after they asked. A reading that runs
 * already may have begun before the change that is looked for: the next one is shared, with what it came to.
 * @example const refresh = createSharedReading(readNew); await refresh()
 */
export function createSharedReading<T>(read: () => Promise<T>): () => Promise<T> {
  let current: Promise<T> | undefined
  let queued: Promise<T> | undefined
  return function refresh(): Promise<T> {
    if (current !== undefined) {
      queued ??= current
        .catch(() => undefined)
        .then(() => {
          queued = undefined
          return refresh()
        })
      return queued
    }
    current = read().finally(() => {
      current = undefined
    })
    return current
  }
}
