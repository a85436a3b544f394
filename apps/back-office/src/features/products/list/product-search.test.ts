import { describe, expect, it } from 'vitest'
import { productQuery, selectionFilter } from './product-query.ts'
import { readProductSearch } from './product-search.ts'

describe('the address of the list of products', () => {
  it('keeps what it knows and leaves out what makes no sense', () => {
    expect(
      readProductSearch({ q: ' lampe ', status: 'draft', sort: 'sku', min: 'cheap', page: '2' }),
    ).toEqual({ q: 'lampe', status: 'draft', sort: 'sku' })
  })

  it('lists products on sale when it names what only their list is narrowed by', () => {
    expect(readProductSearch({ brand: 'Alba', status: 'archived' })).toEqual({
      brand: 'Alba',
      status: 'active',
    })
  })
})

describe('the query of a list of products', () => {
  it('asks for all states unless one is named', () => {
    expect(productQuery({ q: 'lampe' })).toEqual({ q: 'lampe', status: 'all', facets: 'false' })
  })

  it('has amounts in cents, and stock as yes or no', () => {
    expect(productQuery({ status: 'active', min: '12,5', max: '40', stock: 'out' })).toMatchObject({
      minPrice: '1250',
      maxPrice: '4000',
      inStock: 'false',
    })
  })

  it('leaves out orders that the list of shoppers has not', () => {
    expect(productQuery({ status: 'active', sort: '-updated' })).not.toHaveProperty('sort')
    expect(productQuery({ sort: '-updated' })).toMatchObject({ sort: '-updated' })
  })

  it('asks for the own products of a vendor in any state', () => {
    expect(productQuery({ status: 'active' }, 'vnd_1')).toMatchObject({ vendor: 'vnd_1' })
  })
})

describe('a change of all that is listed', () => {
  it('selects by state, category, brand and words', () => {
    expect(selectionFilter({ status: 'active', category: 'lampes', q: 'alba' })).toEqual({
      ...{ status: 'active', category: 'lampes', q: 'alba' },
    })
    expect(selectionFilter({})).toEqual({ status: 'all' })
  })

  it.each([{ vendor: 'vnd_1' }, { min: '3' }, { stock: 'in' }] as const)(
    'is not offered where the service has no such filter: %o',
    (search) => {
      expect(selectionFilter(search)).toBeUndefined()
    },
  )
})
