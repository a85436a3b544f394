import type { Pdf } from '@comptoir/pdf/document'
import { heightOf, write } from '@comptoir/pdf/text'
import { startPage } from './invoice-rows.ts'
import { colors, drawCells, drawRule, page } from './page-layout.ts'
import type { PrintedInvoice } from './printed-invoice.ts'

const vatTable = { widths: [70, 66, 62, 70], inset: 0, gap: 2, size: 8.5 }
const totalsLeft = page.left + 300
const rowHeight = 16
const paymentStyle = { width: page.width - 24, size: 9, lineGap: 1 }
const noticeStyle = { width: page.width, size: 7.5, lineGap: 1 }

/** Draws VAT by rate, totals, payment and mentions below the lines, together on one page. */
export function drawSummary(pdf: Pdf, printed: PrintedInvoice, linesEnd: number): void {
  const fits = linesEnd + 18 + heightOfSummary(pdf, printed) <= page.bottom
  const top = fits ? linesEnd + 18 : startPage(pdf, printed)
  const below = Math.max(drawVat(pdf, printed, top), drawTotals(pdf, printed, top))
  drawMentions(pdf, printed, below + 18)
}

function heightOfSummary(pdf: Pdf, printed: PrintedInvoice): number {
  const { vatRows, totals, payment, notices } = printed
  const table = Math.max(vatRows.length + 1, totals.length + 1) * rowHeight + 8
  const mentions = heightOfAll(pdf, payment, paymentStyle) + heightOfAll(pdf, notices, noticeStyle)
  return table + 18 + 16 + mentions + 10
}

function heightOfAll(pdf: Pdf, texts: readonly string[], style: typeof noticeStyle): number {
  return texts.reduce((sum, text) => sum + heightOf(pdf, text, style) + 2, 0)
}

function drawVat(pdf: Pdf, { vatColumns, vatRows }: PrintedInvoice, top: number): number {
  let y = top
  for (const [index, cells] of [vatColumns, ...vatRows].entries()) {
    const style = index === 0 ? ({ font: 'bold', color: colors.soft } as const) : {}
    drawCells(pdf, cells, { ...vatTable, ...style, y: y + 4 })
    y += rowHeight
    drawRule(pdf, y, 268)
  }
  return y
}

function drawTotals(pdf: Pdf, { totals }: PrintedInvoice, top: number): number {
  const width = page.left + page.width - totalsLeft
  const labelBox = { x: totalsLeft + 10, width: 90, leastSize: 5 }
  const amountBox = {
    x: totalsLeft + 100,
    width: width - 110,
    align: 'right',
    leastSize: 5,
  } as const
  let y = top
  for (const [label, amount] of totals.slice(0, -1)) {
    write(pdf, label, { ...labelBox, y: y + 4 })
    write(pdf, amount, { ...amountBox, y: y + 4 })
    y += rowHeight
  }
  const [label = '', amount = ''] = totals.at(-1) ?? []
  pdf.roundedRect(totalsLeft, y + 2, width, 26, 3).fill(colors.accent)
  const style = { y: y + 9.5, size: 11, font: 'bold', color: '#ffffff' } as const
  write(pdf, label, { ...labelBox, ...style, leastSize: 6 })
  write(pdf, amount, { ...amountBox, ...style })
  return y + 28
}

function drawMentions(pdf: Pdf, { payment, notices }: PrintedInvoice, top: number): void {
  const height = 16 + heightOfAll(pdf, payment, paymentStyle)
  pdf.roundedRect(page.left, top, page.width, height, 3).fill(colors.band)
  let y = top + 8
  for (const [index, line] of payment.entries()) {
    const font = index === 0 ? 'bold' : 'regular'
    write(pdf, line, { ...paymentStyle, x: page.left + 12, y, font })
    y += heightOf(pdf, line, paymentStyle) + 2
  }
  y = top + height + 10
  for (const line of notices) {
    write(pdf, line, { ...noticeStyle, x: page.left, y, color: colors.soft })
    y += heightOf(pdf, line, noticeStyle) + 2
  }
}
