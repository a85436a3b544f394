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
  const parsed = parseQuoted(lines, start, style)
  if (parsed || !(isLast || isTooLong(lines.slice(start)))) return parsed
  return { problem: unclosed(line, style) }
}

/** A record with quotes; nothing while one of them is open. */
function parseQuoted(lines: readonly string[], start: number, style: CsvStyle): Parsed | undefined {
  for (let next = start + 1; next > 0; next = afterNextQuote(lines, next, style.quote)) {
    const record = lines.slice(start, next)
    const parsed = parseCells(record.join('\n'), style)
    if (parsed === 'unclosed') continue
    if ('problem' in parsed) return parsed
    return swallowed(record, parsed.cells, style) ?? { ...parsed, next }
  }
  return undefined
}

const isTooLong = (lines: readonly string[]): boolean =>
  lines.reduce((sum, { length }) => sum + length, 0) > longestCell

/** The line after the next one that can close a quoted cell; 0 when there is none yet. */
function afterNextQuote(lines: readonly string[], from: number, quote: string): number {
  for (let at = from; at < lines.length; at++) if (lines[at]?.includes(quote)) return at + 1
  return 0
}

/** Lines within a quoted cell that are records themselves: the quote before them was never closed. */
function swallowed(
  lines: readonly string[],
  cells: readonly string[],
  style: CsvStyle,
): Parsed | undefined {
  const { columns, delimiter } = style
  if (lines.length < 2 || columns < 2) return undefined
  const further = lines.slice(1)
  const areRecords = columns > 2 && further.every((line) => line.split(delimiter).length >= columns)
  if (cells.length === columns && !areRecords) return undefined
  return { problem: unclosed(lines[0] ?? '', style) }
}

function unclosed(line: string, { quote }: CsvStyle): string {
  const from = Math.max(0, line.lastIndexOf(quote))
  const excerpt = `${from > 0 ? '…' : ''}${line.slice(from, from + 40)}`
  return `a ${quote} opens a cell and is not closed: ${excerpt}`
}

type Problem = { readonly problem: string }

/** The cells of a record; `unclosed` when a quote is still open at its end. */
function parseCells(text: string, style: CsvStyle): { cells: string[] } | Problem | 'unclosed' {
  const cells: string[] = []
  for (let at = 0; ; at += style.delimiter.length) {
    const cell = readCell(text, at, style)
    if (cell === 'unclosed' || 'problem' in cell) return cell
    cells.push(cell.value)
    at = cell.end
    if (at >= text.length) return { cells }
  }
}

/** The cell that begins here, and where it ends. */
function readCell(
  text: string,
  at: number,
  { delimiter, quote }: CsvStyle,
): { value: string; end: number } | Problem | 'unclosed' {
  const begin = passBlanks(text, at, delimiter)
  if (!text.startsWith(quote, begin)) {
    const found = text.indexOf(delimiter, at)
    const end = found < 0 ? text.length : found
    const value = text.slice(at, end)
    if (!value.includes(quote)) return { value, end }
    const excerpt = value.slice(0, 60)
    return { problem: `a ${quote} stands within a cell that is not in quotes: ${excerpt}` }
  }
  const close = closingQuote(text, begin + 1, quote)
  if (close < 0) return 'unclosed'
  const end = passBlanks(text, close + 1, delimiter)
  const value = text.slice(begin + 1, close).replaceAll(quote + quote, quote)
  if (end >= text.length || text.startsWith(delimiter, end)) return { value, end }
  return { problem: `after a closing ${quote} stands more: ${text.slice(end, end + 40)}` }
}

/** Doubled quotes stand for one within the cell. */
function closingQuote(text: string, from: number, quote: string): number {
  let at = text.indexOf(quote, from)
  while (at >= 0 && text.startsWith(quote, at + 1)) at = text.indexOf(quote, at + 2)
  return at
}

function passBlanks(text: string, from: number, delimiter: string): number {
  let at = from
  while (text[at] === ' ' || (text[at] === '\t' && delimiter !== '\t')) at++
  return at
}

/**
 * A cell as it is written. One that a spreadsheet would take for a formula gets an apostrophe before it (CWE-1236);
 * `plainCell` takes it away again.
 */
function csvCell(text: string): string {
  const safe = /^'*[=+\-@\t\r]/.test(text) && !/^-?\d+([.,]\d+)?$/.test(text) ? `'${text}` : text
  return /[",\n\r;]|^\s|\s$/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe
}

/** Cells as a line, without its end. */
export const csvLine = (cells: readonly string[]): string => cells.map(csvCell).join(',')

/** At the begin of a file: without it spreadsheets read UTF-8 as the code page of the machine. */
export const byteOrderMark = '\ufeff'

/** The text of a cell that `csvLine` wrote. */
export function plainCell(text: string): string {
  return /^'+[=+\-@\t\r]/.test(text) ? text.slice(1) : text
}
