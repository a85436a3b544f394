import type { Pdf } from './document.ts'
import { clip, type Room, wrap } from './lines.ts'
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
  /** Keeps to one line and ends it with an ellipsis when it is too long. */
  readonly oneLine?: boolean
}

type Measure = Omit<TextStyle, 'x' | 'y'>

/**
 * Writes a text at a place; `width` wraps it.
 * @example write(pdf, 'Total TTC', { x: 40, y: 300, font: 'bold', width: 200, align: 'right' })
 */
export function write(pdf: Pdf, text: string, style: TextStyle): void {
  const { font = 'regular', size = 9, color = '#1f2933' } = style
  linesOf(pdf, text, style).forEach((line, index) => {
    if (line === '') return
    const x = style.x + indentOf(pdf, line, style)
    pdf.faces[font].draw(line, { x, y: style.y + index * stepOf(pdf, style), size, color })
  })
}

/** How high a wrapped text will be. */
export function heightOf(pdf: Pdf, text: string, style: Measure): number {
  return linesOf(pdf, text, style).length * stepOf(pdf, style)
}

/** How wide a text is on one line. */
export function widthOf(pdf: Pdf, text: string, { font = 'regular', size = 9 }: Measure): number {
  return measured(pdf, printable(text), { font, size })
}

/** The same of a text that is printable already. */
function measured(pdf: Pdf, line: string, { font = 'regular', size = 9 }: Measure): number {
  return pdf.faces[font].widthOf(line) * size
}

function linesOf(pdf: Pdf, text: string, style: Measure): string[] {
  const { width, oneLine = false } = style
  const line = printable(text)
  if (width === undefined) return [line]
  const room: Room = { width, widthOf: (part) => measured(pdf, part, style) }
  return oneLine ? [clip(line, room)] : wrap(line, room)
}

function indentOf(pdf: Pdf, line: string, style: Measure): number {
  const { width, align = 'left' } = style
  if (width === undefined || align === 'left') return 0
  const spare = width - measured(pdf, line.trimEnd(), style)
  return align === 'center' ? spare / 2 : spare
}

function stepOf(pdf: Pdf, { font = 'regular', size = 9, lineGap = 0 }: Measure): number {
  return pdf.faces[font].lineHeight * size + lineGap
}
