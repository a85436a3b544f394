/**
 * Runs a reading for many who ask at once: one at a time, and each asker gets one that began after they asked. A reading that runs
 * already may have begun before the change that is looked for: the next one is shared.
 * @example const refresh = createSharedReading(readNew); await refresh()
 */
export function createSharedReading(read: () => Promise<void>): () => Promise<void> {
  let current: Promise<void> | undefined
  let queued: Promise<void> | undefined
  return function refresh(): Promise<void> {
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
