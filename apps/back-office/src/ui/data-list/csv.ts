/** What spreadsheets take for a formula when a cell begins with it. */
const formula = /^[=+\-@\t\r]/

/**
 * A cell of a CSV file: quoted where it must be (RFC 4180), and with an apostrophe before what a spreadsheet would compute. Numbers
 * stay numbers, also negative ones.
 */
export function csvCell(text: string): string {
  const isNumber = /^-?\d+([.,]\d+)?$/.test(text)
  const safe = formula.test(text) && !isNumber ? `'${text}` : text
  return /[";,\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe
}

/** Rows as a file for a spreadsheet: UTF-8 with a byte order mark; `;` is what a French one takes. */
export function csvText(rows: readonly (readonly string[])[], locale: 'fr' | 'en'): string {
  const separator = locale === 'fr' ? ';' : ','
  return `\uFEFF${rows.map((row) => row.map(csvCell).join(separator)).join('\r\n')}\r\n`
}
