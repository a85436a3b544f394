import type { DeadLetter } from '@comptoir/contracts/platform/dead-letters'

/** The dead letters that are about an order: by what they are of, or by what they say. */
export function lettersOf<L extends Pick<DeadLetter, 'event'>>(
  orderId: string,
  letters: readonly L[],
): readonly L[] {
  return letters.filter(
    ({ event }) => event.subject === orderId || isNamed(orderId, event.data ?? null),
  )
}

/** Whether an id is one of the values of some data. */
function isNamed(id: string, data: unknown): boolean {
  if (data === id) return true
  if (typeof data !== 'object' || data === null) return false
  return Object.values(data).some((one) => isNamed(id, one))
}
