import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { prepareFile } from '@comptoir/catalogue-import/drafts'
import { readMapping } from '@comptoir/catalogue-import/mapping'
import { presetFile } from '@comptoir/catalogue-import/presets'
import { surveyFile } from '@comptoir/catalogue-import/survey'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createImportShop, importFile } from '../../test/import-shop.ts'
import { checkout } from '../runner/plan/layout.ts'
import { createCheckpoint } from './checkpoint.ts'
import { writeReport } from './report.ts'

const folder = mkdtempSync(join(tmpdir(), 'comptoir-import-'))
const mapping = readMapping(presetFile('ikea'))
const header =
  '\uFEFFX1;item_id;name;category;price;old_price;sellable_online;link;other_colors;short_description;designer;depth;height;width'

afterAll(() => rmSync(folder, { recursive: true }))

function fileOf(...lines: string[]): string {
  const file = join(folder, `${lines.length}-${lines.join('').length}.csv`)
  writeFileSync(file, `${[header, ...lines].join('\n')}\n`)
  return file
}

const line = (over: Record<string, string> = {}): string => {
  const row = {
    ...{ n: '0', id: '368814', name: 'NORD', category: 'Bar furniture', price: '995,0' },
    ...{ old: 'No old price', online: 'TRUE', link: 'https://x.example/p/nord-black-00368814/' },
    ...{ other: 'No', about: '"Table; round,      80 cm"', designer: 'A. Person' },
    ...{ depth: '', height: '105', width: '80' },
    ...over,
  }
  return Object.values(row).join(';')
}

type TestShop = ReturnType<typeof createImportShop>
type Outcome = Awaited<ReturnType<typeof importFile>>

const importInto = (shop: TestShop, path: string, skip = 0) =>
  importFile(shop, path, mapping, { skip })
const survey = async (path: string) => await surveyFile(await prepareFile(path, mapping))

describe('a product file', () => {
  it('is read past its byte-order mark and its semicolons within quotes', async () => {
    const shop = createImportShop()
    await importInto(shop, fileOf(line()))
    const product = shop.catalogue.byExternalId('ikea-00368814')?.data
    expect(product?.title).toEqual({ en: 'NORD Table; round, 80 cm' })
    expect(product?.variants[0]).toMatchObject({ sku: '00368814', dimensions: { widthMm: 800 } })
    expect(product?.attributes['finish']).toBe('black')
  })

  it('makes one product of an id that stands in several categories', async () => {
    const shop = createImportShop()
    const path = fileOf(line(), line({ n: '1', category: 'Trolleys' }))
    const { survey, written } = await importInto(shop, path)
    expect([survey.lines, written.products.created]).toEqual([2, 1])
    expect(shop.catalogue.byExternalId('ikea-00368814')?.data.categoryIds).toHaveLength(2)
  })

  it('refuses what cannot be a product, by line and reason, and goes on', async () => {
    const lines = [line({ price: 'free' }), line({ id: '' }), '1;2;3', line({ id: '77' })]
    const { survey, written } = await importInto(createImportShop(), fileOf(...lines))
    expect(survey.refused.map(({ line: at, reason }) => `${at}: ${reason}`)).toEqual([
      '2: price: "free" is not an amount',
      '3: it has no id',
      '4: it has 3 columns, not 14',
    ])
    expect(written.products.created).toBe(1)
  })

  it('notes lines of the same id that do not say the same', async () => {
    const path = fileOf(line(), line({ category: 'Beds', price: '1,0' }))
    const { notes } = await survey(path)
    expect(notes.map(({ reason }) => reason)).toEqual([
      'it differs from line 2 of the same id, which counts',
    ])
  })

  it('is refused whole when it lacks a column of the mapping', async () => {
    const file = join(folder, 'other.csv')
    writeFileSync(file, 'id;name\n1;x\n')
    await expect(survey(file)).rejects.toThrow('has no column "item_id"')
  })

  it('goes on where the last run stopped', async () => {
    const shop = createImportShop()
    const path = fileOf(...['1', '2', '3'].map((id) => line({ id })))
    const { written } = await importInto(shop, path, 2)
    expect([written.done, written.products.created]).toEqual([3, 1])
  })

  it('ends with a report that a spreadsheet reads', async () => {
    const file = join(folder, 'report.csv')
    const note = { line: 3, id: 'a', reason: '"x" is odd' }
    writeReport(file, { refused: [{ ...note, raw: '=1;2' }], notes: [{ ...note, line: 2 }] })
    expect(readFileSync(file, 'utf8').split('\n')[2]).toBe(`refused,3,,a,"""x"" is odd","'=1;2"`)
  })
})

describe('a checkpoint', () => {
  it('counts for its own file and mapping alone, until it is cleared', () => {
    const file = join(folder, 'checkpoints', 'one.json')
    const mine = createCheckpoint(file, 'mine')
    mine.write(120)
    expect([mine.read(), createCheckpoint(file, 'other').read()]).toEqual([120, 0])
    mine.clear()
    expect(mine.read()).toBe(0)
  })
})

const real = join(checkout, '..', 'shared', 'data', 'ikea-products.csv')
const isThere = existsSync(real)
if (!isThere) console.log(`The real catalogue is not at ${real}: its tests are passed over.`)

describe.skipIf(!isThere)('the real catalogue', () => {
  const shop = createImportShop()
  const { catalogue } = shop
  let first: Outcome

  beforeAll(async () => {
    first = await importInto(shop, real)
  }, 120_000)

  it('has 3,694 lines, 2,962 products, 620 of them in several categories, nothing refused', () => {
    const { survey, written } = first
    expect([survey.lines, survey.products, survey.several]).toEqual([3694, 2962, 620])
    expect([survey.refused, written.refused]).toEqual([[], []])
    expect(written.products).toEqual({ created: 2962, updated: 0, unchanged: 0 })
  })

  it('changes nothing the second time', async () => {
    const { written } = await importInto(shop, real)
    expect(written.products).toEqual({ created: 0, updated: 0, unchanged: 2962 })
    expect(written.stock).toEqual({ created: 0, changed: 0, unchanged: 2962 })
  }, 120_000)

  const titles = (q: string, limit = 100) => {
    const request = { query: q, filters: [], offset: 0, limit, facets: false }
    const { items } = catalogue.list(request)
    return items.map((item) => String(JSON.parse(item).title.en))
  }
  const all = (q: string, count: number, pattern: RegExp) =>
    titles(q, count).filter((title) => pattern.test(title)).length

  it('finds ÄPPLARÖ by "applaro": 34, and nothing before them', () => {
    expect(all('applaro', 34, /^ÄPPLARÖ/)).toBe(34)
  })

  it('fills the first page of "bokcase" with bookcases, all 63 before anything else', () => {
    expect(all('bokcase', 63, /bookcase/i)).toBe(63)
  })

  it('shows outdoor tables first for "table outdoor"', () => {
    expect(all('table outdoor', 24, /table.*outdoor/i)).toBe(24)
  })

  const words: [string, RegExp][] = [
    ['armoire', /wardrobe/i],
    ['wadrobe', /wardrobe/i],
    ['chaise bureau', /(office|desk|swivel) chair|chair.*desk/i],
    ['étagère', /shelf|shelv/i],
    ['sofa bed', /sofa-bed/i],
    ['canapé', /sofa/i],
    ['table basse', /coffee table/i],
    ['lit bébé', /cot/i],
    ['tabouret de bar', /bar stool/i],
    ['fauteuil', /armchair/i],
    ['bibliotheque', /bookcase/i],
  ]
  it.each(words)('understands "%s" on its first ten', (query, pattern) => {
    expect(all(query, 10, pattern)).toBe(10)
  })
})
