import type { Pdf } from '@comptoir/pdf/document'
import bwip from 'bwip-js/node'

export type Box = {
  readonly x: number
  readonly y: number
  readonly width: number
  readonly height: number
}

/** Widths in modules of bars and spaces in turn, a bar first: the Code 128 symbol of a text. */
export function code128Widths(text: string): number[] {
  const [symbol] = bwip.raw({ bcid: 'code128', text })
  if (!symbol || !('sbs' in symbol)) throw new Error('no barcode')
  return [...symbol.sbs]
}

const quietModules = 10

/** Draws a text as a Code 128 barcode over the width of a box, with the quiet zones that scanners need. */
export function drawBarcode(pdf: Pdf, text: string, { x, y, width, height }: Box): void {
  const widths = code128Widths(text)
  const modules = widths.reduce((sum, module) => sum + module, 2 * quietModules)
  const unit = width / modules
  let left = x + quietModules * unit
  widths.forEach((module, index) => {
    if (index % 2 === 0) pdf.rect(left, y, module * unit, height)
    left += module * unit
  })
  pdf.fill('#000000')
}
