import {
  ImportPreset,
  ProductImportMapping,
} from '@comptoir/contracts/catalog/product-import-routes'
import { describe, expect, it } from 'vitest'
import { documentOf, mappingBody, mappingFaults, mappingValues, presets } from './mapping-values.ts'

const columns = ['SKU', 'Titre', 'Prix', 'Stock', 'Catégorie', 'x']

describe('the mapping of columns', () => {
  it('guesses from the names of columns what they are', () => {
    const values = mappingValues(undefined, columns)
    expect(values).toMatchObject({
      ...{ way: 'columns', sku: 'SKU', titleFr: 'Titre', price: 'Prix', stock: 'Stock' },
      ...{ category: 'Catégorie', brand: '' },
    })
    expect(mappingFaults(values)).toEqual([])
  })

  it('becomes a body of the contract, and is read back from it', () => {
    const values = {
      ...mappingValues(undefined, columns),
      ...{ decimal: ',', otherwise: 'Autres', optionName: 'Option{n}', optionValue: 'Valeur{n}' },
      ...{ weight: 'x', weightUnit: 'kg', setStock: true, currency: 'USD', rate: '0.92' },
    }
    const body = mappingBody(values)
    expect(ProductImportMapping.safeParse(body).success).toBe(true)
    expect(mappingValues(body, columns)).toEqual(values)
  })

  it('of products without categories and variants names none', () => {
    const values = { ...mappingValues(undefined, ['sku', 'name', 'price']), otherwise: 'Autres' }
    expect(documentOf(values)).toMatchObject({
      ...{ externalId: 'sku', title: { fr: 'name' }, price: { field: 'price' } },
      categories: { field: { value: '' }, otherwise: { fr: 'Autres' } },
    })
    expect(mappingValues(mappingBody(values), [])).toEqual(values)
  })

  it('of a system says nothing but its name', () => {
    const values = { ...mappingValues(undefined, columns), way: 'preset', preset: 'shopify' }
    expect(mappingBody(values)).toEqual({ preset: 'shopify', setStock: false })
    expect(mappingValues({ preset: 'shopify', setStock: false }, [])).toMatchObject({
      ...{ way: 'preset', preset: 'shopify' },
    })
  })

  it('that no form writes stays a document', () => {
    const mapping = { sku: { columns: ['a', 'b'] }, title: { text: 'name' } }
    const values = mappingValues({ mapping, setStock: false }, columns)
    expect(values.way).toBe('document')
    expect(mappingBody(values)).toEqual({ mapping, setStock: false })
  })

  it.each([
    ['no system', { way: 'preset' }, ['preset']],
    [
      'no columns',
      { way: 'columns', sku: '', price: '', titleFr: '' },
      ['sku', 'price', 'titleFr'],
    ],
    ['half an option', { way: 'columns', optionName: 'Option{n}' }, ['optionValue']],
    ['no object', { way: 'document', document: '[1]' }, ['document']],
    ['no currency', { way: 'columns', currency: 'usd', rate: '0,92' }, ['currency', 'rate']],
  ])('is not whole with %s', (_, given, fields) => {
    const values = { ...mappingValues(undefined, columns), ...given }
    expect(mappingFaults(values).map(({ field }) => field)).toEqual(fields)
  })

  it('knows all systems of the contract', () => {
    expect(presets).toEqual(ImportPreset.options)
  })
})
