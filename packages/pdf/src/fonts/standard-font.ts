import PDFDocument from 'pdfkit'

export type StandardFontName = 'Helvetica' | 'Helvetica-Bold'

/** A font that every PDF reader has, and what texts of Windows-1252 measure in it at a size of 1. */
export type StandardFont = {
  readonly name: StandardFontName
  /** From the top of a line to where its letters stand. */
  readonly ascent: number
  readonly lineHeight: number
  widthOf(text: string): number
  /** The operator that shows a text with its kerning. */
  show(text: string): string
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
export function createStandardFont(name: StandardFontName): StandardFont {
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
    ascent: 0.718,
    lineHeight: ruler.currentLineHeight(true) / 1_000,
    widthOf(text) {
      let width = 0
      let last = -1
      for (const letter of text) {
        const code = codes.get(letter) ?? 0
        width += (widths[code] ?? 0) + (last < 0 ? 0 : kernOf(last, code))
        last = code
      }
      return width / 1_000
    },
    show(text) {
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
