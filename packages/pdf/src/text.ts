import type { Pdf } from './document.ts'
import { type Direction, directionOf } from './fonts/direction.ts'
import { type Room, wrap } from './lines.ts'
import { printable } from './printable.ts'

export type TextStyle = {
  readonly x: number
  readonly y: number
  readonly width?: number
  readonly font?: 'regular' | 'bold'
  readonly size?: number
  readonly color?: string
  readonly align?: 'left' | 'right' | 'center'
  readonly lineGap?: number
  /** Shrinks a text that is too long for one line down to this size; it wraps only when that is not enough. */
  readonly leastSize?: number
  /** Of a line that is a part of a longer text: the direction of that text. */
  readonly direction?: Direction
}

type Measure = Omit<TextStyle, 'x' | 'y'>

/**
 * Writes a text at a place, all of it; `width` wraps it.
 * @example write(pdf, 'Total TTC', { x: 40, y: 300, font: 'bold', width: 200, align: 'right' })
 */
export function write(pdf: Pdf, text: string, style: TextStyle): void {
  const { font = 'regular', color = '#1f2933', direction = directionOf(text) } = style
  const { lines, size } = fit(pdf, text, style)
  // a text that was shrunk stays in the middle of its line
  const top = style.y + ((style.size ?? usualSize) - size) / 2
  const step = stepOf(pdf, { ...style, size })
  lines.forEach(({ line, wide }, index) => {
    if (line === '') return
    const x = style.x + indentOf(style, () => wide ?? measured(pdf, line.trimEnd(), font) * size)
    pdf.faces[font].draw(line, { x, y: top + index * step, size, color, direction })
  })
}

/** How high a wrapped text will be. */
export function heightOf(pdf: Pdf, text: string, style: Measure): number {
  const { lines, size } = fit(pdf, text, style)
  return lines.length * stepOf(pdf, { ...style, size })
}

/** The lines of a wrapped text. */
export function linesOf(pdf: Pdf, text: string, style: Measure): string[] {
  return fit(pdf, text, style).lines.map(({ line }) => line)
}

/** How wide a text is on one line. */
export function widthOf(pdf: Pdf, text: string, { font, size = usualSize }: Measure): number {
  return measured(pdf, printable(text), font) * size
}

const usualSize = 9

type Fitted = {
  /** `wide` where it is known already. */
  readonly lines: readonly { readonly line: string; readonly wide?: number }[]
  readonly size: number
}

/** A text as it fits its width: on one line, smaller if it may be, or wrapped. */
function fit(pdf: Pdf, text: string, style: Measure): Fitted {
  const { width, font, size = usualSize, leastSize = size } = style
  const line = printable(text)
  if (width === undefined) return { lines: [{ line }], size }
  const wide = measured(pdf, line, font)
  if (wide * size <= width) return { lines: [{ line, wide: wide * size }], size }
  const smaller = Math.max(leastSize, Math.floor((width * 10) / wide) / 10)
  if (wide * smaller <= width) return { lines: [{ line, wide: wide * smaller }], size: smaller }
  const room: Room = { width, widthOf: (part) => measured(pdf, part, font) * leastSize }
  return { lines: wrap(line, room).map((part) => ({ line: part })), size: leastSize }
}

/** The width at a size of 1 of a text that is printable already. */
function measured(pdf: Pdf, line: string, font: Measure['font'] = 'regular'): number {
  return pdf.faces[font].widthOf(line)
}

function indentOf({ width, align = 'left' }: Measure, wide: () => number): number {
  if (width === undefined || align === 'left') return 0
  const spare = width - wide()
  return align === 'center' ? spare / 2 : spare
}

function stepOf(pdf: Pdf, { font = 'regular', size = usualSize, lineGap = 0 }: Measure): number {
  return pdf.faces[font].lineHeight * size + lineGap
}
