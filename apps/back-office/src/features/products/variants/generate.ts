import type { ProductOption } from '@comptoir/contracts/catalog/schemas'
import { choiceKey, combinationsOf } from './combinations.ts'
import { newRow, type VariantRow } from './variant-row.ts'

type Made = { readonly base: string; readonly newId: () => string }

/**
 * All combinations as rows in their order: rows that are there stay as they are, a row without options becomes the first new one,
 * and new ones take price and weight of it. Rows of no combination stay at the end. Options of too many combinations change nothing.
 */
export function generateRows(
  rows: readonly VariantRow[],
  options: readonly ProductOption[],
  { base, newId }: Made,
): readonly VariantRow[] {
  const choices = combinationsOf(options)
  if (choices.length === 0) return rows
  const spare = rows.find((row) => Object.keys(row.options).length === 0)
  const model = spare ?? rows[0]
  const taken = new Set(rows.map(({ sku }) => sku.toLowerCase()))
  // of two that are alike the first one counts
  const known = new Map(rows.toReversed().map((row) => [choiceKey(row.options, options), row]))
  let unused = spare
  const made = choices.map((choice) => {
    const there = known.get(choiceKey(choice, options))
    if (there) return there
    const row = unused ?? {
      ...newRow(newId()),
      ...{ price: model?.price ?? null, weight: model?.weight ?? null },
    }
    unused = undefined
    const sku = row.sku || freeSku(skuOf(base, Object.values(choice)), taken)
    taken.add(sku.toLowerCase())
    return { ...row, sku, options: choice }
  })
  const kept = new Set(made)
  return [...made, ...rows.filter((row) => row !== spare && !kept.has(row))]
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
