import type { ProductQuery } from '@comptoir/contracts/catalog/schemas'
import { categoryOf } from '../categories/category-tree.ts'
import type { PageRequest } from '../memory/active-products.ts'
import type { Catalogue } from '../memory/catalogue.ts'
import { attributeDimension, brandDimension, categoryDimension } from '../memory/facet-values.ts'
import type { Filter } from '../memory/listing.ts'
import type { SortKey } from '../memory/product-columns.ts'

/** What a list request asks of the catalogue. */
export function pageRequestOf(query: ProductQuery, catalogue: Catalogue): PageRequest {
  return {
    query: query.q || undefined,
    filters: filtersOf(query, catalogue),
    sort: sortOf(query),
    offset: (query.page - 1) * query.limit,
    limit: query.limit,
    facets: query.facets,
  }
}

function sortOf({ sort, locale }: ProductQuery): SortKey | undefined {
  if (sort === 'title') return `title-${locale}`
  return sort === 'relevance' ? undefined : sort
}

function filtersOf(query: ProductQuery, catalogue: Catalogue): Filter[] {
  const tree = catalogue.tree()
  const categories = query.category?.map((id) => categoryOf(tree, id)?.categoryId ?? id)
  const filters = [
    valuesFilter(catalogue, categoryDimension, categories),
    valuesFilter(catalogue, brandDimension, query.brand),
    ...attributesOf(query).map(([name, values]) =>
      valuesFilter(catalogue, attributeDimension(name), values),
    ),
    priceFilter(query),
    query.inStock === undefined ? undefined : ({ kind: 'stock', inStock: query.inStock } as const),
  ]
  return filters.filter((filter) => filter !== undefined)
}

const attributeParameter = 'attr.'

/** The parameters `attr.NAME`: the only ones beside those of the schema that mean something. */
function attributesOf(query: ProductQuery): [name: string, values: string[]][] {
  return Object.entries(query).flatMap(([key, value]) =>
    key.startsWith(attributeParameter) && Array.isArray(value)
      ? [[key.slice(attributeParameter.length), value]]
      : [],
  )
}

function valuesFilter(
  catalogue: Catalogue,
  dimension: string,
  values: readonly string[] | undefined,
): Filter | undefined {
  if (!values || values.length === 0) return undefined
  const facets = catalogue.facets()
  const ids = values.map((value) => facets.find(dimension, value))
  return {
    kind: 'values',
    dimension: facets.dimension(dimension) ?? -1,
    values: new Set(ids.filter((id) => id !== undefined)),
  }
}

function priceFilter({ minPrice, maxPrice }: ProductQuery): Filter | undefined {
  if (minPrice === undefined && maxPrice === undefined) return undefined
  return { kind: 'price', min: minPrice ?? 0, max: maxPrice ?? Number.POSITIVE_INFINITY }
}
