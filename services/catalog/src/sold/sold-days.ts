import { addDays } from '@comptoir/money/working-days'
import type { Units } from './sold-units.ts'

/** Days that lists by what is sold look at: each leaves as a whole. */
export const soldDays = 30

/** The day of an instant, in UTC. */
export const dayOf = (instant: string): string => instant.slice(0, 10)

/** The last days up to one, the newest first. */
export const daysBefore = (day: string, count = soldDays): string[] =>
  Array.from({ length: count }, (_, n) => addDays(day, -n))

type Line = { readonly productId: string; readonly quantity: number }

/** Units of each product in an order. */
export function unitsOf(lines: readonly Line[]): Units {
  const units = new Map<string, number>()
  for (const { productId, quantity } of lines)
    units.set(productId, (units.get(productId) ?? 0) + quantity)
  return units
}

/** Units of each product over some days. */
export function sumOf(days: Iterable<Units>): Units {
  const sums = new Map<string, number>()
  for (const units of days)
    for (const [productId, count] of units) sums.set(productId, (sums.get(productId) ?? 0) + count)
  return sums
}

export const isSame = (one: Units, other: Units): boolean =>
  one.size === other.size && [...one].every(([productId, count]) => other.get(productId) === count)
