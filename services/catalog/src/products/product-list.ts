import type { ProductQuery } from '@comptoir/contracts/catalog/schemas'
import { refuse } from '@comptoir/service/problems/refusal'
import { categoryOf } from '../categories/category-tree.ts'
import type { Catalogue } from '../memory/catalogue.ts'
import {
  brandDimension,
  categoryDimension,
  isAttribute,
  vendorDimension,
} from '../memory/facet-values.ts'
import type { Filter } from '../memory/listing.ts'
import type { SortKey } from '../memory/product-columns.ts'
import { inStaffOrder, isForStaff } from '../memory/staff-order.ts'
import { publicPriceOf } from '../price-lists/public-price.ts'
import { matcherOf, productsNamed } from './find-products.ts'
import type { Product, Variant } from './product.ts'
import { toSummary } from './product-view.ts'

/** A page of active products, as JSON text. */
export function pageBody(catalogue: Catalogue, query: ProductQuery): string {
  requirePublicOrder(query)
  const { page, limit, ids } = query
  if (ids) return chosenBody(catalogue, ids)
  const { items, total, facets, didYouMean } = catalogue.list({
    query: query.q || undefined,
    filters: filtersOf(query, catalogue),
    sort: sortOf(query),
    offset: (page - 1) * limit,
    limit,
    facets: query.facets,
  })
  const pages = Math.ceil(total / limit)
  const rest = JSON.stringify({ page, limit, total, pages, facets, didYouMean })
  return `{"items":[${items.join(',')}],${rest.slice(1)}`
}

/** The products with these ids or slugs that are for sale, in this order, as JSON text. */
function chosenBody(catalogue: Catalogue, ids: readonly string[]): string {
  const products = productsNamed(catalogue, ids).filter(
    (product) => product.status === 'active' && catalogue.sells(product),
  )
  const items = products.map((product) => toSummary(product, catalogue))
  const { length: total } = items
  return JSON.stringify({ items, page: 1, limit: ids.length, total, pages: Math.min(1, total) })
}

/** A page of products in the states that staff, or their vendor, ask for; words must all be there. */
export function staffPage(catalogue: Catalogue, query: ProductQuery, own?: string): string {
  const { page, limit, vendor, status } = query
  const vendors = own === undefined ? vendor : [own]
  const matches = matcherOf(query.q)
  const found = catalogue
    .all()
    .filter((product) => status === 'all' || product.status === status)
    .filter((product) => !vendors || vendors.includes(product.vendorId ?? ''))
    .filter(matches)
  const items = inStaffOrder(found, query, catalogue.soldOf)
    .slice((page - 1) * limit, page * limit)
    .map((product) => toSummary(product, asEntered(catalogue)))
  const total = found.length
  return JSON.stringify({ items, page, limit, total, pages: Math.ceil(total / limit) })
}

/** Base prices, whatever price lists say. */
const asEntered = ({ available }: Catalogue) => ({
  available,
  publicPriceOf: (product: Product, variant: Variant) =>
    publicPriceOf({ variant, history: product.priceHistory }, [], ''),
})

/** What shoppers are shown is not sorted by what only staff know. */
function requirePublicOrder({ sort }: ProductQuery): void {
  if (!isForStaff(sort)) return
  const message = `${sort} is an order of lists for staff, with a status`
  throw refuse('invalid_request', message, {
    errors: [{ field: 'sort', code: 'for_staff', message }],
  })
}

function sortOf({ sort, locale }: ProductQuery): SortKey | undefined {
  switch (sort) {
    case 'title':
      return `title-${locale}`
    case 'newest':
    case 'price':
    case '-price':
    case '-sold':
      return sort
    default:
      return undefined
  }
}

function filtersOf(query: ProductQuery, catalogue: Catalogue): Filter[] {
  const tree = catalogue.tree()
  const facets = catalogue.facets()
  const valuesFilter = (dimension: string, wanted: readonly string[] = []): Filter[] => {
    if (wanted.length === 0) return []
    const ids = wanted.flatMap((value) => facets.find(dimension, value) ?? [])
    return [{ kind: 'values', dimension, values: new Set(ids) }]
  }
  const categories = query.category?.map((id) => categoryOf(tree, id)?.categoryId ?? id)
  const { minPrice: min, maxPrice: max, inStock } = query
  const isPriced = min !== undefined || max !== undefined
  return [
    ...valuesFilter(categoryDimension, categories),
    ...valuesFilter(brandDimension, query.brand),
    ...valuesFilter(vendorDimension, query.vendor),
    // the parameters `attr.NAME`, which are named as their dimensions
    ...Object.entries(query).flatMap(([name, wanted]) =>
      isAttribute(name) && Array.isArray(wanted) ? valuesFilter(name, wanted) : [],
    ),
    ...(isPriced
      ? [{ kind: 'price' as const, min: min ?? 0, max: max ?? Number.POSITIVE_INFINITY }]
      : []),
    ...(inStock === undefined ? [] : [{ kind: 'stock' as const, inStock }]),
  ]
}
