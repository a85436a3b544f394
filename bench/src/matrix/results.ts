import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { checkout } from '@comptoir/tools/runner/plan/layout'
import { writeMarked } from '../marked.ts'
import { type MatrixRow, tableOf } from './table.ts'

const file = join(checkout, 'bench', 'results', 'matrix.json')
/** The page that shows the results, between its marks `matrix`. */
export const page = join(checkout, 'docs', 'portability.md')

/** Each row as it last ran: `bench/results/matrix.json`. */
export function readResults(): MatrixRow[] {
  return existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as MatrixRow[]) : []
}

/** Keeps a row in place of the one before of the same choice, and writes the page. */
export function keepRow(row: MatrixRow): void {
  const rows = mergeRows(readResults(), row)
  mkdirSync(dirname(file), { recursive: true })
  writeFileSync(file, `[\n${rows.map((one) => `  ${JSON.stringify(one)}`).join(',\n')}\n]\n`)
  writeMarked(page, 'matrix', tableOf(rows))
}

/** The rows with one more: it takes the place of the one before of its broker and store, or comes last. */
export function mergeRows(rows: readonly MatrixRow[], row: MatrixRow): MatrixRow[] {
  const isSame = (one: MatrixRow) => one.broker === row.broker && one.store === row.store
  return rows.some(isSame) ? rows.map((one) => (isSame(one) ? row : one)) : [...rows, row]
}
