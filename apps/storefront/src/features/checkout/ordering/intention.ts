import type { Keeper } from '../../../visitor/tab-storage.ts'

/** One wish of a shopper: what is asked for, under the key that all its repeats have. */
export type Intention<B> = {
  readonly key: string
  readonly body: B
  /** When the shopper said so last, in ms since 1970. */
  readonly at: number
}

/** So long a wish goes on by itself after a reload, in ms; an older one may be forgotten, and waits for its shopper. */
const freshForMs = 120_000

export const isFresh = ({ at }: Intention<unknown>, now: number): boolean => now - at <= freshForMs

/**
 * Keeps wishes until they have their last answer. The same wish has the same key however often it is sent; another one has another key.
 * @example const { key } = intentions.of({ cartId, expectedTotal })
 */
export function createIntentions<B>(
  name: string,
  keeper: Keeper,
  newKey: () => string,
  clock: () => number = Date.now,
) {
  function read(): Intention<B> | undefined {
    try {
      const kept = JSON.parse(keeper.getItem(name) ?? 'null') as Intention<B> | null
      return kept && typeof kept.key === 'string' ? kept : undefined
    } catch {
      return undefined
    }
  }

  return {
    /** What was sent and has no last answer yet. */
    pending: read,
    of(body: B): Intention<B> {
      const kept = read()
      const isSame = kept && JSON.stringify(kept.body) === JSON.stringify(body)
      const intention = { key: isSame ? kept.key : newKey(), body, at: clock() }
      keeper.setItem(name, JSON.stringify(intention))
      return intention
    },
    /** It has its last answer. */
    end: () => keeper.removeItem(name),
  }
}
