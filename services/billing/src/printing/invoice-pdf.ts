import { type Archive, createPdf, type Pdf } from '@comptoir/pdf/document'
import { directionOf } from '@comptoir/pdf/fonts/direction'
import { heightOf, linesOf, type TextStyle, write } from '@comptoir/pdf/text'
import { facturxOf } from '../e-invoice/facturx.ts'
import type { IssuedDocument } from '../invoice/invoice.ts'
import { drawRows } from './invoice-rows.ts'
import { drawSummary } from './invoice-summary.ts'
import { colors, drawRule, page } from './page-layout.ts'
import { type PrintedInvoice, printInvoice } from './printed-invoice.ts'

/**
 * The PDF of an invoice or a credit note: the same bytes each time it is drawn. With its XML it is a Factur-X file, read by
 * people and by machines; with `null` for it, a plain PDF.
 */
export async function renderInvoice(
  document: IssuedDocument,
  archive: Archive | null | undefined = facturxOf(document)?.archive,
): Promise<Buffer> {
  const printed = printInvoice(document)
  const { issue, order, seller } = document
  const options = {
    title: `${printed.heading} ${issue.number}`,
    author: seller.name,
    language: order.locale,
    size: 'A4',
    createdAt: new Date(issue.issuedAt),
    texts: JSON.stringify(printed),
    ...(archive && { archive }),
  } as const
  return await createPdf(options, (pdf) => {
    const factsTop = Math.max(150, drawHeader(pdf, printed) + 12)
    drawFacts(pdf, printed, factsTop)
    const below = drawParties(pdf, printed, factsTop + 54)
    drawSummary(pdf, printed, drawRows(pdf, printed, below + 18))
    drawFooters(pdf, printed)
  })
}

function drawHeader(pdf: Pdf, { seller, heading, number }: PrintedInvoice): number {
  const { left, width } = page
  pdf.rect(0, 0, page.paperWidth, 8).fill(colors.accent)
  const right = { x: left + 290, width: width - 290, align: 'right' } as const
  write(pdf, heading, { ...right, y: 38, size: 20, font: 'bold', color: colors.accent })
  write(pdf, number, { ...right, y: 64, size: 11, font: 'bold', leastSize: 8 })
  const name = { width: 290, size: 15, font: 'bold', leastSize: 10 } as const
  write(pdf, seller.name, { ...name, x: left, y: 40 })
  const style = { width: 290, size: 8, color: colors.soft } as const
  const nameHeight = Math.max(21, heightOf(pdf, seller.name, name) + 4)
  return drawLines(pdf, seller.lines, { ...style, x: left, y: 40 + nameHeight }, 11)
}

function drawFacts(pdf: Pdf, { facts }: PrintedInvoice, top: number): void {
  const step = page.width / facts.length
  pdf.roundedRect(page.left, top, page.width, 38, 3).fill(colors.band)
  facts.forEach(([label, value], index) => {
    const box = { x: page.left + 10 + index * step, width: step - 14, leastSize: 5 } as const
    write(pdf, label, { ...box, y: top + 8, size: 7.5, color: colors.soft })
    write(pdf, value, { ...box, y: top + 20, size: 9.5, font: 'bold' })
  })
}

function drawParties(pdf: Pdf, { parties }: PrintedInvoice, top: number): number {
  const step = page.width / parties.length
  const ends = parties.map(({ heading, lines: [name = '', ...lines] }, index) => {
    const x = page.left + index * step
    write(pdf, heading.toUpperCase(), { x, y: top, size: 7.5, font: 'bold', color: colors.accent })
    const style = { x, width: step - 20, size: 9 }
    const below = drawLines(pdf, [name], { ...style, y: top + 13, font: 'bold' }, 12.5)
    return drawLines(pdf, lines, { ...style, y: below }, 12.5)
  })
  return Math.max(...ends)
}

/** Draws texts below each other, each on as many lines as it takes; gives where they end. */
function drawLines(pdf: Pdf, texts: readonly string[], style: TextStyle, step: number): number {
  const lines = texts.flatMap((text) =>
    linesOf(pdf, text, style).map((line) => ({ line, direction: directionOf(text) })),
  )
  lines.forEach(({ line, direction }, index) => {
    write(pdf, line.trimEnd(), { ...style, direction, y: style.y + index * step })
  })
  return style.y + lines.length * step
}

function drawFooters(pdf: Pdf, { seller, page: pageOf }: PrintedInvoice): void {
  const { start, count } = pdf.bufferedPageRange()
  for (let index = start; index < start + count; index++) {
    pdf.switchToPage(index)
    drawRule(pdf, page.footerTop)
    const style = { y: page.footerTop + 7, size: 6.5, color: colors.soft } as const
    write(pdf, seller.footer, { ...style, x: page.left, width: page.width - 70 })
    const right = { x: page.left + page.width - 70, width: 70, align: 'right' } as const
    write(pdf, pageOf(index - start + 1, count), { ...style, ...right })
  }
}
