import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import {
  hasDraft,
  prepareFile,
  type ReadingOptions,
  readDrafts,
} from '@comptoir/catalogue-import/drafts'
import type { Draft, LineNote } from '@comptoir/catalogue-import/rows/draft'
import { surveyFile } from '@comptoir/catalogue-import/survey'
import { afterAll, describe, expect, it } from 'vitest'
import { chooseMapping } from './choose-mapping.ts'

const folder = mkdtempSync(join(tmpdir(), 'comptoir-presets-'))
afterAll(() => rmSync(folder, { recursive: true }))
const fixture = (name: string) => join(import.meta.dirname, 'fixtures', `${name}.csv`)

/** Reads a fixture by its columns alone. */
async function read(name: string, options: ReadingOptions = {}) {
  const { mapping, said } = await chooseMapping({ file: fixture(name) })
  const prepared = await prepareFile(fixture(name), mapping, options)
  const drafts = new Map<string, Draft>()
  for await (const reading of readDrafts(prepared)) {
    if (hasDraft(reading)) drafts.set(reading.draft.externalId, reading.draft)
  }
  const survey = await surveyFile(prepared)
  return { said, drafts, refused: survey.refused.map(brief), notes: survey.notes.map(brief) }
}
const brief = ({ line, reason }: LineNote) => `${line}: ${reason}`

/** What tells variants apart, with price, weight and stock. */
const variantsOf = (draft: Draft | undefined) =>
  draft?.product.variants.map(({ sku, options, price, weightGrams }) => [
    sku,
    Object.values(options).join('/'),
    price.amount,
    weightGrams,
    draft.levels.find((level) => level.sku === sku)?.onHand,
  ])

describe('an export of Shopify', () => {
  it('is known by its columns', async () => {
    const { said, refused } = await read('shopify')
    expect(said[0]).toBe(
      'the file is of shopify: it has the columns "Handle", "Title", "Variant Price"',
    )
    expect(refused).toEqual([])
  })

  it('gives a product with its options in order and a variant for each line', async () => {
    const { drafts } = await read('shopify')
    const shirt = drafts.get('shopify-full-shirt')
    expect(shirt?.product.options).toEqual([
      { name: 'Size', values: ['S', 'M'] },
      { name: 'Colour', values: ['Red', 'Blue'] },
    ])
    expect(variantsOf(shirt)).toEqual([
      ['FS-S-R', 'S/Red', 5000, 200, 5],
      ['FS-M-R', 'M/Red', 5250, 210, 0],
      ['FS-M-B', 'M/Blue', 5250, 210, 0],
    ])
    expect(shirt?.product).toMatchObject({
      slug: 'full-shirt',
      brand: 'Comptoir',
      status: 'active',
    })
    expect(shirt?.product.variants[0]).toMatchObject({
      gtin: '4006381333931',
      compareAtPrice: { amount: 6000, currency: 'EUR' },
    })
  })

  it('makes text of HTML, with paragraphs, list items and letters', async () => {
    const { drafts } = await read('shopify')
    expect(drafts.get('shopify-full-shirt')?.product.description).toEqual({
      fr: 'New design.\n\nNew features:\n\n- café au lait\n- soft',
    })
  })

  it('keeps pictures in order, and the one of a variant', async () => {
    const shirt = (await read('shopify')).drafts.get('shopify-full-shirt')
    expect(shirt?.pictures.map(({ ref, alt }) => [ref.split('/').at(-1), alt])).toEqual([
      ['front.jpg', 'Front'],
      ['back.jpg', 'Back'],
      ['detail.jpg', undefined],
      ['red.jpg', undefined],
    ])
    expect([...(shirt?.pictureOf ?? [])]).toEqual([['FS-S-R', 'https://cdn.example/red.jpg']])
  })

  it('keeps what is a draft or not published from being sold', async () => {
    const { drafts } = await read('shopify')
    const states = [...drafts.values()].map(({ externalId, product }) => [
      externalId,
      product.status,
    ])
    expect(states).toEqual([
      ['shopify-full-shirt', 'active'],
      ['shopify-hidden-cup', 'draft'],
      ['shopify-draft-cup', 'draft'],
    ])
    expect(variantsOf(drafts.get('shopify-hidden-cup'))).toEqual([['0042', '', 900, 454, 7]])
  })

  it('says what it did to values', async () => {
    expect((await read('shopify')).notes.sort()).toEqual([
      '4: GTIN left out: "123" is none',
      '4: SKU "FS M/B" written as "FS-M-B"',
      '4: stock "-2" is negative: 0 is written',
      '6: no category: it goes to "Autres"',
      '6: weight "453.59" rounded to whole grams',
    ])
  })
})

describe('an export of WooCommerce', () => {
  it('joins variations with their parent, wherever it stands and however it is named', async () => {
    const { drafts, said } = await read('woocommerce')
    expect(said[0]).toContain('the file is of woocommerce')
    const hoodie = drafts.get('woocommerce-44')
    expect(hoodie?.product.options).toEqual([{ name: 'Color', values: ['Blue', 'Red', 'Green'] }])
    expect(variantsOf(hoodie)).toEqual([
      ['hoodie-red', 'Red', 4200, 680, 3],
      ['hoodie-blue', 'Blue', 4500, 907, 4],
    ])
    expect(hoodie?.product.variants[0]?.compareAtPrice?.amount).toBe(4500)
    expect(hoodie?.product.variants[1]?.dimensions).toEqual({
      depthMm: 254,
      widthMm: 203,
      heightMm: 25,
    })
  })

  it('reads paths and commas of categories, text of HTML, and facts', async () => {
    const { drafts } = await read('woocommerce')
    const hoodie = drafts.get('woocommerce-44')
    expect(hoodie?.categories).toEqual([['Clothing', 'Hoodies'], ['Sale, last days']])
    expect(hoodie?.product.description).toEqual({ fr: 'This is a hoodie.\n\nIt’s warm.' })
    expect(hoodie?.product.attributes).toMatchObject({ logo: 'Yes, No', tags: 'new' })
    expect(drafts.get('woocommerce-50')?.product).toMatchObject({
      status: 'draft',
      visibility: 'unlisted',
      taxClass: 'reduced',
      attributes: { fabric: 'Cotton, Wool' },
    })
  })

  it('refuses what it cannot take, by line, and says what it left out', async () => {
    const { refused, notes } = await read('woocommerce')
    expect(refused).toEqual([
      '8: products of the kind "grouped" are not taken',
      '9: its product "id:999" is not in the file',
    ])
    expect(notes).toContain('3: no variant says its "Logo": it is no option')
    expect(notes).toContain('5: a variant that is not published is left out')
    expect(notes).toContain('7: sale price left out: it is for some days only')
    expect(notes).toContain('7: it has no SKU: "woocommerce-51" is made of its id and options')
  })
})

describe('an import file of PrestaShop', () => {
  const combinations = fixture('prestashop-combinations')

  it('adds VAT to net prices, by the class of the tax rule', async () => {
    const { drafts, notes } = await read('prestashop', { combinations })
    expect(variantsOf(drafts.get('prestashop-1'))).toEqual([['TASSE', '', 995, 350, 12]])
    expect(drafts.get('prestashop-2')?.product).toMatchObject({
      taxClass: 'reduced',
      status: 'draft',
    })
    expect(variantsOf(drafts.get('prestashop-2'))?.[0]?.[2]).toBe(1055)
    expect(drafts.get('prestashop-1')?.categories).toEqual([['Cuisine'], ['Tasses']])
    expect(notes).toContain('3: Discount percent is not taken: "10"')
  })

  it('takes variants from the file of combinations', async () => {
    const { drafts, refused } = await read('prestashop', { combinations })
    const shirt = drafts.get('prestashop-3')
    expect(variantsOf(shirt)).toEqual([
      ['TS-S-W', 'S/White', 2400, 200, 5],
      ['TS-M-W', 'M/White', 2580, 250, 6],
    ])
    expect(shirt?.product.visibility).toBe('unlisted')
    expect(refused).toEqual(['4: its product is not in the file'])
  })
})

describe('an import file of Vendure', () => {
  it('is read with its padding, and variants below their product', async () => {
    const { drafts, refused } = await read('vendure')
    const laptop = drafts.get('vendure-laptop')
    expect(laptop?.product).toMatchObject({
      title: { fr: 'Laptop' },
      description: { fr: 'Now equipped with "seventh" gen.' },
      brand: 'Acme',
    })
    expect(laptop?.product.options).toEqual([
      { name: 'screen size', values: ['13 inch', '15 inch'] },
      { name: 'RAM', values: ['8GB'] },
    ])
    expect(variantsOf(laptop)?.map((variant) => variant.slice(0, 3))).toEqual([
      ['L2201308', '13 inch/8GB', 129_900],
      ['L2201508', '15 inch/8GB', 139_900],
    ])
    expect(laptop?.categories).toEqual([['electronics'], ['computers']])
    expect([...(laptop?.pictureOf ?? [])]).toEqual([['L2201508', 'wide.jpg']])
    expect(refused).toEqual(['4: it has 2 options and 1 values of them'])
  })
})

describe('a file that no preset fits', () => {
  it('is refused with the closest and what that would need', async () => {
    const file = join(folder, 'other.csv')
    writeFileSync(file, 'Handle,Title,Price\nx,y,1\n')
    const chosen = chooseMapping({ file })
    await expect(chosen).rejects.toThrow('The closest is shopify, which would need "Variant Price"')
  })

  it('is refused when the preset asked for needs other columns, or is none', async () => {
    const { mapping } = await chooseMapping({ file: fixture('vendure'), from: 'shopify' })
    await expect(prepareFile(fixture('vendure'), mapping)).rejects.toThrow('has no column "Handle"')
    const unknown = chooseMapping({ file: fixture('vendure'), from: 'magento' })
    await expect(unknown).rejects.toThrow('"magento" is none of shopify')
  })
})
