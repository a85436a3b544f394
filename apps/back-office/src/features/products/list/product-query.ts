import { given, oneOf } from '../../../ui/data-list/list-search.ts'
import { minorUnits } from '../../../ui/fields/money-text.ts'
import { type ProductSearch, shopSorts, sorts } from './product-search.ts'

/** The query of the operation for an address; `own` is the vendor that who asks sells for. */
export function productQuery(search: ProductSearch, own?: string) {
  const { q, status = 'all', vendor = own, category, brand, min, max, stock } = search
  const all = { q, status, vendor, facets: 'false' }
  if (status !== 'active') return given({ ...all, sort: oneOf(search.sort, sorts) })
  return given({
    ...{ ...all, category, brand, sort: oneOf(search.sort, shopSorts) },
    minPrice: min === undefined ? undefined : String(minorUnits(min)),
    maxPrice: max === undefined ? undefined : String(minorUnits(max)),
    inStock: stock === undefined ? undefined : String(stock === 'in'),
  })
}

/** The filter of a change of all that is listed; nothing where the service cannot say the same of a change. */
export function selectionFilter(search: ProductSearch) {
  const { q, status = 'all' as const, category, brand, vendor, min, max, stock } = search
  if (vendor !== undefined || min !== undefined || max !== undefined || stock !== undefined)
    return undefined
  return given({ q, status, category, brand })
}
