import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { exportLines } from '@comptoir/catalogue-import/export-lines'
import { csvLine } from '@comptoir/catalogue-import/reading/csv-records'
import { afterAll, describe, expect, it } from 'vitest'
import { createImportShop, importFile } from '../../test/import-shop.ts'
import { chooseMapping } from '../import/choose-mapping.ts'
import { readCatalogue } from './catalogue-reader.ts'

const folder = mkdtempSync(join(tmpdir(), 'comptoir-export-'))
afterAll(() => rmSync(folder, { recursive: true }))
const fixtures = join(import.meta.dirname, '..', 'import', 'fixtures')
type Shop = ReturnType<typeof createImportShop>

async function exported(shop: Shop): Promise<string> {
  const catalogue = await readCatalogue(shop.shop)
  const lines = [...exportLines(catalogue, 'http://shop.example')]
  const file = join(folder, 'catalogue.csv')
  writeFileSync(file, `${lines.map(csvLine).join('\n')}\n`)
  return file
}

async function importAuto(shop: Shop, file: string) {
  const { mapping, said } = await chooseMapping({ file })
  return { ...(await importFile(shop, file, mapping)), said }
}

/** Products with everything that a product may have, and with texts that a CSV file finds hard. */
async function fill(shop: Shop): Promise<void> {
  const category = async (name: string, parentId?: string) =>
    (await shop.call('POST /api/categories', { body: { name: { fr: name }, parentId } })).body
  const root = await category('Maison > Jardin')
  const leaf = await category('Bois | métal \\ verre', root.categoryId)
  const variant = (sku: string, over: object = {}) => ({
    sku,
    price: { amount: 1999, currency: 'EUR' },
    weightGrams: 350,
    ...over,
  })
  const bodies = [
    {
      status: 'active',
      visibility: 'unlisted',
      withdrawalExclusion: 'sealed_hygiene',
      title: { fr: '=1+1  « été »', en: '  -5 % ' },
      description: { fr: 'Un\n\n\n\n"deux", trois;\tquatre', en: "'=x" },
      brand: 'A,B',
      categoryIds: [leaf.categoryId, root.categoryId],
      attributes: { size: 10, text: '10', isNew: true, note: 'a "b"' },
      options: [
        { name: 'Taille', values: ['M', 'S', 'XL | XXL'] },
        { name: 'Couleur', values: ['Rouge'] },
      ],
      variants: [
        variant('T-S', { options: { Taille: 'S', Couleur: 'Rouge' }, gtin: '12345678' }),
        variant('T-M', {
          options: { Taille: 'M', Couleur: 'Rouge' },
          compareAtPrice: { amount: 1, currency: 'EUR' },
          dimensions: { widthMm: 10, depthMm: 3 },
        }),
      ],
    },
    { title: { en: 'Draft' }, variants: [variant('D', { weightGrams: 0 })] },
    {
      title: { fr: 'Sans options' },
      externalId: 'ext 1',
      variants: [variant('N-1', { name: { fr: 'Un' } }), variant('N-2', { name: { fr: 'Deux' } })],
    },
  ]
  for (const body of bodies) {
    const answer = await shop.call('POST /api/products', { body })
    expect([answer.status, answer.body.detail]).toEqual([201, undefined])
  }
  shop.stock.set('T-S', { sku: 'T-S', onHand: 4, lowThreshold: 2 })
}

describe('a catalogue that is exported', () => {
  it('changes nothing when it is imported again', async () => {
    const shop = createImportShop()
    await fill(shop)
    const file = await exported(shop)
    const { survey, written, said } = await importAuto(shop, file)
    expect(said[0]).toContain('the file is of comptoir')
    expect([survey.refused, written.refused]).toEqual([[], []])
    expect(written.products).toEqual({ created: 0, updated: 0, unchanged: 3 })
    expect(written.stock).toEqual({ created: 0, changed: 0, unchanged: 1 })
    expect(shop.stock.size).toBe(1)
  })

  it('is the same catalogue in another shop', async () => {
    const shop = createImportShop()
    await fill(shop)
    const file = await exported(shop)
    const other = createImportShop()
    const { written } = await importAuto(other, file)
    expect(written.products).toEqual({ created: 3, updated: 0, unchanged: 0 })
    const content = (one: Shop) =>
      one.catalogue
        .inStates(['active', 'draft'])
        .map(({ title, options, variants, status, visibility, attributes, withdrawalExclusion }) =>
          JSON.stringify({
            ...{ title, options, variants, status, visibility, attributes },
            withdrawalExclusion,
          }),
        )
        .sort()
    expect(content(other)).toEqual(content(shop))
  })

  it.each(['shopify', 'woocommerce', 'vendure'])(
    'came from %s: all of it is unchanged',
    async (name) => {
      const shop = createImportShop()
      const first = await importAuto(shop, join(fixtures, `${name}.csv`))
      const { survey, written } = await importAuto(shop, await exported(shop))
      const { created } = first.written.products
      expect(survey.refused).toEqual([])
      expect(written.products).toEqual({ created: 0, updated: 0, unchanged: created })
    },
  )
})
