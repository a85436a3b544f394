import { describe, expect, it } from 'vitest'
import { sampleOptions as options, textOf } from '../test/pdf-content.ts'
import { createPdf, type Pdf } from './document.ts'
import { heightOf, widthOf, write } from './text.ts'

const long = 'Étagère murale en chêne massif huilé, trois tablettes'

const drawn = (draw: (pdf: Pdf) => void, texts = '') => createPdf({ ...options, texts }, draw)

describe.each(['', 'Łódź'])('with the fonts for "%s"', (texts) => {
  it('measures as many lines as it writes', async () => {
    const heights: number[] = []
    await drawn((pdf) => {
      for (const width of [1_000, 150]) heights.push(heightOf(pdf, long, { width, size: 9 }))
      expect(widthOf(pdf, long, { size: 9 })).toBeGreaterThan(150)
    }, texts)
    expect(heights[1]).toBeCloseTo((heights[0] ?? 0) * 2, 6)
  })
})

describe('write', () => {
  it('wraps in its width', async () => {
    const wrapped = await drawn((pdf) => write(pdf, long, { x: 0, y: 0, width: 150 }))
    expect(textOf(wrapped)).toBe('Étagère murale en chêne massif \nhuilé, trois tablettes')
  })

  it('shrinks to one line when told, and wraps what is too long even then', async () => {
    const shrunk = await drawn((pdf) => write(pdf, long, { x: 0, y: 0, width: 150, leastSize: 5 }))
    expect(textOf(shrunk)).toBe(long)
    const wrapped = await drawn((pdf) => write(pdf, long, { x: 0, y: 0, width: 90, leastSize: 5 }))
    expect(textOf(wrapped).replaceAll('\n', '')).toBe(long)
    expect(textOf(wrapped)).toContain('\n')
  })

  it('writes nothing for an empty text', async () => {
    const pdf = await drawn((page) => {
      write(page, '', { x: 0, y: 0 })
      write(page, 'fin', { x: 0, y: 0, width: 100, align: 'right' })
    })
    expect(textOf(pdf)).toBe('fin')
  })
})
