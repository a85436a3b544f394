import PDFDocument from 'pdfkit'
import { fontsFor } from './fonts.ts'
import { printable } from './printable.ts'

/** A document being drawn; `regular` and `bold` are its two fonts. */
export type Pdf = PDFKit.PDFDocument

export type PdfOptions = {
  readonly title: string
  readonly author: string
  readonly language: string
  /** Width and height in points, or the name of a paper size. */
  readonly size: [number, number] | 'A4'
  /** Date written in the file: with the same date and content, the bytes are the same. */
  readonly createdAt: Date
  /** Every text that will be drawn: decides whether a font must be embedded. */
  readonly texts: string
}

/**
 * Draws a PDF and gives its bytes, the same each time for the same input.
 * @example await createPdf({ title, …, texts: JSON.stringify(invoice) }, (pdf) => write(pdf, 'Bonjour', { x, y }))
 */
export async function createPdf(options: PdfOptions, draw: (pdf: Pdf) => void): Promise<Buffer> {
  const { promise, resolve, reject } = Promise.withResolvers<Buffer>()
  const pdf = new PDFDocument({
    size: options.size,
    margin: 0,
    bufferPages: true,
    // no default font: registered under another name, it would be parsed again at each text
    font: '',
    pdfVersion: '1.7',
    lang: options.language,
    displayTitle: true,
    info: {
      Title: printable(options.title),
      Author: printable(options.author),
      Creator: 'Comptoir',
      Producer: 'Comptoir',
      CreationDate: options.createdAt,
    },
  })
  const chunks: Buffer[] = []
  pdf.on('data', (chunk: Buffer) => chunks.push(chunk))
  pdf.on('end', () => resolve(Buffer.concat(chunks)))
  pdf.on('error', reject)
  const fonts = fontsFor(printable(options.texts))
  pdf.registerFont('regular', fonts.regular)
  pdf.registerFont('bold', fonts.bold)
  draw(pdf)
  pdf.end()
  return await promise
}

export type TextStyle = {
  readonly x: number
  readonly y: number
  readonly width?: number
  readonly font?: 'regular' | 'bold'
  readonly size?: number
  readonly color?: string
  readonly align?: 'left' | 'right' | 'center'
  readonly lineGap?: number
  /** Keeps to one line and ends it with an ellipsis when it is too long. */
  readonly oneLine?: boolean
}

/** Writes a text at a place; `width` wraps it. */
export function write(pdf: Pdf, text: string, style: TextStyle): void {
  const size = style.size ?? 9
  pdf
    .font(style.font ?? 'regular')
    .fontSize(size)
    .fillColor(style.color ?? '#1f2933')
    .text(printable(text), style.x, style.y, {
      ...(style.width === undefined ? { lineBreak: false } : { width: style.width }),
      align: style.align ?? 'left',
      lineGap: style.lineGap ?? 0,
      ...(style.oneLine ? { height: size, ellipsis: '…' } : {}),
    })
}

/** How high a wrapped text will be. */
export function heightOf(pdf: Pdf, text: string, style: Omit<TextStyle, 'x' | 'y'>): number {
  return pdf
    .font(style.font ?? 'regular')
    .fontSize(style.size ?? 9)
    .heightOfString(printable(text), { width: style.width ?? 1_000, lineGap: style.lineGap ?? 0 })
}
