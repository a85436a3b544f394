import { describe, expect, it } from 'vitest'
import { legend, line, roundUp, svg, text } from './svg.ts'

describe('a drawing', () => {
  it('has a ground of its own, and other colours on dark pages', () => {
    const drawing = svg({ width: 100, height: 50, title: 'Memory' }, [text(10, 20, 'orders')])
    expect(drawing).toMatch(/^<svg .* viewBox="0 0 100 50" role="img">\n<title>Memory<\/title>/)
    expect(drawing).toContain('<rect class="ground"')
    expect(drawing).toContain('prefers-color-scheme: dark')
  })

  it('says what it shows, whatever characters that takes', () => {
    expect(text(0, 0, 'a < b & "c"')).toContain('>a &lt; b &amp; &quot;c&quot;<')
  })

  it('joins points with a tenth of a pixel', () => {
    expect(
      line(
        [
          [0, 1.26],
          [10, 2],
        ],
        'red',
      ),
    ).toContain('points="0,1.3 10,2"')
  })

  it('names colours side by side', () => {
    const places = legend(20, 50, [
      ['p50', 'blue'],
      ['p95', 'red'],
    ])
      .filter((mark) => mark.startsWith('<rect'))
      .map((mark) => Number(/x="([\d.]+)"/.exec(mark)?.[1]))
    expect(places[0]).toBe(20)
    expect(places[1]).toBeGreaterThan(20 + 15 + 18)
  })
})

describe('the end of a scale', () => {
  it.each([
    [0.07, 0.08],
    [7, 8],
    [100, 100],
    [101, 150],
    [4_576, 5_000],
    [0, 1],
  ])('of %d is %d', (value, end) => {
    expect(roundUp(value)).toBe(end)
  })
})
