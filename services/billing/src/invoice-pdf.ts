import { createPdf, type Pdf } from '@comptoir/pdf/document'
import { write } from '@comptoir/pdf/text'
import type { IssuedDocument } from './invoice.ts'
import { drawRows } from './invoice-rows.ts'
import { drawSummary } from './invoice-summary.ts'
import { colors, page } from './page-layout.ts'
import { type PrintedInvoice, printInvoice } from './printed-invoice.ts'

/** The PDF of an invoice or a credit note: the same bytes each time it is drawn. */
export async function renderInvoice(document: IssuedDocument): Promise<Buffer> {
  const printed = printInvoice(document)
  const { issue, order, seller } = document
  const options = {
    title: `${printed.heading} ${issue.number}`,
    author: seller.name,
    language: order.locale,
    size: 'A4',
    createdAt: new Date(issue.issuedAt),
    texts: JSON.stringify(printed),
  } as const
  return await createPdf(options, (pdf) => {
    drawHeader(pdf, printed)
    drawFacts(pdf, printed)
    const below = drawParties(pdf, printed)
    drawSummary(pdf, printed, drawRows(pdf, printed, below + 18))
    drawFooters(pdf, printed)
  })
}

function drawHeader(pdf: Pdf, { seller, heading, number }: PrintedInvoice): void {
  const { left, width } = page
  pdf.rect(0, 0, page.paperWidth, 8).fill(colors.accent)
  write(pdf, seller.name, { x: left, y: 40, width: 290, size: 15, font: 'bold', oneLine: true })
  seller.lines.forEach((line, index) => {
    const style = { x: left, width: 290, size: 8, color: colors.soft, oneLine: true } as const
    write(pdf, line, { ...style, y: 61 + index * 11 })
  })
  const right = { x: left + 290, width: width - 290, align: 'right' } as const
  write(pdf, heading, { ...right, y: 38, size: 20, font: 'bold', color: colors.accent })
  write(pdf, number, { ...right, y: 64, size: 11, font: 'bold' })
}

const factsTop = 150

function drawFacts(pdf: Pdf, { facts }: PrintedInvoice): void {
  const step = page.width / facts.length
  pdf.roundedRect(page.left, factsTop, page.width, 38, 3).fill(colors.band)
  facts.forEach(([label, value], index) => {
    const box = { x: page.left + 10 + index * step, width: step - 14, oneLine: true } as const
    write(pdf, label, { ...box, y: factsTop + 8, size: 7.5, color: colors.soft })
    write(pdf, value, { ...box, y: factsTop + 20, size: 9.5, font: 'bold' })
  })
}

function drawParties(pdf: Pdf, { parties }: PrintedInvoice): number {
  const step = page.width / parties.length
  const top = factsTop + 54
  const ends = parties.map(({ heading, lines }, index) => {
    const x = page.left + index * step
    write(pdf, heading.toUpperCase(), { x, y: top, size: 7.5, font: 'bold', color: colors.accent })
    return lines.reduce((y, line, row) => {
      const font = row === 0 ? 'bold' : 'regular'
      write(pdf, line, { x, y, width: step - 20, size: 9, font, oneLine: true })
      return y + 12.5
    }, top + 13)
  })
  return Math.max(...ends)
}

function drawFooters(pdf: Pdf, { seller, page: pageOf }: PrintedInvoice): void {
  const { start, count } = pdf.bufferedPageRange()
  for (let index = start; index < start + count; index++) {
    pdf.switchToPage(index)
    const y = page.footerTop
    pdf
      .moveTo(page.left, y)
      .lineTo(page.left + page.width, y)
      .lineWidth(0.5)
      .stroke(colors.rule)
    const style = { y: y + 7, size: 6.5, color: colors.soft } as const
    write(pdf, seller.footer, { ...style, x: page.left, width: page.width - 70, oneLine: true })
    const right = { x: page.left + page.width - 70, width: 70, align: 'right' } as const
    write(pdf, pageOf(index - start + 1, count), { ...style, ...right })
  }
}
