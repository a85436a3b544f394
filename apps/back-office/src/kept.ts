import type { Kept } from './office.tsx'

/** A choice that this browser keeps under a name; what it does not know is the usual one. */
export function createKept<T extends string>(
  name: string,
  known: readonly T[],
  usual: () => T,
  storage: Pick<Storage, 'getItem' | 'setItem'> = localStorage,
): Kept<T> {
  const listeners = new Set<() => void>()
  const kept = storage.getItem(name)
  let value = known.find((one) => one === kept)
  return {
    get: () => value ?? usual(),
    set(next) {
      value = next
      storage.setItem(name, next)
      for (const listener of listeners) listener()
    },
    subscribe(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
  }
}
