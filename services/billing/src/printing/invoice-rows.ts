import type { Pdf } from '@comptoir/pdf/document'
import { directionOf } from '@comptoir/pdf/fonts/direction'
import { linesOf, write } from '@comptoir/pdf/text'
import { colors, page } from './page-layout.ts'
import type { PrintedInvoice } from './printed-invoice.ts'

const widths = [199, 34, 70, 46, 80, 82.28]
const padding = 6

/** Draws the table of lines from `top`, on as many pages as it takes; gives where it ends. */
export function drawRows(pdf: Pdf, printed: PrintedInvoice, top: number): number {
  let y = drawHead(pdf, printed, top)
  for (const row of printed.rows) {
    y = drawRow(pdf, printed, { row, top: y })
    pdf
      .moveTo(page.left, y)
      .lineTo(page.left + page.width, y)
      .lineWidth(0.5)
      .stroke(colors.rule)
  }
  return y
}

/** A page that goes on with the same document; gives where its content starts. */
export function startPage(pdf: Pdf, { heading, number, continued }: PrintedInvoice): number {
  pdf.addPage()
  pdf.rect(0, 0, page.paperWidth, 8).fill(colors.accent)
  write(pdf, `${heading} ${number} (${continued})`, {
    x: page.left,
    y: page.top - 8,
    size: 9,
    font: 'bold',
    color: colors.soft,
  })
  return page.top + 14
}

function drawHead(pdf: Pdf, { columns }: PrintedInvoice, top: number): number {
  pdf.roundedRect(page.left, top, page.width, 20, 2).fill(colors.accent)
  drawCells(pdf, columns, { y: top + 6, size: 8, font: 'bold', color: '#ffffff' })
  return top + 20
}

type Row = PrintedInvoice['rows'][number]
const titleStyle: LineStyle = {
  width: (widths[0] ?? 0) - 16,
  size: 9,
  step: 11.4,
  color: colors.text,
}
type LineStyle = { width: number; size: number; step: number; color: string }
const noteStyle: LineStyle = { ...titleStyle, size: 7.5, step: 11, color: colors.soft }
/** Where the table may begin on a page that goes on. */
const continuedTop = page.top + 34

function drawRow(
  pdf: Pdf,
  printed: PrintedInvoice,
  { row, top }: { row: Row; top: number },
): number {
  const lines = describedBy(pdf, row)
  const height = lines.reduce((sum, { step }) => sum + step, 2 * padding)
  // a row that is longer than a page begins where it is, when there is room for some of its lines
  const needed = height > page.bottom - continuedTop ? 60 : height
  let y = top + needed > page.bottom ? drawHead(pdf, printed, startPage(pdf, printed)) : top
  y += padding
  const style = { y, size: 9, font: 'regular', color: colors.text } as const
  drawCells(pdf, ['', ...row.cells], style)
  for (const { line, step, ...lineStyle } of lines) {
    // a title that is longer than a page goes on on the next one
    if (y + step > page.bottom) y = drawHead(pdf, printed, startPage(pdf, printed)) + padding
    write(pdf, line.trimEnd(), { ...lineStyle, x: page.left + 8, y })
    y += step
  }
  return y + padding
}

/** The lines of a row's title and its note, each with how it is written. */
function describedBy(pdf: Pdf, { title, note }: Row) {
  const styled = (text: string, style: LineStyle) =>
    linesOf(pdf, text, style).map((line) => ({ ...style, line, direction: directionOf(text) }))
  return [...styled(title, titleStyle), ...(note ? styled(note, noteStyle) : [])]
}

type CellStyle = { y: number; size: number; font: 'regular' | 'bold'; color: string }

function drawCells(pdf: Pdf, cells: readonly string[], style: CellStyle): void {
  let x = page.left
  cells.forEach((cell, index) => {
    const width = widths[index] ?? 0
    const align = index === 0 ? 'left' : 'right'
    if (cell) write(pdf, cell, { ...style, x: x + 8, width: width - 14, align, leastSize: 5 })
    x += width
  })
}
