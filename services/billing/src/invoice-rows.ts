import type { Pdf } from '@comptoir/pdf/document'
import { heightOf, write } from '@comptoir/pdf/text'
import { colors, page } from './page-layout.ts'
import type { PrintedInvoice } from './printed-invoice.ts'

const widths = [199, 34, 70, 46, 80, 82.28]
const padding = 6

/** Draws the table of lines from `top`, on as many pages as it takes; gives where it ends. */
export function drawRows(pdf: Pdf, printed: PrintedInvoice, top: number): number {
  let y = drawHead(pdf, printed, top)
  for (const row of printed.rows) {
    const height = rowHeight(pdf, row)
    if (y + height > page.bottom) y = drawHead(pdf, printed, startPage(pdf, printed))
    drawRow(pdf, row, y)
    y += height
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
const titleStyle = { width: (widths[0] ?? 0) - 16, size: 9, lineGap: 1 }

function rowHeight(pdf: Pdf, { title, note }: Row): number {
  return heightOf(pdf, title, titleStyle) + (note ? 11 : 0) + 2 * padding
}

function drawRow(pdf: Pdf, { title, note, cells }: Row, y: number): void {
  const x = page.left + 8
  const height = heightOf(pdf, title, titleStyle)
  write(pdf, title, { ...titleStyle, x, y: y + padding })
  if (note) {
    const style = { x, y: y + padding + height, width: titleStyle.width, size: 7.5 }
    write(pdf, note, { ...style, color: colors.soft, oneLine: true })
  }
  drawCells(pdf, ['', ...cells], { y: y + padding, size: 9, font: 'regular', color: colors.text })
}

type CellStyle = { y: number; size: number; font: 'regular' | 'bold'; color: string }

function drawCells(pdf: Pdf, cells: readonly string[], style: CellStyle): void {
  let x = page.left
  cells.forEach((cell, index) => {
    const width = widths[index] ?? 0
    const align = index === 0 ? 'left' : 'right'
    if (cell) write(pdf, cell, { ...style, x: x + 8, width: width - 14, align })
    x += width
  })
}
