import type { Pdf } from '@comptoir/pdf/document'
import { heightOf, write } from '@comptoir/pdf/text'
import { startPage } from './invoice-rows.ts'
import { colors, page } from './page-layout.ts'
import type { PrintedInvoice } from './printed-invoice.ts'

const vatWidths = [70, 66, 62, 70]
const totalsLeft = page.left + 300
const rowHeight = 16

/** Draws VAT by rate, totals, payment and mentions below the lines, together on one page. */
export function drawSummary(pdf: Pdf, printed: PrintedInvoice, linesEnd: number): void {
  const fits = linesEnd + 18 + heightOfSummary(pdf, printed) <= page.bottom
  const top = fits ? linesEnd + 18 : startPage(pdf, printed)
  const below = Math.max(drawVat(pdf, printed, top), drawTotals(pdf, printed, top))
  drawMentions(pdf, printed, below + 18)
}

const paymentStyle = { width: page.width - 24, size: 9, lineGap: 1 }
const noticeStyle = { width: page.width, size: 7.5, lineGap: 1 }

function heightOfSummary(pdf: Pdf, printed: PrintedInvoice): number {
  const table = Math.max(printed.vatRows.length + 1, printed.totals.length + 1) * rowHeight + 8
  return table + 18 + paymentHeight(pdf, printed) + 10 + noticesHeight(pdf, printed)
}

function paymentHeight(pdf: Pdf, { payment }: PrintedInvoice): number {
  return payment.reduce((sum, line) => sum + heightOf(pdf, line, paymentStyle) + 2, 16)
}

function noticesHeight(pdf: Pdf, { notices }: PrintedInvoice): number {
  return notices.reduce((sum, line) => sum + heightOf(pdf, line, noticeStyle) + 2, 0)
}

function drawVat(pdf: Pdf, { vatColumns, vatRows }: PrintedInvoice, top: number): number {
  let y = top
  for (const [index, cells] of [vatColumns, ...vatRows].entries()) {
    const head = index === 0
    drawVatRow(pdf, cells, {
      y: y + 4,
      font: head ? 'bold' : 'regular',
      color: head ? colors.soft : colors.text,
    })
    y += rowHeight
    pdf
      .moveTo(page.left, y)
      .lineTo(page.left + 268, y)
      .lineWidth(0.5)
      .stroke(colors.rule)
  }
  return y
}

type VatStyle = { y: number; font: 'regular' | 'bold'; color: string }

function drawVatRow(pdf: Pdf, cells: readonly string[], style: VatStyle): void {
  let x = page.left
  cells.forEach((cell, index) => {
    const width = vatWidths[index] ?? 0
    write(pdf, cell, {
      ...style,
      x,
      width: width - 2,
      size: 8.5,
      leastSize: 5,
      align: index === 0 ? 'left' : 'right',
    })
    x += width
  })
}

function drawTotals(pdf: Pdf, { totals }: PrintedInvoice, top: number): number {
  const width = page.left + page.width - totalsLeft
  const amountBox = {
    x: totalsLeft + 100,
    width: width - 110,
    align: 'right',
    leastSize: 5,
  } as const
  let y = top
  for (const [label, amount] of totals.slice(0, -1)) {
    write(pdf, label, { x: totalsLeft + 10, y: y + 4, width: 90, leastSize: 5 })
    write(pdf, amount, { ...amountBox, y: y + 4 })
    y += rowHeight
  }
  const [label = '', amount = ''] = totals.at(-1) ?? []
  pdf.roundedRect(totalsLeft, y + 2, width, 26, 3).fill(colors.accent)
  const style = { y: y + 9.5, size: 11, font: 'bold', color: '#ffffff' } as const
  write(pdf, label, { ...style, x: totalsLeft + 10, width: 90, leastSize: 6 })
  write(pdf, amount, { ...style, ...amountBox })
  return y + 28
}

function drawMentions(pdf: Pdf, printed: PrintedInvoice, top: number): void {
  const height = paymentHeight(pdf, printed)
  pdf.roundedRect(page.left, top, page.width, height, 3).fill(colors.band)
  let y = top + 8
  for (const [index, line] of printed.payment.entries()) {
    write(pdf, line, {
      ...paymentStyle,
      x: page.left + 12,
      y,
      font: index === 0 ? 'bold' : 'regular',
    })
    y += heightOf(pdf, line, paymentStyle) + 2
  }
  y = top + height + 10
  for (const line of printed.notices) {
    write(pdf, line, { ...noticeStyle, x: page.left, y, color: colors.soft })
    y += heightOf(pdf, line, noticeStyle) + 2
  }
}
