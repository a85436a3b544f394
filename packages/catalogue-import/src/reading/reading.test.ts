import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import iconv from 'iconv-lite'
import { afterAll, describe, expect, it } from 'vitest'
import { openSource, readLines, type SourceOptions } from './source.ts'

const folder = mkdtempSync(join(tmpdir(), 'comptoir-reading-'))
afterAll(() => rmSync(folder, { recursive: true }))
let files = 0

async function read(content: string | Buffer, options: SourceOptions = {}) {
  const path = join(folder, `${++files}.csv`)
  writeFileSync(path, content)
  const source = await openSource(path, options)
  const lines = []
  for await (const line of readLines(source)) lines.push(line)
  return { source, lines }
}

/** Each line as its number, and its cells or why it is refused. */
async function seen(content: string | Buffer, options?: SourceOptions): Promise<string[]> {
  const { lines } = await read(content, options)
  return lines.map(
    ({ line, row, problem }) => `${line}: ${problem ?? Object.values(row).join('|')}`,
  )
}

describe('a stray quote', () => {
  const head = 'id;name;price;cat;qty\n'
  const good = 'K9;Bon;5,00;Q;1\n'

  it('within a cell costs its line alone', async () => {
    expect(await seen(`${head}${good}K2;Rack 19" noir;5,00;Q;1\n${good}`)).toEqual([
      '2: K9|Bon|5,00|Q|1',
      '3: a " stands within a cell that is not in quotes: Rack 19" noir',
      '4: K9|Bon|5,00|Q|1',
    ])
  })

  it('that closes a cell too early costs its line alone', async () => {
    expect(await seen(`${head}K2;"Tube" 3/4;5,00;Q;1\n${good}`)).toEqual([
      '2: after a closing " stands more: 3/4;5,00;Q;1',
      '3: K9|Bon|5,00|Q|1',
    ])
  })

  const unclosed = `${head}K2;"Tube;5,00;Q;1\n`
  it.each([
    ['to the end of the file', unclosed + good + good, 2],
    ['up to a quoted cell', `${unclosed}${good}K4;"Vis";5,00;Q;1\n`, 2],
    [
      'up to an inch sign at the end of a cell',
      `${unclosed}${good}K4;Rack 19";5,00;Q;1\n${good}`,
      3,
    ],
    ['up to two of them', `${unclosed}${good}K4;"a";"b";Q;1\n${good}`, 3],
  ])('that is not closed does not swallow what follows, %s', async (_, content, records) => {
    const lines = await seen(content)
    expect(lines).toHaveLength(records + 1)
    expect(lines[0]).toContain('2: ')
    expect(lines[1]).toBe('3: K9|Bon|5,00|Q|1')
  })

  it('leaves cells of several lines alone', async () => {
    expect(
      await seen(`${head}K1;"Une ligne\r\n\r\n- ""deux"", trois; quatre";5,00;Q;1\n${good}`),
    ).toEqual(['2: K1|Une ligne\n\n- "deux", trois; quatre|5,00|Q|1', '5: K9|Bon|5,00|Q|1'])
  })

  it('may have blanks around it, as in a padded file', async () => {
    expect(await seen('a   , b      , c\nx   , "y, z" , 1\n')).toEqual(['2: x   |y, z| 1'])
  })

  it('does not make a large file slow', async () => {
    const many = 'K2;"Tube;5,00;Q;1\nK3;Bon;5,00;Q;1\n'.repeat(20_000)
    const started = performance.now()
    const lines = await seen(head + many)
    expect(lines.filter((line) => line.endsWith('K3|Bon|5,00|Q|1'))).toHaveLength(20_000)
    expect(performance.now() - started).toBeLessThan(20_000)
  })
})

describe('lines', () => {
  it('end with CR LF, LF or CR in any mixture', async () => {
    expect(await seen('id;n\r\n1;a\r2;b\n3;c\r\n\r\n4;d')).toEqual([
      '2: 1|a',
      '3: 2|b',
      '4: 3|c',
      '6: 4|d',
    ])
  })

  it('may have empty cells beyond the columns, nothing else, and not fewer', async () => {
    expect(await seen('id;n\n1;a;;\n2;b;c\n3\n;;\n')).toEqual([
      '2: 1|a',
      '3: it has 3 columns, not 2',
      '4: it has 1 columns, not 2',
    ])
  })

  it('are refused when they hold a NUL, and read when a cell is huge', async () => {
    const lines = await seen(`id;n\n1;a\0b\n2;${'x'.repeat(300_000)}\n`)
    expect([lines[0], lines[1]?.length]).toEqual(['2: it holds a NUL character', 300_005])
  })

  it.each([',', ';', '\t', '|'])('are cut at %j, found by the header', async (sign) => {
    const content = ['id', '"a; b, c | d"', 'n'].join(sign)
    expect(await seen(`${content}\n1${sign}x${sign}y\n`)).toEqual(['2: 1|x|y'])
  })

  it('may follow the line in which Excel names the delimiter', async () => {
    expect(await seen('sep=;\nid;n\n1;a\n')).toEqual(['3: 1|a'])
  })

  it('do not fall over columns that every object has', async () => {
    const { lines } = await read('id,constructor,__proto__\n1,a,b\n')
    const entries = Object.entries(lines[0]?.row ?? {})
    expect(entries.map(([name, cell]) => `${name}=${cell}`)).toEqual([
      'id=1',
      'constructor=a',
      '__proto__=b',
    ])
  })
})

describe('a header', () => {
  it('is missing from an empty file', async () => {
    for (const content of ['', '\n\n', '\uFEFF'])
      await expect(read(content)).rejects.toThrow('is empty')
  })

  it('may name a column twice, which is said', async () => {
    const { source, lines } = await read('id;name;name\n1;a;b\n')
    expect(source.said).toContain('two columns are called "name": the first one is read')
    expect(lines[0]?.row['name']).toBe('a')
  })
})

describe('an encoding', () => {
  const text = 'id;name;price\n1;Étagère à œufs « déco » d’été;5,00 €\n2;Chaise;3,00 €\n'
  const expected = ['2: 1|Étagère à œufs « déco » d’été|5,00 €', '3: 2|Chaise|3,00 €']

  it.each(['utf-8', 'utf-16le', 'utf-16be', 'utf-32le'])(
    'is found by the mark of %s',
    async (name) => {
      expect(await seen(iconv.encode(text, name, { addBOM: true }))).toEqual(expected)
    },
  )

  it.each(['utf-16le', 'utf-16be'])('is found without a mark for %s, and said', async (name) => {
    const { source } = await read(iconv.encode(text, name))
    expect(await seen(iconv.encode(text, name))).toEqual(expected)
    expect(source.said[0]).toContain(name)
  })

  it.each(['windows-1252', 'macintosh'])(
    'is found by what makes sense for %s, and said',
    async (name) => {
      const bytes = iconv.encode(name === 'macintosh' ? text.replaceAll('€', '¤') : text, name)
      const { source } = await read(bytes)
      expect(await seen(bytes)).toEqual(expected)
      expect(source.said[0]).toContain(`2 lines are not UTF-8: read as ${name}`)
    },
  )

  it('is found for ISO-8859-15', async () => {
    const plain = text.replace('’', "'")
    expect(await seen(iconv.encode(plain, 'iso-8859-15'))).toEqual(
      expected.map((l) => l.replace('’', "'")),
    )
  })

  it.each([
    ['windows-1251', 'Стул деревянный складной для кухни и сада, цвет белый'],
    ['Shift_JIS', '青いマグカップと白いお皿のセット、食器洗い機対応'],
  ])('is found for another script: %s', async (name, words) => {
    expect(await seen(iconv.encode(`id;name\n1;${words}\n`, name))).toEqual([`2: 1|${words}`])
  })

  it('may differ by line, and within one', async () => {
    const mixed = Buffer.concat([
      Buffer.from('id;name;note\n1;Café;x\n2;'),
      iconv.encode('Théière', 'windows-1252'),
      Buffer.from(';déjà\n3;Été;y\n'),
    ])
    expect(await seen(mixed)).toEqual(['2: 1|Café|x', '3: 2|Théière|déjà', '4: 3|Été|y'])
  })

  it('is what one asks for', async () => {
    const bytes = iconv.encode('id;name\n1;żółw\n', 'windows-1250')
    expect(await seen(bytes, { encoding: 'windows-1250' })).toEqual(['2: 1|żółw'])
    await expect(read(bytes, { encoding: 'klingon' })).rejects.toThrow('no encoding "klingon"')
  })
})
