import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { create, type Font } from 'fontkit'
import type { Face, Faces } from './face.ts'

let fonts: { readonly regular: Font; readonly bold: Font } | undefined

/** Fonts that also know Greek, Cyrillic and Polish, parsed once; what a document uses of them is embedded. */
export function wideFaces(pdf: PDFKit.PDFDocument): Faces {
  fonts ??= {
    regular: fontAt(
      import.meta.resolve('@expo-google-fonts/inter/400Regular/Inter_400Regular.ttf'),
    ),
    bold: fontAt(import.meta.resolve('@expo-google-fonts/inter/600SemiBold/Inter_600SemiBold.ttf')),
  }
  return { regular: faceOf(pdf, 'regular', fonts.regular), bold: faceOf(pdf, 'bold', fonts.bold) }
}

function faceOf(pdf: PDFKit.PDFDocument, name: string, font: Font): Face {
  // glyphs keep the letters that they first stood for, which another document may not mean; the field is fontkit's own
  font._glyphs = {}
  // pdfkit takes a parsed font, which its types do not say
  pdf.registerFont(name, font as unknown as Buffer)
  return {
    lineHeight: pdf.font(name, 1).currentLineHeight(true),
    widthOf: (text) => pdf.font(name, 1).widthOfString(text),
    draw(text, { x, y, size, color }) {
      pdf.font(name, size).fillColor(color).text(text, x, y, { lineBreak: false })
    },
  }
}

const fontAt = (url: string) => create(readFileSync(fileURLToPath(url)))
