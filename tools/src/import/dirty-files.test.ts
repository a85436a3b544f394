import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { prepareFile } from '@comptoir/catalogue-import/drafts'
import { parseMapping } from '@comptoir/catalogue-import/mapping'
import { surveyFile } from '@comptoir/catalogue-import/survey'
import { afterAll, describe, expect, it } from 'vitest'
import { createImportShop, importFile } from '../../test/import-shop.ts'

const folder = mkdtempSync(join(tmpdir(), 'comptoir-dirty-'))
afterAll(() => rmSync(folder, { recursive: true }))
let files = 0

const smallest = {
  file: { delimiter: ';' },
  currency: { code: 'EUR', rate: '1', date: '2026-11-28', source: 'same' },
  externalId: 'id',
  sku: 'id',
  title: { fr: 'name' },
  price: { field: 'price', number: { decimal: ',' } },
  categories: { field: 'cat', language: 'fr', merge: true },
  stock: 'qty',
  defaults: { taxClass: 'standard', weightGrams: 500, stock: 25 },
}

function fileOf(content: string): string {
  const path = join(folder, `${++files}.csv`)
  writeFileSync(path, content)
  return path
}

async function load(content: string, over: object = {}) {
  const shop = createImportShop()
  const outcome = await importFile(shop, fileOf(content), parseMapping({ ...smallest, ...over }))
  const products = shop.catalogue.inStates(['draft', 'active', 'archived'])
  return {
    ...outcome,
    shop,
    products,
    refused: outcome.survey.refused,
    notes: outcome.survey.notes,
  }
}

const head = 'id;name;price;cat;qty'
const reasons = (list: readonly { line: number; reason: string }[]) =>
  list.map(({ line, reason }) => `${line}: ${reason}`)

describe('a stock', () => {
  const stockOf = async (text: string) => {
    const { shop, refused, notes } = await load(`${head}\nN1;Chaise;5,00;Q;${text}\n`)
    return {
      onHand: shop.stock.get('N1')?.onHand,
      refused: reasons(refused),
      notes: reasons(notes),
    }
  }

  it.each([
    ['1 000', 1000],
    ['1\u00a0000', 1000],
    ['1\u202f000', 1000],
    ["1'000", 1000],
    ['10.0', 10],
    ['0', 0],
    ['007', 7],
  ])('of %j is read as it is meant', async (text, onHand) => {
    expect(await stockOf(text)).toEqual({ onHand, refused: [], notes: [] })
  })

  it('below nothing is nothing, and noted', async () => {
    expect(await stockOf('-3')).toEqual({
      onHand: 0,
      refused: [],
      notes: ['2: stock "-3" is negative: 0 is written'],
    })
  })

  it('that is empty is the default, and noted', async () => {
    expect(await stockOf('')).toEqual({
      onHand: 25,
      refused: [],
      notes: ['2: no stock: 25 by default'],
    })
  })

  it.each(['5 pcs', '1.5', '1.000', '1,000', 'n/a', '∞', '1e3', '12 0', '9999999'])(
    'of %j is never the default: its line is refused',
    async (text) => {
      const { onHand, refused } = await stockOf(text)
      expect([onHand, refused[0]?.slice(0, 10)]).toEqual([undefined, '2: stock: '])
    },
  )

  it('that the mapping has no word for is refused', async () => {
    const stock = { column: 'qty', values: { TRUE: '25', FALSE: '0' } }
    const { refused, shop } = await load(`${head}\nA;a;5,00;Q;maybe\nB;b;5,00;Q;false\n`, { stock })
    expect(reasons(refused)).toEqual(['2: stock: "maybe" cannot be read; it is one of TRUE, FALSE'])
    expect(shop.stock.get('B')?.onHand).toBe(0)
  })
})

describe('a weight', () => {
  const weigh = async (text: string, weight: object = { field: 'w' }) => {
    const { products, refused } = await load(`${head};w\nN1;a;5,00;Q;1;${text}\n`, { weight })
    return products[0]?.variants[0]?.weightGrams ?? reasons(refused)[0]
  }

  it.each([
    ['1 200', 1200],
    ['1.2kg', 1200],
    ['1,2 kg', 1200],
    ['2 lb', 907],
    ['12 oz', 340],
    ['350 g', 350],
    ['0', 0],
    ['', 500],
  ])('of %j is so many grams', async (text, grams) => {
    expect(await weigh(text)).toBe(grams)
  })

  it.each(['0,5', '.2', 'heavy', '-3', '1.200', '5 stone'])('of %j is refused', async (text) => {
    expect(await weigh(text)).toMatch(/^2: weight: /)
  })

  it('has the unit of its column', async () => {
    expect(await weigh('0.5', { field: 'w', unit: 'kg', number: { decimal: '.' } })).toBe(500)
    expect(await weigh('0,5', { field: 'w', unit: 'lb' })).toBe(227)
  })
})

describe('a price', () => {
  const priceOf = async (text: string) => {
    const { products, refused } = await load(`${head}\nN1;a;${text};Q;1\n`)
    return products[0]?.variants[0]?.price.amount ?? reasons(refused)[0]
  }

  it.each([
    ['5,00 €', 500],
    ['€ 5', 500],
    ['EUR 5,5', 550],
    ['1 234,50', 123_450],
    ['1\u202f234,50\u00a0€', 123_450],
  ])('of %j is read with its sign and its spaces', async (text, cents) => {
    expect(await priceOf(text)).toBe(cents)
  })

  it.each([
    ['-5,00', '2: its price is negative: "-5,00"'],
    ['0,00', '2: its price is zero'],
    ['', '2: it has no price'],
    ['$5,00', '2: price: "$5,00" is not an amount'],
    ['5,00,00', '2: price: "5,00,00" is not an amount'],
    ['5,005', '2: price: "5,005" is not an amount'],
  ])('of %j is refused by its name', async (text, reason) => {
    expect(await priceOf(text)).toBe(reason)
  })
})

describe('a description', () => {
  const describeIt = async (text: string, field: object) => {
    const { products } = await load(`${head};desc\nN1;a;5,00;Q;1;"${text}"\n`, {
      description: { fr: { column: 'desc', ...field } },
    })
    return products[0]?.description?.fr
  }

  it('keeps its line breaks', async () => {
    const text = 'Ligne 1\r\n\r\n\r\nLigne   2\n- point'
    expect(await describeIt(text, {})).toBe('Ligne 1\n\nLigne 2\n- point')
  })

  it('has everything taken out that matches', async () => {
    const text = '<p>New design.</p><p>New features.</p>'
    expect(await describeIt(text, { strip: '<[^>]+>' })).toBe('New design.New features.')
  })

  it('is text when it was HTML', async () => {
    const text = '<h2>Été</h2><p>Un&nbsp;caf&eacute;<br>noir &amp; chaud</p><script>x()</script>'
    expect(await describeIt(text, { html: true })).toBe('Été\n\nUn café\nnoir & chaud')
  })
})

describe('lines of one id', () => {
  const lines =
    'Handle,Title,V,Sku,Price,Cat\nfull-shirt,Full Shirt,S,FS-S,50\nfull-shirt,Full Shirt,M,FS-M,52.50\n'
  const mapping = {
    file: { delimiter: ',' },
    externalId: 'Handle',
    sku: 'Sku',
    title: { fr: 'Title' },
    price: { field: 'Price', number: { decimal: '.' } },
    categories: { field: { value: 'Shirts' }, language: 'fr', merge: true },
    stock: undefined,
  }
  const shirts = lines.replace(',Cat', '')

  it('with another SKU are refused with what to say, not lost', async () => {
    const { refused } = await load(shirts, mapping)
    expect(reasons(refused)).toEqual([
      '3: its SKU FS-M is another than FS-S on line 2: say `variants` in the mapping when lines of one id are its variants',
    ])
  })

  it('are variants when the mapping says so', async () => {
    const file = shirts.replace('V,Sku', 'N,V,Sku').replaceAll('Shirt,', 'Shirt,Size,')
    const variants = { options: { name: 'N', value: 'V' } }
    const { products } = await load(file, { ...mapping, variants })
    expect(products[0]?.options).toEqual([{ name: 'Size', values: ['S', 'M'] }])
    expect(products[0]?.variants.map(({ sku, price }) => [sku, price.amount])).toEqual([
      ['FS-S', 5000],
      ['FS-M', 5250],
    ])
  })

  it('that are the same choice, or have a SKU that stands above, are refused', async () => {
    const file = 'id;name;n;v;sku;price\nA;a;Size;S;1;1,00\nA;a;Size;s;2;1,00\nB;b;Size;S;1;1,00\n'
    const variants = { options: { name: 'n', value: 'v' } }
    const over = { ...mapping, file: { delimiter: ';' }, externalId: 'id', sku: 'sku', variants }
    const price = { field: 'price', number: { decimal: ',' } }
    const { refused } = await load(file, { ...over, title: { fr: 'name' }, price })
    expect(reasons(refused)).toEqual([
      '3: it is the same choice as line 2: S',
      '4: its SKU 1 stands on line 2 already',
    ])
  })
})

describe('SKUs that an address cannot carry', () => {
  it('are written otherwise, each its own, and said', async () => {
    const ids = ['A/1', 'A 1', 'A-1', 'É~1', '…', 'x'.repeat(70)]
    const { products, notes, refused, written } = await load(
      `${head}\n${ids.map((id) => `${id};a;5,00;Q;1`).join('\n')}\n`,
    )
    const skus = products.map(({ variants }) => variants[0]?.sku ?? '')
    expect([refused, written.refused]).toEqual([[], []])
    expect(new Set(skus).size).toBe(ids.length)
    expect(skus).toContain('A-1')
    expect(skus).toContain('E-1')
    for (const sku of skus) expect(sku).toMatch(/^(?!\.+$)[A-Za-z0-9._-]{1,64}$/)
    expect(notes.filter(({ reason }) => reason.startsWith('SKU'))).toHaveLength(5)
  })

  it('have ids beside them that are written otherwise, too', async () => {
    const { products, notes } = await load(`${head}\n..;a;5,00;Q;1\n50 % / L;b;5,00;Q;1\n`)
    const ids = products.map(({ externalId }) => externalId ?? '')
    for (const id of ids) expect(id).toMatch(/^(id|50-L)-[0-9a-f]{8}$/)
    expect(reasons(notes)).toContain(`2: id ".." written as "${ids.find((id) => id[0] === 'i')}"`)
  })
})

describe('what stands for nothing', () => {
  it('is a file without lines: refused as a whole', async () => {
    await expect(load('')).rejects.toThrow('is empty')
    await expect(load(`${head}\n`)).rejects.toThrow('has a header and no lines')
  })

  it('is a column that stands twice', async () => {
    const twice = load(`${head};name\nA;a;1,00;Q;1;b\n`)
    await expect(twice).rejects.toThrow('two columns "name": which one counts is not known')
  })
})

describe('a product that was on sale', () => {
  it('is archived when its file makes it a draft: it cannot be one again', async () => {
    const shop = createImportShop()
    const mapping = parseMapping({ ...smallest, status: 'state' })
    const content = (state: string) => fileOf(`${head};state\nA;a;1,00;Q;1;${state}\n`)
    await importFile(shop, content('active'), mapping)
    const { written } = await importFile(shop, content('draft'), mapping)
    expect(reasons(written.notes)[0]).toContain('it is archived')
    expect(shop.catalogue.byExternalId('A')?.data.status).toBe('archived')
    const again = await importFile(shop, content('draft'), mapping)
    expect(again.written.products).toEqual({ created: 0, updated: 0, unchanged: 1 })
  })
})

describe('a survey', () => {
  it('keeps each refused line as it stood', async () => {
    const prepared = await prepareFile(
      fileOf(`${head}\nK2;Rack 19" noir;5,00;Q;1\n`),
      parseMapping(smallest),
    )
    expect((await surveyFile(prepared)).refused[0]).toMatchObject({
      line: 2,
      raw: 'K2;Rack 19" noir;5,00;Q;1',
    })
  })
})
