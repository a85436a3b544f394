import type { Pdf } from '@comptoir/pdf/document'
import { directionOf } from '@comptoir/pdf/fonts/direction'
import { linesOf, write } from '@comptoir/pdf/text'
import { colors, drawCells, drawRule, page } from './page-layout.ts'
import type { PrintedInvoice } from './printed-invoice.ts'

const titleWidth = 199
const table = { widths: [titleWidth, 34, 70, 46, 80, 82.28], inset: 8, gap: 14 }
const padding = 6
const titleStyle = { width: titleWidth - 16, size: 9, step: 11.4, color: colors.text }
const noteStyle = { ...titleStyle, size: 7.5, step: 11, color: colors.soft }
/** Where the table may begin on a page that goes on. */
const continuedTop = page.top + 34

/** Draws the table of lines from `top`, on as many pages as it takes; gives where it ends. */
export function drawRows(pdf: Pdf, printed: PrintedInvoice, top: number): number {
  let y = drawHead(pdf, printed, top)
  for (const row of printed.rows) {
    y = drawRow(pdf, printed, { row, top: y })
    drawRule(pdf, y)
  }
  return y
}

/** A page that goes on with the same document; gives where its content starts. */
export function startPage(pdf: Pdf, { heading, number, continued }: PrintedInvoice): number {
  pdf.addPage()
  pdf.rect(0, 0, page.paperWidth, 8).fill(colors.accent)
  const style = {
    x: page.left,
    y: page.top - 8,
    size: 9,
    font: 'bold',
    color: colors.soft,
  } as const
  write(pdf, `${heading} ${number} (${continued})`, style)
  return page.top + 14
}

function drawHead(pdf: Pdf, { columns }: PrintedInvoice, top: number): number {
  pdf.roundedRect(page.left, top, page.width, 20, 2).fill(colors.accent)
  drawCells(pdf, columns, { ...table, y: top + 6, size: 8, font: 'bold', color: '#ffffff' })
  return top + 20
}

type Row = PrintedInvoice['rows'][number]

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
  drawCells(pdf, ['', ...row.cells], { ...table, y })
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
  const styled = (text: string, style: typeof titleStyle) =>
    linesOf(pdf, text, style).map((line) => ({ ...style, line, direction: directionOf(text) }))
  return [...styled(title, titleStyle), ...(note ? styled(note, noteStyle) : [])]
}
