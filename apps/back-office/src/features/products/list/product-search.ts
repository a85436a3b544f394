import type { ProductStatus } from '@comptoir/contracts/catalog/schemas'
import {
  amountIn,
  given,
  type ListSearch,
  oneOf,
  readListSearch,
  wordOf,
} from '../../../ui/data-list/list-search.ts'

export const statuses = ['draft', 'active', 'archived'] as const satisfies readonly ProductStatus[]

/** Orders that the service has for products in any state, and those it has for what shoppers see. */
const anySorts = ['-updated', 'updated', 'sku', '-sku'] as const
export const shopSorts = ['newest', 'price', '-price', 'title', '-sold'] as const
export const sorts = [...anySorts, ...shopSorts]

/** What products are searched by; amounts as people write them. */
export type ProductFilter = {
  readonly q?: string
  readonly status?: ProductStatus
  readonly vendor?: string
  /** These five are of the list that shoppers see: of products on sale only. */
  readonly category?: string
  readonly brand?: string
  readonly min?: string
  readonly max?: string
  readonly stock?: 'in' | 'out'
}

const shopFilters = ['category', 'brand', 'min', 'max', 'stock'] as const
export const filterNames = ['q', 'status', 'vendor', ...shopFilters] as const
export type FilterName = (typeof filterNames)[number]

export type ProductSearch = ListSearch &
  ProductFilter & {
    /** Whether rows are changed in the list. */
    readonly edit?: 'on'
  }

/** Reads the address of the list of products: what makes no sense is left out. */
export function readProductSearch(search: Readonly<Record<string, unknown>>): ProductSearch {
  const ofShop = given({
    category: wordOf(search['category'], 120),
    brand: wordOf(search['brand'], 120),
    min: amountIn(search['min']),
    max: amountIn(search['max']),
    stock: oneOf(search['stock'], ['in', 'out'] as const),
  })
  const isOfShop = Object.keys(ofShop).length > 0
  return given({
    ...readListSearch(search, sorts),
    q: wordOf(search['q'], 200),
    status: isOfShop ? 'active' : oneOf(search['status'], statuses),
    vendor: wordOf(search['vendor'], 80),
    ...ofShop,
    edit: oneOf(search['edit'], ['on'] as const),
  })
}

/** How a list is shown, without its filters. */
export const shownAs = ({ columns, density, sort, edit }: ProductSearch): ProductSearch =>
  given({ columns, density, sort, edit })
