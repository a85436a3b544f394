import PDFDocument from 'pdfkit'
import { describe, expect, it } from 'vitest'
import { createStandardFont } from './standard-faces.ts'

const texts = ['AVATAR To-Te Wy. LT', '1 299,00 € – Étagère à cœur', 'N° FA-2026-000042', '']

describe.each(['Helvetica', 'Helvetica-Bold'] as const)('%s', (name) => {
  const font = createStandardFont(name)
  const pdf = new PDFDocument({ font: name }).fontSize(9)

  it.each(texts)('is as wide as in pdfkit: %s', (text) => {
    expect(font.widthOf(text) * 9).toBeCloseTo(pdf.widthOfString(text), 6)
  })

  it('has the lines of pdfkit', () => {
    expect(font.lineHeight * 9).toBeCloseTo(pdf.currentLineHeight(true), 6)
  })
})

describe('show', () => {
  it('moves letters together that make a pair', () => {
    const { show } = createStandardFont('Helvetica')
    expect(show('AV’é')).toBe('[<41> 70 <5692e9>] TJ')
  })
})
