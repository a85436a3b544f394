import type { NewMovement } from '@comptoir/contracts/inventory/schemas'

export const movementTypes = [
  'receipt',
  'return',
  'adjustment',
  'loss',
] as const satisfies readonly NewMovement['type'][]

/** A movement as it is typed. */
export type MovementWish = {
  readonly type: NewMovement['type']
  readonly quantity: string
  readonly reason: string
  readonly reference: string
}

/** A whole number as people type it, with a sign or without; nothing when it is none. */
export function wholeNumber(text: string): number | undefined {
  const plain = text.replace(/[\s\u202f\u00a0]/g, '').replace('−', '-')
  if (!/^[+-]?\d{1,7}$/.test(plain)) return undefined
  // no negative zero
  return Number(plain) || 0
}

/** How many are on hand, or a threshold: zero or more. */
export function countIn(text: string): number | undefined {
  const count = wholeNumber(text)
  return count !== undefined && count >= 0 && count <= 1_000_000 ? count : undefined
}

/**
 * What is sent for a movement; nothing while its quantity is none. A loss is typed as how many are gone, an adjustment with its sign.
 */
export function movementBody(wish: MovementWish): NewMovement | undefined {
  const typed = wholeNumber(wish.quantity)
  if (typed === undefined || typed === 0 || Math.abs(typed) > 100_000) return undefined
  const isSigned = wish.type === 'adjustment'
  if (!isSigned && wish.type !== 'loss' && typed < 0) return undefined
  const quantity = wish.type === 'loss' ? -Math.abs(typed) : typed
  return {
    ...{ type: wish.type, quantity },
    ...{ reason: wish.reason.trim(), reference: wish.reference.trim() },
  }
}
