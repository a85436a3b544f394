import { describe, expect, it } from 'vitest'
import { sampleOptions as options, pagesOf, textOf } from '../test/pdf-content.ts'
import { createPdf } from './document.ts'
import { printable } from './printable.ts'
import { write } from './text.ts'

function pdfOf(text: string): Promise<Buffer> {
  return createPdf({ ...options, texts: text }, (pdf) => write(pdf, text, { x: 40, y: 40 }))
}

describe('createPdf', () => {
  it('shows French accents and the euro sign', async () => {
    const bytes = await pdfOf('Étagère à cœur : 1 299,00 €')
    expect(textOf(bytes)).toBe('Étagère à cœur : 1 299,00 €')
    expect(pagesOf(bytes)).toBe(1)
  })

  it('gives the same bytes for the same input', async () => {
    const [first, second] = [await pdfOf('même chose'), await pdfOf('même chose')]
    expect(first.equals(second)).toBe(true)
  })

  it('embeds a font only for letters that the standard ones do not have', async () => {
    expect((await pdfOf('Lefèvre')).includes('FontFile2')).toBe(false)
    expect((await pdfOf('Łukasz, Γιώργος, Иван')).includes('FontFile2')).toBe(true)
  })

  it('remembers which letter a glyph stands for, whatever the font drew before', async () => {
    const [delta, increment] = [await pdfOf('Δ'), await pdfOf('∆')]
    expect(increment.equals(delta)).toBe(false)
    expect((await pdfOf('Δ')).equals(delta)).toBe(true)
  })

  it('passes on what fails while drawing', async () => {
    const failing = createPdf({ ...options, texts: '' }, () => {
      throw new Error('no ink')
    })
    await expect(failing).rejects.toThrow('no ink')
  })
})

describe('printable', () => {
  it('composes accents, keeps spaces that must not break, and drops controls', () => {
    expect(printable('e\u0301te\u0301\u202f!\u200b\u0007')).toBe('été\u00a0!')
    expect(printable('deux\r\nlignes')).toBe('deux lignes')
  })
})
