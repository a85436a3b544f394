import { describe, expect, it } from 'vitest'
import { csvCell, csvText } from './csv.ts'

describe('a file for a spreadsheet', () => {
  it.each(['=1+1', '+33 1', '-x', '@sum', '\tx'])('computes nothing: %s', (text) => {
    expect(csvCell(text)).toMatch(/^"?'/)
  })

  it('keeps numbers, and quotes what needs it', () => {
    expect(csvCell('-12,50')).toBe('"-12,50"')
    expect(csvCell('-12.50')).toBe('-12.50')
    expect(csvCell('say "yes"; or no')).toBe('"say ""yes""; or no"')
    expect(csvCell('=HYPERLINK("x")')).toBe(`"'=HYPERLINK(""x"")"`)
  })

  it('is divided as the language of the reader wants it', () => {
    expect(csvText([['a', 'b']], 'fr')).toBe('\uFEFFa;b\r\n')
    expect(
      csvText(
        [
          ['a', 'b'],
          ['c', 'd'],
        ],
        'en',
      ),
    ).toBe('\uFEFFa,b\r\nc,d\r\n')
  })
})
