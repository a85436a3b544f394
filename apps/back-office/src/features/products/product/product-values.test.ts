import type { ProductView } from '@comptoir/contracts/catalog/schemas'
import { describe, expect, it } from 'vitest'
import { fieldOfProduct, newProduct, productOf, productValues } from './product-values.ts'

const euros = (amount: number) => ({ amount, currency: 'EUR' })
const maker = { name: 'Alba', postalAddress: 'Lyon', electronicAddress: 'a@alba.example' }
const product: ProductView = {
  ...{ productId: 'prd_1', slug: 'bol', status: 'draft', visibility: 'unlisted', version: 3 },
  ...{ title: { fr: 'Bol', en: 'Bowl' }, brand: 'Alba', taxClass: 'books', categoryIds: ['c'] },
  ...{ breadcrumbs: [], attributes: { warm: true, width: 12 }, images: [] },
  ...{ options: [{ name: 'Size', values: ['S'] }], withdrawalExclusion: 'press' },
  ...{ publishAt: '2027-07-01T07:30:00.000Z', externalId: 'x-1', vendorId: 'vnd_1' },
  ...{ seo: { title: { fr: 'Bol' } }, safety: { manufacturer: maker } },
  variants: [
    {
      ...{ sku: 'BOL', gtin: '12345678', options: { Size: 'S' }, price: euros(1_000) },
      ...{ compareAtPrice: euros(1_200), weightGrams: 300, available: 4, inStock: true },
      ...{ imagePath: 'a.webp', dimensions: { widthMm: 10 } },
    },
  ],
  ...{ inStock: true, createdAt: '2026-01-01T00:00:00Z', updatedAt: '2026-01-01T00:00:00Z' },
}

describe('a product in its form', () => {
  it('is sent as it was read when nothing changed', () => {
    expect(productOf(productValues(product), true)).toEqual({
      ...{ slug: 'bol', visibility: 'unlisted', title: { fr: 'Bol', en: 'Bowl' }, brand: 'Alba' },
      ...{ taxClass: 'books', withdrawalExclusion: 'press', externalId: 'x-1', vendorId: 'vnd_1' },
      ...{ publishAt: '2027-07-01T07:30:00.000Z', categoryIds: ['c'] },
      ...{ attributes: { warm: true, width: 12 }, options: [{ name: 'Size', values: ['S'] }] },
      ...{ seo: { title: { fr: 'Bol' } }, safety: { manufacturer: maker } },
      variants: [
        {
          ...{ sku: 'BOL', gtin: '12345678', options: { Size: 'S' }, price: euros(1_000) },
          ...{ compareAtPrice: euros(1_200), weightGrams: 300, imagePath: 'a.webp' },
          dimensions: { widthMm: 10 },
        },
      ],
    })
  })

  it('keeps the kind of each attribute whose text is the same', () => {
    const attributes = { code: '7', care: 'true', size: '1.10', width: 12 }
    const values = productValues({ ...product, attributes })
    expect(productOf(values, true, { attributes }).attributes).toEqual(attributes)
    const wider = values.attributes.map((row) =>
      row.name === 'width' ? { ...row, value: '13' } : row,
    )
    expect(productOf({ ...values, attributes: wider }, true, { attributes }).attributes).toEqual({
      ...{ ...attributes, width: 13 },
    })
  })

  it('keeps the moment it goes on sale to the second', () => {
    const soon = { ...product, publishAt: '2027-07-01T07:30:41.000Z' }
    expect(productOf(productValues(soon), true, soon).publishAt).toBe(soon.publishAt)
  })

  it('takes away what was emptied, rather than keep it', () => {
    expect(productOf(newProduct, true)).toMatchObject({
      ...{ withdrawalExclusion: null, publishAt: null, seo: null, safety: null, vendorId: null },
    })
  })

  it('says nothing of owner and other systems where a vendor writes it', () => {
    const sent = productOf(productValues(product), false)
    expect(sent).not.toHaveProperty('vendorId')
    expect(sent).not.toHaveProperty('externalId')
  })

  it('finds the field of a refusal', () => {
    expect(fieldOfProduct('sku')).toBe('variants')
    expect(fieldOfProduct('safety.responsiblePerson.name')).toBe('safety.responsible.name')
    expect(fieldOfProduct('variants.3.price.amount')).toBe('variants.3.price.amount')
  })
})
