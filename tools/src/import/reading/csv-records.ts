/** A record of a file with the line it starts on, as it stood; `problem` says why it cannot be read. */
export type CsvRecord = {
  readonly line: number
  readonly cells: readonly string[]
  readonly raw: string
  readonly problem?: string
}

export type CsvStyle = {
  readonly delimiter: string
  /** Empty when the file knows no quotes. */
  readonly quote: string
  /** Columns of a record; 0 while the header is not read. */
  readonly columns: number
}

/** Beyond this a quote counts as not closed. */
const longestCell = 1_000_000

type Parsed =
  | { readonly cells: string[]; readonly next: number; readonly problem?: undefined }
  | { readonly problem: string }

/**
 * Reads records (RFC 4180) and goes on after what is not one: a stray or unclosed quote costs its own line, and reading
 * resumes on the next. Blanks around a quoted cell are passed over. A quoted cell may hold line ends, given back as LF.
 */
export async function* readRecords(
  batches: AsyncIterable<readonly string[]>,
  style: (header: readonly string[] | undefined) => CsvStyle,
): AsyncGenerator<CsvRecord> {
  let lines: string[] = []
  let passed = 0
  let current = style(undefined)

  function* take(isLast: boolean): Generator<CsvRecord> {
    let at = 0
    for (;;) {
      const found = recordAt(lines, at, current, isLast)
      if (!found) break
      const record = { ...found.record, line: passed + at + 1 }
      if (current.columns === 0 && !isPreamble(record.raw)) current = style(record.cells)
      yield record
      at = found.next
    }
    lines = lines.slice(at)
    passed += at
  }

  for await (const batch of batches) {
    lines = lines.length > 0 ? [...lines, ...batch] : [...batch]
    yield* take(false)
  }
  yield* take(true)
}

/** The record that starts at a line, and where the next one does. */
function recordAt(lines: readonly string[], at: number, style: CsvStyle, isLast: boolean) {
  const parsed = at < lines.length ? parseRecord(lines, at, style, isLast) : undefined
  if (!parsed) return undefined
  const next = parsed.problem === undefined ? parsed.next : at + 1
  return { record: recordOf(lines.slice(at, next), parsed), next }
}

/** What may stand before the header: empty lines, and Excel's `sep=;`. */
export const isPreamble = (raw: string): boolean =>
  raw.trim() === '' || /^"?sep=.{1,2}$/i.test(raw.trim())

function recordOf(lines: readonly string[], parsed: Parsed): Omit<CsvRecord, 'line'> {
  const raw = lines.join('\n')
  if (parsed.problem !== undefined) return { cells: [], raw, problem: parsed.problem }
  const { cells } = parsed
  return raw.includes('\0') ? { cells, raw, problem: 'it holds a NUL character' } : { cells, raw }
}

/** The record that starts on a line; nothing when more lines are needed to tell. */
function parseRecord(
  lines: readonly string[],
  start: number,
  style: CsvStyle,
  isLast: boolean,
): Parsed | undefined {
  const line = lines[start] ?? ''
  if (style.quote === '' || !line.includes(style.quote)) {
    return { cells: line.split(style.delimiter), next: start + 1 }
  }
  const parsed = parseCells(lines, start, style)
  if (parsed === 'unclosed') return isLast ? { problem: unclosed(lines, start, style) } : undefined
  if (parsed.problem !== undefined) return parsed
  return swallowed(lines.slice(start, parsed.next), parsed.cells, style) ?? parsed
}

/** Lines within a quoted cell that are records themselves: the quote before them was never closed. */
function swallowed(
  lines: readonly string[],
  cells: readonly string[],
  style: CsvStyle,
): Parsed | undefined {
  const { columns, delimiter, quote } = style
  if (lines.length < 2 || columns < 2) return undefined
  const further = lines.slice(1)
  const areRecords = columns > 2 && further.every((line) => line.split(delimiter).length >= columns)
  if (cells.length === columns && !areRecords) return undefined
  return { problem: unclosed(lines, 0, { delimiter, quote, columns }) }
}

function unclosed(lines: readonly string[], start: number, { quote }: CsvStyle): string {
  return `a ${quote} opens a cell and is not closed: ${excerpt(lines[start] ?? '', quote)}`
}

function excerpt(line: string, quote: string): string {
  const from = Math.max(0, line.lastIndexOf(quote))
  return `${from > 0 ? '…' : ''}${line.slice(from, from + 40)}`
}

type Cursor = { lines: readonly string[]; row: number; at: number }

function parseCells(lines: readonly string[], start: number, style: CsvStyle): Parsed | 'unclosed' {
  const cursor: Cursor = { lines, row: start, at: 0 }
  const cells: string[] = []
  for (;;) {
    const cell = readCell(cursor, style)
    if (cell === 'unclosed' || 'problem' in cell) return cell
    cells.push(cell.text)
    const text = lines[cursor.row] ?? ''
    if (cursor.at >= text.length) return { cells, next: cursor.row + 1 }
    cursor.at += style.delimiter.length
    if (cursor.at >= text.length) return { cells: [...cells, ''], next: cursor.row + 1 }
  }
}

type Cell = { readonly text: string } | { readonly problem: string } | 'unclosed'

/** The next cell; the cursor is left on what ends it. */
function readCell(cursor: Cursor, style: CsvStyle): Cell {
  const text = cursor.lines[cursor.row] ?? ''
  const begin = passBlanks(text, cursor.at, style)
  if (text.startsWith(style.quote, begin)) {
    cursor.at = begin + 1
    return readQuoted(cursor, style)
  }
  const found = text.indexOf(style.delimiter, cursor.at)
  const end = found < 0 ? text.length : found
  const cell = text.slice(cursor.at, end)
  cursor.at = end
  if (!cell.includes(style.quote)) return { text: cell }
  return {
    problem: `a ${style.quote} stands within a cell that is not in quotes: ${cell.slice(0, 60)}`,
  }
}

function readQuoted(cursor: Cursor, style: CsvStyle): Cell {
  let value = ''
  for (;;) {
    const { part, isClosed } = readQuotedPart(cursor, style.quote)
    value += part
    if (isClosed) return closeCell(value, cursor, style)
    if (value.length > longestCell)
      return { problem: `a ${style.quote} opens a cell and is not closed` }
    if (cursor.row + 1 >= cursor.lines.length) return 'unclosed'
    cursor.row++
    cursor.at = 0
  }
}

/** What a line has of a quoted cell, doubled quotes as one: up to the closing quote or with the end of the line. */
function readQuotedPart(cursor: Cursor, quote: string): { part: string; isClosed: boolean } {
  const text = cursor.lines[cursor.row] ?? ''
  let part = ''
  for (;;) {
    const end = text.indexOf(quote, cursor.at)
    if (end < 0) return { part: `${part}${text.slice(cursor.at)}\n`, isClosed: false }
    part += text.slice(cursor.at, end)
    cursor.at = end + 1
    if (!text.startsWith(quote, end + 1)) return { part, isClosed: true }
    part += quote
    cursor.at++
  }
}

function closeCell(value: string, cursor: Cursor, style: CsvStyle): Cell {
  const { quote, delimiter } = style
  const text = cursor.lines[cursor.row] ?? ''
  const after = passBlanks(text, cursor.at, style)
  cursor.at = after
  if (after >= text.length || text.startsWith(delimiter, after)) return { text: value }
  return { problem: `after a closing ${quote} stands more: ${text.slice(after, after + 40)}` }
}

function passBlanks(text: string, from: number, { delimiter }: CsvStyle): number {
  let at = from
  while (text[at] === ' ' || (text[at] === '\t' && delimiter !== '\t')) at++
  return at
}
