import type { Face, Faces, Place } from './face.ts'
import { rgbOf, rounded } from './operators.ts'
import { createStandardFont, type StandardFont } from './standard-font.ts'

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
