import PDFDocument from 'pdfkit'
import type { Face, Faces, Place } from './face.ts'
import { rgbOf, rounded } from './operators.ts'

type StandardFont = ReturnType<typeof createStandardFont>

let fonts: { readonly regular: StandardFont; readonly bold: StandardFont } | undefined

/** The fonts that every PDF reader has, written without pdfkit's text: it takes ten times as long. */
export function standardFaces(pdf: PDFKit.PDFDocument): Faces {
  fonts ??= {
    regular: createStandardFont('Helvetica'),
    bold: createStandardFont('Helvetica-Bold'),
  }
  return { regular: faceOf(pdf, 'R', fonts.regular), bold: faceOf(pdf, 'B', fonts.bold) }
}

function faceOf(pdf: PDFKit.PDFDocument, id: string, font: StandardFont): Face {
  const { name: BaseFont, lineHeight, widthOf } = font
  const embedded = { Type: 'Font', BaseFont, Subtype: 'Type1', Encoding: 'WinAnsiEncoding' }
  const reference = pdf.ref(embedded)
  reference.end(null)
  function draw(text: string, { x, y, size, color }: Place): void {
    pdf.page.fonts[id] = reference
    // y grows downwards in pdfkit's pages, letters still stand upright
    const place = `1 0 0 -1 ${rounded(x)} ${rounded(y + font.ascent * size)} Tm`
    pdf.addContent(`${rgbOf(color)} rg BT /${id} ${size} Tf ${place} ${font.show(text)} ET`)
  }
  return { lineHeight, widthOf, draw }
}

const everyCode = Uint8Array.from({ length: 256 }, (_, code) => code)
const letters = [...new TextDecoder('windows-1252').decode(everyCode)]
const codes = new Map(letters.map((letter, code) => [letter, code]))
const hexOf = letters.map((_, code) => code.toString(16).padStart(2, '0'))
const toMeasure = -32_768

/**
 * A standard font as pdfkit measures it, each letter and pair of letters once in a process: pdfkit would read all the
 * font's metrics again for each document.
 * @example createStandardFont('Helvetica').widthOf('Total TTC') * 9
 */
export function createStandardFont(name: 'Helvetica' | 'Helvetica-Bold') {
  const ruler = new PDFDocument({ font: name }).fontSize(1_000)
  const measure = (text: string) => Math.round(ruler.widthOfString(text))
  const widths = Int16Array.from(letters, measure)
  const kerning = new Int16Array(256 * 256).fill(toMeasure)

  function kernOf(left: number, right: number): number {
    const pair = left * 256 + right
    const known = kerning[pair] ?? 0
    if (known !== toMeasure) return known
    const apart = (widths[left] ?? 0) + (widths[right] ?? 0)
    const kern = measure(`${letters[left]}${letters[right]}`) - apart
    kerning[pair] = kern
    return kern
  }

  return {
    name,
    /** From the top of a line to where its letters stand. */
    ascent: 0.718,
    lineHeight: ruler.currentLineHeight(true) / 1_000,
    /** The width of a text of Windows-1252 at a size of 1. */
    widthOf(text: string): number {
      let width = 0
      let last = -1
      for (const letter of text) {
        const code = codes.get(letter) ?? 0
        width += (widths[code] ?? 0) + (last < 0 ? 0 : kernOf(last, code))
        last = code
      }
      return width / 1_000
    },
    /** The operator that shows a text with its kerning. */
    show(text: string): string {
      let shown = ''
      let last = -1
      for (const letter of text) {
        const code = codes.get(letter) ?? 0
        const kern = last < 0 ? 0 : kernOf(last, code)
        shown += kern === 0 ? hexOf[code] : `> ${-kern} <${hexOf[code]}`
        last = code
      }
      return `[<${shown}>] TJ`
    },
  }
}
