import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { FileProblem } from '../file-problem.ts'
import { type CsvRecord, isPreamble, plainCell, readRecords } from './csv-records.ts'
import { detectEncoding, type Encoding, readTextLines } from './encoding.ts'

/** A line by column name, its cells as they stand. */
export type Row = Readonly<Record<string, string>>

/** A record of the file with the line it starts on; `problem` says why it is not one. */
export type Line = {
  readonly line: number
  readonly row: Row
  readonly raw: string
  readonly problem?: string
}

/** A file whose header is read: what is known before its lines are. */
export type Source = {
  readonly path: string
  readonly encoding: Encoding
  readonly delimiter: string
  readonly quote: string
  readonly columns: readonly string[]
  /** What was assumed to read it. */
  readonly said: readonly string[]
}

const delimiters = [',', ';', '\t', '|']

export type SourceOptions = {
  readonly quote?: string | undefined
  /** Detected when it is left out. */
  readonly delimiter?: string | undefined
  readonly encoding?: string | undefined
}

/** Reads the header of a file, and how the file is written. */
export async function openSource(path: string, options: SourceOptions = {}): Promise<Source> {
  const { quote = '"' } = options
  const encoding = await detectEncoding(path, options.encoding)
  const header = await readHeader(path, encoding)
  if (header === undefined) throw new FileProblem(`${path} is empty`)
  const delimiter = options.delimiter ?? delimiterOf(header, quote)
  for await (const record of recordsOf({ path, encoding, delimiter, quote })) {
    if (record.problem) {
      throw new FileProblem(`${path}, line ${record.line}, the header: ${record.problem}`)
    }
    const columns = record.cells.map((cell) => cell.replace(/\s+/gu, ' ').trim())
    const ends = options.delimiter === undefined ? [saidOf(delimiter)] : []
    const said = [...(encoding.said === undefined ? [] : [encoding.said]), ...ends]
    return { path, encoding, delimiter, quote, columns, said: [...said, ...twiceIn(columns)] }
  }
  throw new FileProblem(`${path} is empty`)
}

const saidOf = (delimiter: string) =>
  `cells end with ${delimiter === '\t' ? 'a tab' : `a ${delimiter}`}`

function twiceIn(columns: readonly string[]): string[] {
  const twice = columns.filter((name, at) => name !== '' && columns.indexOf(name) < at)
  return [...new Set(twice)].map(
    (name) => `two columns are called "${name}": the first one is read`,
  )
}

/** The first line that says something; Excel's `sep=;` is none. */
async function readHeader(path: string, encoding: Encoding): Promise<string | undefined> {
  for await (const lines of readTextLines(path, encoding)) {
    const found = lines.find((line) => !isPreamble(line))
    if (found !== undefined) return found
  }
  return undefined
}

/** The one that ends most cells of the header, quoted parts left out. */
function delimiterOf(header: string, quote: string): string {
  const parts = quote === '' ? [header] : header.split(quote).filter((_, at) => at % 2 === 0)
  const countOf = (delimiter: string) => parts.join('').split(delimiter).length
  return delimiters.reduce((best, next) => (countOf(next) > countOf(best) ? next : best))
}

async function* recordsOf(source: Omit<Source, 'columns' | 'said'>): AsyncGenerator<CsvRecord> {
  const { path, encoding, delimiter, quote } = source
  const style = (header: readonly string[] | undefined) => ({
    delimiter,
    quote,
    columns: header?.length ?? 0,
  })
  for await (const record of readRecords(readTextLines(path, encoding), style)) {
    if (!isPreamble(record.raw)) yield record
  }
}

/** Streams the records after the header; empty ones are passed over. */
export async function* readLines(source: Source): AsyncGenerator<Line> {
  let isHeader = true
  for await (const record of recordsOf(source)) {
    if (isHeader) isHeader = false
    else if (record.problem !== undefined || record.cells.some((cell) => cell.trim() !== '')) {
      yield lineOf(source.columns, record)
    }
  }
}

function lineOf(columns: readonly string[], { line, cells, raw, problem }: CsvRecord): Line {
  // Of two columns of one name, the first counts.
  const firsts = [...columns.entries()].filter(([at, name]) => columns.indexOf(name) === at)
  const row = Object.fromEntries(firsts.map(([at, name]) => [name, plainCell(cells[at] ?? '')]))
  const why = problem ?? raggedness(cells, columns)
  return { line, row, raw, ...(why !== undefined && { problem: why }) }
}

/** Cells beyond the columns are passed over when they are empty, as spreadsheets leave them. */
function raggedness(cells: readonly string[], columns: readonly string[]): string | undefined {
  const beyond = cells.slice(columns.length)
  if (cells.length === columns.length) return undefined
  if (cells.length > columns.length && beyond.every((cell) => cell.trim() === '')) return undefined
  return `it has ${cells.length} columns, not ${columns.length}`
}

/** What tells a file from another one. */
export async function hashFile(path: string): Promise<string> {
  const hash = createHash('sha256')
  for await (const part of createReadStream(path)) hash.update(part)
  return hash.digest('hex')
}
