import PDFDocument from 'pdfkit'
import type { Faces } from './fonts/face.ts'
import { scriptFaces } from './fonts/script-faces.ts'
import { standardFaces } from './fonts/standard-faces.ts'
import { printable } from './printable.ts'

/** A document being drawn, with its two fonts. */
export type Pdf = PDFKit.PDFDocument & { readonly faces: Faces }

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

/** The characters of Windows-1252: what the fonts that every PDF reader has can show. */
const windows1252 = /^[\x20-\x7e\xa0-\xff€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ]*$/

/**
 * Draws a PDF and gives its bytes, the same each time for the same input. Names in Greek, Cyrillic or Polish get an
 * embedded font, at twenty times the work.
 * @example await createPdf({ title, …, texts: JSON.stringify(invoice) }, (pdf) => write(pdf, 'Bonjour', { x, y }))
 */
export async function createPdf(options: PdfOptions, draw: (pdf: Pdf) => void): Promise<Buffer> {
  const { promise, resolve, reject } = Promise.withResolvers<Buffer>()
  const pdf = new PDFDocument({
    size: options.size,
    margin: 0,
    bufferPages: true,
    // no default font: it would be read for each document
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
  const isStandard = windows1252.test(printable(options.texts))
  const faces = isStandard ? standardFaces(pdf) : await scriptFaces(pdf, printable(options.texts))
  draw(Object.assign(pdf, { faces }))
  pdf.end()
  return await promise
}
