/** A line of a file that was refused or remarked on. */
export type ErrorLine = {
  readonly kind: 'refused' | 'noted'
  readonly line: string
  readonly id: string
  readonly reason: string
  /** As it stood in the file; of refused lines only. */
  readonly text: string
}

const cell = /(?:"((?:[^"]|"")*)"|([^",\r\n]*))(,|\r\n|\n|$)/gy

/** The cells of a CSV text (RFC 4180), line by line. */
function rowsOf(csv: string): string[][] {
  const rows: string[][] = []
  let row: string[] = []
  for (const [, quoted, plain = '', end] of csv.matchAll(cell)) {
    row.push(quoted === undefined ? plain : quoted.replaceAll('""', '"'))
    if (end === ',') continue
    rows.push(row)
    row = []
  }
  return rows.filter((cells) => cells.length > 1)
}

/** Without the apostrophe that keeps spreadsheets from computing a cell. */
const plainCell = (text: string) => (/^'+[=+\-@\t\r]/.test(text) ? text.slice(1) : text)

/**
 * The lines of the file of errors that the service writes: `kind,line,id,reason,text`.
 * @example readErrorLines('\uFEFFkind,line,id,reason,text\r\nrefused,3,A-3,no price,"A-3;;"\r\n')
 */
export function readErrorLines(csv: string): ErrorLine[] {
  const [, ...lines] = rowsOf(csv.replace(/^\uFEFF/, ''))
  return lines.map((cells) => {
    const [kind, line = '', id = '', reason = '', text = ''] = cells.map(plainCell)
    return { kind: kind === 'refused' ? 'refused' : 'noted', line, id, reason, text }
  })
}
