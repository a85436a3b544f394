/** From how many on shoppers are told what is left. */
const few = 5

/**
 * How many are left of what somebody wants so many of, when they are few, or fewer than that; nothing while there is enough, or when
 * nobody knows.
 */
export function leftOf(available: number | undefined, quantity: number): number | undefined {
  if (available === undefined) return undefined
  const left = Math.max(0, available)
  return left <= few || left < quantity ? left : undefined
}
