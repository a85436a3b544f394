import type { Pdf } from '@comptoir/pdf/document'
import { type TextStyle, write } from '@comptoir/pdf/text'

/** The A4 page in points. */
export const page = {
  paperWidth: 595.28,
  left: 42,
  width: 511.28,
  top: 42,
  /** Nothing but the footer goes below. */
  bottom: 775,
  footerTop: 796,
}

export const colors = {
  accent: '#1d4e5f',
  text: '#1f2933',
  soft: '#5f6c7b',
  band: '#f1f5f7',
  rule: '#d5dce1',
}

type CellStyle = Omit<TextStyle, 'x' | 'width' | 'align' | 'leastSize'> & {
  /** Of each column; its cells begin `inset` further right and leave `gap` of it free. */
  readonly widths: readonly number[]
  readonly inset: number
  readonly gap: number
}

/** Draws a row of a table: the first cell on the left of its column, the others on the right. */
export function drawCells(
  pdf: Pdf,
  cells: readonly string[],
  { widths, inset, gap, ...style }: CellStyle,
): void {
  let x = page.left + inset
  cells.forEach((cell, index) => {
    const width = widths[index] ?? 0
    const align = index === 0 ? 'left' : 'right'
    write(pdf, cell, { ...style, x, width: width - gap, align, leastSize: 5 })
    x += width
  })
}

/** Draws a thin line from the left edge. */
export function drawRule(pdf: Pdf, y: number, width = page.width): void {
  pdf
    .moveTo(page.left, y)
    .lineTo(page.left + width, y)
    .lineWidth(0.5)
    .stroke(colors.rule)
}
