import { describe, expect, it } from 'vitest'
import { productsEn } from '../../../messages/products/products.ts'
import { differencesOf } from './difference.ts'

const words = { texts: productsEn, locale: 'en', categoryName: (id: string) => `<${id}>` } as const
const euros = (amount: number) => ({ amount, currency: 'EUR' })

describe('what a change does to a product', () => {
  it('has a line for each SKU whose price changes, with its former price', () => {
    const same = { sku: 'B', price: euros(500), former: null }
    expect(
      differencesOf(
        { prices: [{ sku: 'A', price: euros(1_000), former: null }, same] },
        { prices: [{ sku: 'A', price: euros(900), former: euros(1_000) }, same] },
        words,
      ),
    ).toEqual([{ what: 'A', before: '€10.00', after: '€9.00 (before €10.00)' }])
  })

  it('names states, categories and what is empty', () => {
    const lines = differencesOf(
      { status: 'draft', categoryIds: [], brand: null, attributes: {} },
      { status: 'active', categoryIds: ['c1', 'c2'], brand: 'Alba', attributes: { warm: true } },
      words,
    )
    expect(lines.map(({ before, after }) => [before, after])).toEqual([
      ['Draft', 'On sale'],
      ['nothing', '<c1>, <c2>'],
      ['nothing', 'Alba'],
      ['nothing', 'warm = true'],
    ])
  })
})
