import type { TariffImportResult } from '@comptoir/contracts/shipping/tariff-schemas'
import { CsvError, parse } from 'csv-parse/sync'

export type LineError = TariffImportResult['errors'][number]
const required = ['option', 'zone', 'up_to_grams', 'price'] as const
/** What all lines of a tariff have in common. */
export const shared = ['free_from', 'days_min', 'days_max'] as const
export type Column = (typeof required)[number] | (typeof shared)[number]
const columns: readonly Column[] = [...required, ...shared]

/** A line of a table: `line` is its number in the file, and a column that the table lacks has no cell. */
export type Row = { readonly line: number; readonly cells: Partial<Record<Column, string>> }
export type Read<T> = { readonly value: T; readonly errors: readonly LineError[] }

/** The lines of a tariff table in CSV (RFC 4180), by the names of its header. */
export function rowsOf(table: string): Read<Row[]> {
  const records = recordsOf(table)
  if (!Array.isArray(records)) return { value: [], errors: [records] }
  const [header, ...rest] = records
  const names = (header?.cells ?? []).map((name) => name.toLowerCase())
  const errors = headerErrors(names)
  for (const { line, cells } of rest) {
    if (cells.length !== names.length)
      errors.push(fault(line, 'line', 'columns', `${names.length} columns, not ${cells.length}`))
  }
  const value = rest.map(({ line, cells }) => ({
    line,
    cells: Object.fromEntries(names.map((name, index) => [name, cells[index] ?? ''])),
  }))
  return { value, errors }
}

function headerErrors(names: readonly string[]): LineError[] {
  const missing = required
    .filter((name) => !names.includes(name))
    .map((name) => fault(1, name, 'missing_column', `the header has no ${name}`))
  const unknown = names
    .filter((name, index) => !columns.some((one) => one === name) || names.indexOf(name) < index)
    .map((name) => fault(1, name, 'unknown_column', `one of ${columns.join(', ')}, once each`))
  return [...missing, ...unknown]
}

type CsvRecord = { readonly line: number; readonly cells: string[] }

/** The records with their lines; the delimiter is what the header has most of. */
function recordsOf(table: string): CsvRecord[] | LineError {
  const header = table.split('\n', 1)[0] ?? ''
  const count = (delimiter: string) => header.split(delimiter).length
  const [delimiter = ','] = [',', ';', '\t'].toSorted((a, b) => count(b) - count(a))
  const options = { bom: true, info: true, relax_column_count: true, skip_empty_lines: true }
  try {
    const records: unknown = parse(table, { ...options, trim: true, delimiter })
    return (records as { info: { lines: number }; record: string[] }[]).map(({ info, record }) => ({
      line: info.lines,
      cells: record,
    }))
  } catch (error) {
    if (!(error instanceof CsvError)) throw error
    return fault(Number(error.lines ?? 1), 'line', 'not_csv', error.message)
  }
}

export const fault = (line: number, field: string, code: string, message: string): LineError => ({
  ...{ line, field, code, message },
})
