import type { ProductOption } from '@comptoir/contracts/catalog/schemas'
import { newRow, type VariantRow } from './variant-row.ts'

type Choice = Readonly<Record<string, string>>

/** Every combination of the values of options, in their order; none as long as an option has no name or value. */
export function combinationsOf(options: readonly ProductOption[]): readonly Choice[] {
  const isWhole = options.every(({ name, values }) => name.trim() !== '' && values.length > 0)
  if (options.length === 0 || !isWhole) return []
  return options.reduce<readonly Choice[]>(
    (all, { name, values }) =>
      all.flatMap((one) => values.map((value) => ({ ...one, [name]: value }))),
    [{}],
  )
}

const isSameChoice = (one: Choice, other: Choice, options: readonly ProductOption[]) =>
  options.every(({ name }) => one[name] === other[name])

/** The combinations that no row has yet. */
export const missingIn = (rows: readonly VariantRow[], options: readonly ProductOption[]) =>
  combinationsOf(options).filter(
    (choice) => !rows.some((row) => isSameChoice(row.options, choice, options)),
  )

/** Rows that stand for no combination any more: an option or a value of theirs is gone. */
export function strayRows(
  rows: readonly VariantRow[],
  options: readonly ProductOption[],
): readonly VariantRow[] {
  const all = combinationsOf(options)
  if (all.length === 0) return []
  return rows.filter((row) => !all.some((choice) => isSameChoice(row.options, choice, options)))
}

type Made = { readonly base: string; readonly newId: () => string }

/**
 * All combinations as rows in their order: rows that are there stay as they are, a row without options becomes the first new one,
 * and new ones take price and weight of it. Rows of no combination stay at the end.
 */
export function generateRows(
  rows: readonly VariantRow[],
  options: readonly ProductOption[],
  { base, newId }: Made,
): readonly VariantRow[] {
  const spare = rows.find((row) => Object.keys(row.options).length === 0)
  const model = spare ?? rows[0]
  const taken = new Set(rows.map(({ sku }) => sku.toLowerCase()))
  let unused = spare
  const made = combinationsOf(options).map((choice) => {
    const known = rows.find((row) => isSameChoice(row.options, choice, options))
    if (known) return known
    const row = unused ?? {
      ...newRow(newId()),
      ...{ price: model?.price ?? null, weight: model?.weight ?? null },
    }
    unused = undefined
    const sku = row.sku || freeSku(skuOf(base, Object.values(choice)), taken)
    taken.add(sku.toLowerCase())
    return { ...row, sku, options: choice }
  })
  const kept = rows.filter((row) => row !== spare && !made.includes(row))
  return [...made, ...kept]
}

const longestSku = 64

/** Letters and digits of a text, without accents: `Bleu Ciel` gives `BLEU-CIEL`. */
const codeOf = (text: string) =>
  text
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .toUpperCase()
    .replace(/[^A-Z0-9]+/g, '-')
    .replace(/^-+|-+$/g, '')

/** @example skuOf('bol', ['Bleu', 'L']) // 'BOL-BLEU-L' */
export const skuOf = (base: string, values: readonly string[]): string =>
  [base, ...values]
    .map(codeOf)
    .filter(Boolean)
    .join('-')
    .slice(0, longestSku - 4)

function freeSku(wanted: string, taken: ReadonlySet<string>): string {
  if (!taken.has(wanted.toLowerCase())) return wanted
  for (let n = 2; ; n++) {
    const numbered = `${wanted}-${n}`
    if (!taken.has(numbered.toLowerCase())) return numbered
  }
}
