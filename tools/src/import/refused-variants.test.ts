import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseMapping } from '@comptoir/catalogue-import/mapping'
import { afterAll, beforeEach, describe, expect, it } from 'vitest'
import { createImportShop, importFile } from '../../test/import-shop.ts'
import { summaryOf } from './report.ts'

const folder = mkdtempSync(join(tmpdir(), 'comptoir-refused-'))
afterAll(() => rmSync(folder, { recursive: true }))
let files = 0

const mapping = parseMapping({
  file: { delimiter: ';' },
  currency: { code: 'EUR', rate: '1', date: '2026-11-28', source: 'same' },
  variants: {
    options: { name: 'name1', value: 'size' },
    published: { column: 'online', values: { yes: 'active', no: 'draft' } },
  },
  externalId: 'id',
  sku: 'sku',
  title: { fr: 'name' },
  price: { field: 'price', number: { decimal: ',' } },
  categories: { field: { value: 'Chemises' }, language: 'fr' },
  stock: 'qty',
  defaults: { taxClass: 'standard', weightGrams: 500, stock: 25 },
})
const header = 'id;name;name1;size;sku;price;qty;online'

type Shop = ReturnType<typeof createImportShop>
let shop: Shop
beforeEach(() => {
  shop = createImportShop()
})

function fileOf(head: string, lines: readonly string[]): string {
  const path = join(folder, `${++files}.csv`)
  writeFileSync(path, `${[head, ...lines].join('\n')}\n`)
  return path
}

/** Imports lines of shirts, and says what then is in the shop. */
async function load(...lines: string[]) {
  const { survey, written } = await importFile(shop, fileOf(header, lines), mapping)
  const refused = [...survey.refused, ...written.refused]
  return {
    products: written.products,
    refused: refused.map(({ line, reason }) => `${line}: ${reason}`),
    notes: written.notes.map(({ line, reason }) => `${line}: ${reason}`),
    summary: summaryOf(survey, written, 'report.csv'),
  }
}

const stored = () => shop.catalogue.byExternalId('shirt')?.data
const prices = () => stored()?.variants.map(({ sku, price }) => [sku, price.amount])

const line = (size: string, { price = '50,00', sku = `T-${size}`, online = 'yes' } = {}) =>
  `shirt;Chemise;Taille;${size};${sku};${price};5;${online}`
const three = [line('S'), line('M'), line('L')]

describe('a variant whose line is refused', () => {
  it('stays as the shop has it, in its place, while its siblings change', async () => {
    await load(...three)
    const { products, refused, notes } = await load(
      line('S', { price: '51,00' }),
      line('M', { price: 'free' }),
      line('L', { price: '52,00' }),
    )
    expect(products).toEqual({ created: 0, updated: 1, unchanged: 0 })
    expect(prices()).toEqual([
      ['T-S', 5100],
      ['T-M', 5000],
      ['T-L', 5200],
    ])
    expect(stored()?.options).toEqual([{ name: 'Taille', values: ['S', 'M', 'L'] }])
    expect(refused).toEqual(['3: price: "free" is not an amount'])
    expect(notes).toEqual([
      '2: variant "T-M" stays as the shop has it: a line of its product is refused',
    ])
  })

  it('stays with everything that is said of it: nothing changes when nothing else did', async () => {
    await load(...three)
    const changed = await shop.call(`PUT /api/products/${stored()?.productId}`, {
      body: {
        ...stored(),
        variants: stored()?.variants.map((variant) => ({
          ...variant,
          gtin: '4006381333931',
          name: { fr: 'Moyenne' },
          compareAtPrice: { amount: 9_000, currency: 'EUR' },
        })),
      },
    })
    expect(changed.status).toBe(200)
    const before = stored()?.variants[0]
    await load(line('S', { price: '-1' }), line('M'), line('L'))
    expect(stored()?.variants[0]).toEqual(before)
  })

  it('stays when it is the first or the last', async () => {
    await load(...three)
    const { products } = await load(line('S', { price: '' }), line('M'), line('L', { price: '0' }))
    expect(products.unchanged).toBe(1)
    expect(prices()?.map(([sku]) => sku)).toEqual(['T-S', 'T-M', 'T-L'])
  })

  it('stays when its line has no SKU any more, or another one', async () => {
    await load(...three)
    await load(line('S'), line('M', { sku: 'NEW', price: '?' }), line('L'))
    expect(prices()?.map(([sku]) => sku)).toEqual(['T-S', 'T-M', 'T-L'])
  })

  it('stays when the line cannot even be read as one of its product', async () => {
    await load(...three)
    const { refused, notes } = await load(line('S'), 'shirt;Che"mise;Taille;M;T-M;50,00;5;yes')
    expect(refused).toHaveLength(1)
    expect(prices()?.map(([sku]) => sku)).toEqual(['T-S', 'T-M', 'T-L'])
    expect(notes).toContain(
      '2: variant "T-M" stays as the shop has it: a line of the file is refused, and its product not known',
    )
  })

  it('is left out of a product that is new, which the summary says', async () => {
    const { summary } = await load(line('S'), line('M', { price: 'free' }), line('L'))
    expect(prices()?.map(([sku]) => sku)).toEqual(['T-S', 'T-L'])
    expect(summary).toContain(
      'Products with refused lines: 1.\n  line 2 (shirt): 1 of 3 variants refused\n',
    )
  })
})

describe('a variant that the file does not have', () => {
  it('goes when every line of the file was read', async () => {
    await load(...three)
    const { notes, summary } = await load(line('S'), line('L'))
    expect(prices()?.map(([sku]) => sku)).toEqual(['T-S', 'T-L'])
    expect(notes).toEqual([])
    expect(summary).not.toContain('Products with refused lines')
  })

  it('goes when the refused line is one of another product', async () => {
    const cup = (price: string) => `cup;Tasse;Taille;U;C-1;${price};5;yes`
    await load(...three, cup('5,00'))
    await load(line('S'), line('L'), cup('free'))
    expect(prices()?.map(([sku]) => sku)).toEqual(['T-S', 'T-L'])
  })

  it('goes when the file calls it not published, whatever is refused beside it', async () => {
    await load(...three)
    await load(line('S', { price: 'free' }), line('M', { online: 'no' }), line('L'))
    expect(prices()?.map(([sku]) => sku)).toEqual(['T-S', 'T-L'])
  })
})

describe('a product whose stored variant cannot stand beside those of the file', () => {
  it('is not written, and its line says why', async () => {
    await load(...three)
    const other = (size: string, price = '50,00') =>
      `shirt;Chemise;Coupe;${size};T-${size};${price};5;yes`
    const { refused, products } = await load(other('S'), other('M', 'free'), other('L'))
    expect(products).toEqual({ created: 0, updated: 0, unchanged: 0 })
    expect(refused[1]).toMatch(/^2: .*option.*the variants of the shop that stay: T-M/)
    expect(stored()?.options[0]?.name).toBe('Taille')
  })
})

describe('a product in several categories, a line of which is refused', () => {
  const merging = parseMapping({
    file: { delimiter: ';' },
    currency: { code: 'EUR', rate: '1', date: '2026-11-28', source: 'same' },
    externalId: 'id',
    sku: 'id',
    title: { fr: 'name' },
    price: { field: 'price', number: { decimal: ',' } },
    categories: { field: 'cat', language: 'fr', merge: true },
    defaults: { taxClass: 'standard', weightGrams: 500 },
  })
  const write = (price: string) =>
    importFile(
      shop,
      fileOf('id;name;price;cat', ['shirt;Chemise;5,00;Lin', `shirt;Chemise;${price};Soldes`]),
      merging,
    )

  it('stays in all of them', async () => {
    await write('5,00')
    const { written } = await write('free')
    expect(written.products.unchanged).toBe(1)
    expect(stored()?.categoryIds).toHaveLength(2)
  })
})
