import PDFDocument from 'pdfkit'
import { embeddedFaces } from './fonts/embedded-faces.ts'
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
  /** Makes an archive of it (PDF/A-3b, ISO 19005-3): all fonts are in the file, and other files may be. */
  readonly archive?: Archive
}

export type Archive = {
  readonly attachments: readonly {
    readonly name: string
    readonly bytes: Uint8Array
    /** Its media type. */
    readonly type: string
    readonly description: string
    /** What it is to the document: another form of it, its source, or data it was drawn from. */
    readonly relationship: 'Alternative' | 'Source' | 'Data'
  }[]
  /** `rdf:Description` elements of XMP beside those that every archive has. */
  readonly metadata: string
}

/** The characters of Windows-1252: what the fonts that every PDF reader has can show. */
const windows1252 = /^[\x20-\x7e\xa0-\xff€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ]*$/

/**
 * Draws a PDF and gives its bytes, the same each time for the same input. Names in Greek, Cyrillic or Polish get an
 * embedded font, at twenty times the work.
 * @example await createPdf({ title, …, texts: JSON.stringify(invoice) }, (pdf) => write(pdf, 'Bonjour', { x, y }))
 */
export async function createPdf(
  options: PdfOptions,
  draw: (pdf: Pdf) => void | Promise<void>,
): Promise<Buffer> {
  const { archive, texts } = options
  const { promise, resolve, reject } = Promise.withResolvers<Buffer>()
  const pdf = new PDFDocument({ ...settingsOf(options), ...(archive && { subset: 'PDF/A-3b' }) })
  const chunks: Buffer[] = []
  pdf.on('data', (chunk: Buffer) => chunks.push(chunk))
  pdf.on('end', () => resolve(Buffer.concat(chunks)))
  pdf.on('error', reject)
  const faces = await facesFor(pdf, printable(texts), archive)
  if (archive) addArchive(pdf, archive, options)
  await draw(Object.assign(pdf, { faces }))
  pdf.end()
  return await promise
}

function settingsOf(options: PdfOptions): PDFKit.PDFDocumentOptions {
  return {
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
      // pdfkit writes it into the XML of an archive as it is
      ...(options.archive ? {} : { Author: printable(options.author) }),
      Creator: 'Comptoir',
      Producer: 'Comptoir',
      CreationDate: options.createdAt,
    },
  }
}

async function facesFor(pdf: PDFKit.PDFDocument, texts: string, archive?: Archive) {
  if (!windows1252.test(texts)) return await scriptFaces(pdf, texts)
  return archive ? await embeddedFaces(pdf, texts) : standardFaces(pdf)
}

function addArchive(
  pdf: PDFKit.PDFDocument,
  { attachments, metadata }: Archive,
  { author, createdAt }: PdfOptions,
): void {
  for (const { name, bytes, type, description, relationship } of attachments) {
    const dates = { creationDate: createdAt, modifiedDate: createdAt }
    // pdfkit's types leave out the relationship
    const about = { name, type, description, relationship, ...dates }
    pdf.file(Buffer.from(bytes), about)
  }
  const creator = `<dc:creator><rdf:Seq><rdf:li>${escapeXml(printable(author))}</rdf:li></rdf:Seq></dc:creator>`
  pdf.appendXML(
    `<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/">${creator}</rdf:Description>`,
  )
  pdf.appendXML(metadata)
}

const escapeXml = (text: string) =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')
