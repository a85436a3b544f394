import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { parse } from 'csv-parse'
import { Trouble } from '../runner/trouble.ts'
import { type Row, tidy } from './field-value.ts'
import { columnsOf, type Mapping } from './mapping.ts'

/** A record of the file with the line it ends on; `problem` says why it is not one. */
export type Line = { readonly line: number; readonly row: Row; readonly problem?: string }

/** Streams the records of a CSV file; the first line names the columns. A byte-order mark is passed over. */
export async function* readLines(path: string, mapping: Mapping): AsyncGenerator<Line> {
  const { file } = mapping
  const parser = parse({
    bom: true,
    delimiter: file.delimiter,
    quote: file.quote,
    info: true,
    relax_column_count: true,
    skip_empty_lines: true,
  })
  const input = createReadStream(path)
  input.on('error', () => parser.destroy(new Trouble(`${path} cannot be read`)))
  input.pipe(parser)
  let columns: readonly string[] | undefined
  for await (const { record, info } of parser as AsyncIterable<Parsed>) {
    if (columns) yield lineOf(columns, record, info.lines)
    else columns = checkColumns(record.map(tidy), mapping, path)
  }
}

function checkColumns(columns: string[], mapping: Mapping, path: string): string[] {
  const missing = columnsOf(mapping).filter((name) => !columns.includes(name))
  if (missing.length === 0) return columns
  const named = missing.map((name) => `"${name}"`).join(', ')
  throw new Trouble(`${path} has no column ${named}; it has: ${columns.join(', ')}`)
}

type Parsed = { record: string[]; info: { lines: number } }

function lineOf(columns: readonly string[], record: readonly string[], line: number): Line {
  const row = Object.fromEntries(columns.map((name, at) => [name, tidy(record[at] ?? '')]))
  if (record.length === columns.length) return { line, row }
  return { line, row, problem: `it has ${record.length} columns, not ${columns.length}` }
}

/** What tells a file from another one. */
export async function hashFile(path: string): Promise<string> {
  const hash = createHash('sha256')
  for await (const part of createReadStream(path)) hash.update(part)
  return hash.digest('hex')
}
