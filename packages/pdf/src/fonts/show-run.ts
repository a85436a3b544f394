import { hasRightToLeft } from './direction.ts'
import type { Place } from './face.ts'
import { rgbOf, rounded } from './operators.ts'
import type { Run } from './runs.ts'

/** Thousandths of the font's size. */
type Position = {
  readonly xAdvance: number
  readonly xOffset: number
  readonly yOffset: number
  readonly advanceWidth: number
}

/** What we use of pdfkit's embedded fonts. */
export type EmbeddedFont = {
  readonly id: string
  readonly ascender: number
  /** The letters that each glyph of the document stands for, by its code. */
  readonly unicode: (readonly number[])[]
  ref(): PDFKit.PDFKitReference
  /** The codes of the glyphs of a text, in hexadecimal, and where they stand. */
  encode(text: string): [codes: string[], positions: Position[]]
}

/** Scripts whose glyphs stand in another order or number than their letters. */
const reordered = /[\u0900-\u0eff\u1000-\u109f\u1780-\u17ff\ua8e0-\ua8ff\uaa60-\uaa7f]/u

/**
 * Shows a run with its left end on a base line. Where glyphs do not say which letters they stand for, the text that is
 * copied from the document stands beside them (ISO 32000-1, 14.9.4).
 */
export function showRun(
  pdf: PDFKit.PDFDocument,
  font: EmbeddedFont,
  run: Run,
  { x, y, size, color }: Place,
): void {
  const saysText = reordered.test(run.text)
  pdf.page.fonts[font.id] ??= font.ref()
  if (saysText) pdf.markContent('Span', { actual: run.text })
  const encoded = font.encode(run.letters)
  if (hasRightToLeft(run.text)) reverseLigatures(font, encoded[0])
  const shown = operatorsOf(encoded, { x, y, size })
  pdf.addContent(`${rgbOf(color)} rg BT /${font.id} ${size} Tf ${shown} ET`)
  if (saysText) pdf.endMarkedContent()
}

/** Readers take letters from the left and turn them round, those of one glyph too: `لا` is written as it is seen. */
function reverseLigatures({ unicode }: EmbeddedFont, codes: readonly string[]): void {
  for (const glyph of codes.map((code) => Number.parseInt(code, 16))) {
    const letters = unicode[glyph] ?? []
    // frozen: turned round already
    if (letters.length < 2 || Object.isFrozen(letters)) continue
    unicode[glyph] = Object.freeze(letters.toReversed())
  }
}

type Start = Pick<Place, 'x' | 'y' | 'size'>

/** One operator for each stretch of glyphs that stand on the line; marks have places of their own. */
function operatorsOf([codes, positions]: [string[], Position[]], { x, y, size }: Start): string {
  let advance = 0
  let shown = ''
  let stretch = ''
  // y grows downwards in pdfkit's pages, letters still stand upright
  const place = (right: number, up: number) =>
    `1 0 0 -1 ${rounded(x + (right * size) / 1000)} ${rounded(y - (up * size) / 1000)} Tm`
  const show = () => {
    if (stretch) shown += ` [${stretch}] TJ`
    stretch = ''
  }
  for (const [index, { xAdvance, xOffset, yOffset, advanceWidth }] of positions.entries()) {
    const isPlaced = xOffset !== 0 || yOffset !== 0
    if (isPlaced) show()
    if (stretch === '') shown += ` ${place(advance + xOffset, yOffset)}`
    const gap = rounded(advanceWidth - xAdvance)
    stretch += `<${codes[index]}>${gap === 0 ? '' : ` ${gap} `}`
    if (isPlaced) show()
    advance += xAdvance
  }
  show()
  return shown.trim()
}
