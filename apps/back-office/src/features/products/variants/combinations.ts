import type { ProductOption } from '@comptoir/contracts/catalog/schemas'
import { limits } from '@comptoir/contracts/limits'
import type { VariantRow } from './variant-row.ts'

export type Choice = Readonly<Record<string, string>>

/** Whether each option has values, and a name that no other has. */
function isWhole(options: readonly ProductOption[]): boolean {
  const names = new Set(options.map(({ name }) => name.trim()).filter(Boolean))
  return names.size === options.length && options.every(({ values }) => values.length > 0)
}

/**
 * How many combinations the values of options make; none as long as an option has no value or no name of its own. They are counted
 * before any is built: four options of a hundred values make a hundred million.
 */
export function countCombinations(options: readonly ProductOption[]): number {
  if (options.length === 0 || !isWhole(options)) return 0
  return options.reduce((count, { values }) => count * values.length, 1)
}

/** Every combination of the values of options, in their order; none where a product would have more variants than it may. */
export function combinationsOf(options: readonly ProductOption[]): readonly Choice[] {
  const count = countCombinations(options)
  if (count === 0 || count > limits.variants) return []
  return options.reduce<readonly Choice[]>(
    (all, { name, values }) =>
      all.flatMap((one) => values.map((value) => ({ ...one, [name]: value }))),
    [{}],
  )
}

/** What a choice has of these options, as one text. */
export const choiceKey = (choice: Choice, options: readonly ProductOption[]): string =>
  JSON.stringify(options.map(({ name }) => choice[name] ?? null))

const isCombination = (choice: Choice, options: readonly ProductOption[]): boolean =>
  options.every(({ name, values }) => values.includes(choice[name] ?? ''))

/** How many combinations no row has yet. */
export function countMissing(
  rows: readonly VariantRow[],
  options: readonly ProductOption[],
): number {
  const had = rows.filter((row) => isCombination(row.options, options))
  const keys = new Set(had.map((row) => choiceKey(row.options, options)))
  return Math.max(0, countCombinations(options) - keys.size)
}

/** Rows that stand for no combination any more: an option or a value of theirs is gone. */
export function strayRows(
  rows: readonly VariantRow[],
  options: readonly ProductOption[],
): readonly VariantRow[] {
  if (countCombinations(options) === 0) return []
  return rows.filter((row) => !isCombination(row.options, options))
}
