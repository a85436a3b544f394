import { extractText, getDocumentProxy } from 'unpdf'
import { describe, expect, it } from 'vitest'
import { operatorsOf, sampleOptions as options } from '../../test/pdf-content.ts'
import { createPdf, type Pdf } from '../document.ts'
import { printable } from '../printable.ts'
import { linesOf, widthOf, write } from '../text.ts'

const draw = (
  text: string,
  drawing: (pdf: Pdf) => void = (pdf) => write(pdf, text, { x: 40, y: 40 }),
) => createPdf({ ...options, texts: text }, drawing)

/** What a reader of PDFs that is not ours copies from the page. */
async function copiedFrom(pdf: Buffer): Promise<string> {
  const { text } = await extractText(await getDocumentProxy(new Uint8Array(pdf)), {
    mergePages: true,
  })
  return text.normalize('NFC').replace(/\s+/g, ' ').trim()
}

/** The texts that glyphs say they stand for. */
function actualTextsOf(content: string): string[] {
  const control: Record<string, string> = { n: '\n', r: '\r', t: '\t', b: '\b', f: '\f' }
  return [...content.matchAll(/\/ActualText \(((?:\\[\s\S]|[^\\)])*)\)/g)].map(
    ([, written = '']) => {
      const bytes = written.replace(/\\([\s\S])/g, (_, letter: string) => control[letter] ?? letter)
      return new TextDecoder('utf-16be').decode(Buffer.from(bytes, 'latin1'))
    },
  )
}

const undrawn = /<0000>/

describe('a text in a script of its own', () => {
  it.each([
    '蓝色马克杯',
    '繁體中文龍',
    'ブルーマグカップ ﾌﾞﾙｰ ＬＲ６',
    '파란 머그컵',
    'ლურჯი ჭიქა',
    'Կապույտ բաժակ',
    'ሰማያዊ ኩባያ',
    'Ёлка Œuf Țară łódź Việt Nam',
    '😀 ★ ☂',
  ])('is drawn and copied as it was written: %s', async (text) => {
    const pdf = await draw(text)
    expect(await copiedFrom(pdf)).toBe(printable(text).replaceAll('\u00a0', ' '))
    expect(operatorsOf(pdf)).not.toMatch(undrawn)
  })

  it.each(['כוס כחולה', 'كوب أزرق كبير لا', 'می‌خواهم'])(
    'is copied in the order of reading: %s',
    async (text) => {
      const pdf = await draw(text)
      // this reader leaves out the gaps between words that go backwards
      expect((await copiedFrom(pdf)).replaceAll(' ', '')).toBe(text.replace(/[ \u200c]/g, ''))
      expect(operatorsOf(pdf)).not.toMatch(undrawn)
    },
  )

  it.each([
    'नीला मग क्षत्रिय',
    'নীল মগ',
    'நீல குவளை',
    'แก้วน้ำสีฟ้า',
    'កែវពណ៌ខៀវ',
    'ຈອກສີຟ້າ',
    'အပြာရောင်ခွက်',
    'ನೀಲಿ ಮಗ್',
    'നീല മഗ്',
    'నీలం మగ్',
    'વાદળી મગ',
    'ਨੀਲਾ ਮੱਗ',
    'නිල් කෝප්පය',
  ])('says what its glyphs stand for where they stand in another order: %s', async (text) => {
    const content = operatorsOf(await draw(text))
    expect(content).not.toMatch(undrawn)
    expect(actualTextsOf(content)).toEqual(text.split(' '))
  })

  it('stands in the direction of reading: the first Arabic word on the right, numbers from the left', async () => {
    const content = operatorsOf(await draw('شارع 12'))
    const places = [...content.matchAll(/1 0 0 -1 (\S+)/g)].map(([, x]) => Number(x))
    expect(places).toHaveLength(4)
    const [word = 0, , digits = 0] = places.slice(1)
    expect(word).toBeGreaterThan(digits)
    expect(await copiedFrom(await draw('شارع 12'))).toContain('12')
  })

  it('mirrors brackets that are read from the right', async () => {
    const inHebrew = operatorsOf(await draw('א(ב'))
    const alone = operatorsOf(await draw('א )ב', (pdf) => write(pdf, ')', { x: 40, y: 40 })))
    const [bracket = 'none'] = alone.match(/<[0-9a-f]{4}>/) ?? []
    expect(inHebrew).toContain(bracket)
  })

  it('is measured as it is drawn, so that no line is wider than its room', async () => {
    const long = '蓝色马克杯和黄色的茶壶'.repeat(8)
    await draw(long, (pdf) => {
      const lines = linesOf(pdf, long, { width: 100, size: 9 })
      expect(lines.length).toBeGreaterThan(7)
      expect(lines.join('')).toBe(long)
      for (const line of lines) expect(widthOf(pdf, line, { size: 9 })).toBeLessThanOrEqual(100)
      for (const line of lines.slice(0, -1))
        expect(widthOf(pdf, line, { size: 9 })).toBeGreaterThan(85)
    })
  })

  it('shows a character that no font has by its code, never as an empty box', async () => {
    const pdf = await draw('Signe 𒀀 et \ue000')
    expect(await copiedFrom(pdf)).toBe('Signe [U+12000] et [U+E000]')
    expect(operatorsOf(pdf)).not.toMatch(undrawn)
  })

  it('keeps a letter and the marks on it together', async () => {
    expect(await copiedFrom(await draw('x\u0301 et x\u030c'))).toBe('x\u0301 et x\u030c')
  })

  it('gives the same bytes each time', async () => {
    const text = '蓝色 كوب 😀 Łódź'
    const [first] = [await draw(text), await draw('马克杯 كبير Ł')]
    expect((await draw(text)).equals(first)).toBe(true)
  })
})
