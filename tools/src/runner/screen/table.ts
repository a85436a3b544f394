/** Lays rows out in columns; numbers to the right. */
export function table(headings: readonly string[], rows: readonly (readonly string[])[]): string {
  const all = [headings, ...rows]
  const widths = headings.map((_, column) =>
    Math.max(...all.map((row) => row[column]?.length ?? 0)),
  )
  const line = (row: readonly string[]) =>
    row.map((cell, column) => padded(cell, widths[column] ?? 0, column)).join('  ')
  return all.map((row) => line(row).trimEnd()).join('\n')
}

function padded(cell: string, width: number, column: number): string {
  const isNumber = column > 0 && /^[\d.,]*( MB)?$/.test(cell)
  return isNumber ? cell.padStart(width) : cell.padEnd(width)
}
