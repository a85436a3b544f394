import { readMoney } from '../../../ui/fields/money-text.ts'
import { rowChanged, type VariantRow } from './variant-row.ts'

/** The columns of the grid that take what is pasted, from left to right. */
export const pasteColumns = ['sku', 'price', 'compareAt', 'weight', 'gtin'] as const
export type PasteColumn = (typeof pasteColumns)[number]

/** The cells of what a spreadsheet copies: lines of tabs. */
export const cellsOf = (text: string): readonly (readonly string[])[] =>
  text
    .replace(/\r\n?/g, '\n')
    .replace(/\n+$/, '')
    .split('\n')
    .map((line) => line.split('\t').map((cell) => cell.trim()))

/** Whether a text is more than what one cell takes. */
export const isSheet = (text: string): boolean => /[\t\n]/.test(text.trimEnd())

type Where = {
  /** The rows that are shown, in their order: what is filtered out is left alone. */
  readonly shown: readonly string[]
  readonly fromRow: string
  readonly fromColumn: PasteColumn
  readonly locale: 'fr' | 'en'
}

/** The rows with what was pasted, from a cell on to the right and down; what has no row or no column is left out. */
export function pasted(
  rows: readonly VariantRow[],
  text: string,
  { shown, fromRow, fromColumn, locale }: Where,
): readonly VariantRow[] {
  const start = shown.indexOf(fromRow)
  const columns = pasteColumns.slice(pasteColumns.indexOf(fromColumn))
  const lines = new Map(cellsOf(text).map((cells, n) => [shown[start + n], cells]))
  return rows.map((row) => {
    const cells = lines.get(row.id)
    if (!cells) return row
    return columns.reduce((changed, column, n) => {
      const cell = cells[n]
      return cell === undefined ? changed : rowChanged(changed, partOf(column, cell, locale))
    }, row)
  })
}

function partOf(column: PasteColumn, cell: string, locale: 'fr' | 'en'): Partial<VariantRow> {
  if (column === 'sku' || column === 'gtin') return { [column]: cell }
  const number = column === 'weight' ? weightIn(cell) : (readMoney(cell, 'EUR', locale) ?? null)
  return { [column]: number, ...(number === null && cell !== '' && { unread: { [column]: cell } }) }
}

/** Grams, as they are typed; nothing when it is no whole number. */
export const weightIn = (text: string): number | null =>
  /^\d{1,7}$/.test(text.trim()) ? Number(text.trim()) : null
