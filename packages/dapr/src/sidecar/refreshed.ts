import { setTimeout as sleep } from 'node:timers/promises'

export type Refreshed<T> = {
  read(): Promise<T>
  /** To be called when it changed: the next reader asks. */
  expire(): void
}

const freshForMs = 60_000
/** How long a question may hold up those for whom an older value is known: whoever comes later does not wait for it. */
const waitMs = 500

/**
 * Keeps what others change in memory: asks for it at most once a minute, with one call for concurrent readers, and at once when
 * it expired. While the source is away or slow, the last known value is used.
 * @example const rates = createRefreshed(() => billing(listTaxRates)); await rates.read()
 */
export function createRefreshed<T>(
  ask: () => Promise<T>,
  now: () => number = Date.now,
): Refreshed<T> {
  let known: { readonly value: T; readonly at: number } | undefined
  let asking: { readonly answer: Promise<T>; readonly since: number } | undefined
  let changes = 0

  async function refresh(): Promise<T> {
    const changesBefore = changes
    // what was asked before a change may be answered with what was before it
    const readAt = () => (changes === changesBefore ? now() : Number.NEGATIVE_INFINITY)
    try {
      known = { value: await ask(), at: readAt() }
      return known.value
    } catch (error) {
      if (!known) throw error
      known = { ...known, at: readAt() }
      return known.value
    } finally {
      asking = undefined
    }
  }

  return {
    async read() {
      if (known && now() - known.at < freshForMs) return known.value
      asking ??= { since: now(), answer: refresh() }
      const { answer, since } = asking
      if (!known) return await answer
      const left = since + waitMs - now()
      if (left <= 0) return known.value
      return await Promise.race([answer, sleep(left, known.value, { ref: false })])
    },
    expire() {
      changes += 1
      if (known) known = { ...known, at: Number.NEGATIVE_INFINITY }
    },
  }
}
