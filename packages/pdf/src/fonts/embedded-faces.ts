import { readFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import { deflateSync } from 'node:zlib'
import { create } from 'fontkit'
import type { Face, Faces, Place } from './face.ts'
import { rgbOf, rounded } from './operators.ts'
import { usualFonts } from './usual-fonts.ts'

const everyCode = Uint8Array.from({ length: 256 }, (_, code) => code)
const letters = [...new TextDecoder('windows-1252').decode(everyCode)]
const codes = new Map(letters.map((letter, code) => [letter, code]))
const [firstCode, lastCode] = [32, 255]

/** The letters of most papers in French and English; a font of them is half as large as one of Windows-1252. */
const common = ` !"#%&'()*+,-./0123456789:;<=>?@ABCDEFGHIJKLMNOPQRSTUVWXYZ[]_abcdefghijklmnopqrstuvwxyz|\u00a0«»°·×€‘’“”–—…ÀÂÇÈÉÊËÎÏÔÙÛÜàâçèéêëîïôöùûüœ−`
const commonLetters = new Set(common)

/** Letters stand one after the other here: what shapes them would be two thirds of the file. */
const cut = {
  ...{ noHinting: true, noLayoutClosure: true },
  dropTables: ['GDEF', 'GPOS', 'GSUB', 'STAT', 'gasp', 'name'],
}

type EmbeddedFont = Awaited<ReturnType<typeof readFont>>
const fonts = new Map<string, Promise<EmbeddedFont>>()

/**
 * Fonts that are in the file, as an archive wants it (PDF/A), for a text of Windows-1252. They are cut to their letters once
 * in a process, and every document carries the same bytes: cutting them for each takes thirty times as long.
 */
export async function embeddedFaces(pdf: PDFKit.PDFDocument, texts: string): Promise<Faces> {
  const set = [...texts].every((letter) => commonLetters.has(letter)) ? 'common' : 'all'
  const [regular, bold] = await Promise.all([fontOnce('regular', set), fontOnce('bold', set)])
  return { regular: faceOf(pdf, 'R', regular), bold: faceOf(pdf, 'B', bold) }
}

async function fontOnce(weight: keyof typeof usualFonts, set: 'common' | 'all') {
  const key = `${weight} ${set}`
  const font =
    fonts.get(key) ??
    readFont(weight, set === 'common' ? common : letters.slice(firstCode).join(''))
  fonts.set(key, font)
  font.catch(() => fonts.delete(key))
  return await font
}

async function readFont(weight: keyof typeof usualFonts, text: string) {
  const whole = await readFile(fileURLToPath(usualFonts[weight]))
  const { default: subsetFont } = await import('subset-font')
  const bytes = await subsetFont(whole, text, { targetFormat: 'sfnt', ...cut })
  const font = create(bytes)
  const scale = 1_000 / font.unitsPerEm
  const widths = letters.map((letter) => {
    const glyph = font.glyphForCodePoint(letter.codePointAt(0) ?? 0)
    return glyph.id === 0 ? 0 : Math.round(glyph.advanceWidth * scale)
  })
  const { ascent, descent, lineGap, bbox, capHeight } = font
  return {
    stream: deflateSync(bytes),
    size: bytes.length,
    widths,
    name: weight === 'bold' ? 'CMPTRB+Inter-SemiBold' : 'CMPTRR+Inter-Regular',
    box: [bbox.minX, bbox.minY, bbox.maxX, bbox.maxY].map((side) => Math.round(side * scale)),
    ascent: Math.round(ascent * scale),
    descent: Math.round(descent * scale),
    capHeight: Math.round(capHeight * scale),
    lineHeight: ((ascent - descent + lineGap) * scale) / 1_000,
  }
}

function faceOf(pdf: PDFKit.PDFDocument, id: string, font: EmbeddedFont): Face {
  const reference = embed(pdf, font)
  function draw(text: string, { x, y, size, color }: Place): void {
    pdf.page.fonts[id] = reference
    // y grows downwards in pdfkit's pages, letters still stand upright
    const place = `1 0 0 -1 ${rounded(x)} ${rounded(y + (font.ascent / 1_000) * size)} Tm`
    const hex = Buffer.from(codesOf(text)).toString('hex')
    pdf.addContent(`${rgbOf(color)} rg BT /${id} ${size} Tf ${place} [<${hex}>] TJ ET`)
  }
  const widthOf = (text: string) =>
    codesOf(text).reduce((sum, code) => sum + (font.widths[code] ?? 0), 0) / 1_000
  return { lineHeight: font.lineHeight, widthOf, draw }
}

const codesOf = (text: string) => [...text].map((letter) => codes.get(letter) ?? 0)

/** A simple TrueType font (ISO 32000-1, 9.6.3) whose letters are numbered as in Windows-1252. */
function embed(pdf: PDFKit.PDFDocument, font: EmbeddedFont): PDFKit.PDFKitReference {
  const { stream, size, name, widths, box, ascent, descent, capHeight } = font
  const file = pdf.ref({ Filter: 'FlateDecode', Length1: size })
  file.end(stream)
  const nonSymbolic = 32
  const descriptor = pdf.ref({
    ...{ Type: 'FontDescriptor', FontName: name, Flags: nonSymbolic, FontBBox: box },
    ...{ ItalicAngle: 0, Ascent: ascent, Descent: descent, CapHeight: capHeight, StemV: 0 },
    FontFile2: file,
  })
  descriptor.end(null)
  const dictionary = pdf.ref({
    ...{ Type: 'Font', Subtype: 'TrueType', BaseFont: name, Encoding: 'WinAnsiEncoding' },
    ...{ FirstChar: firstCode, LastChar: lastCode, Widths: widths.slice(firstCode) },
    FontDescriptor: descriptor,
  })
  dictionary.end(null)
  return dictionary
}
