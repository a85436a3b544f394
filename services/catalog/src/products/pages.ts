import type { ProductQuery } from '@comptoir/contracts/catalog/schemas'
import type { Catalogue } from '../memory/catalogue.ts'
import { wordsOf } from '../search/text.ts'
import type { Product } from './product.ts'
import { pageRequestOf } from './product-query.ts'
import { toSummary } from './product-view.ts'

/** A page of active products. */
export function pageBody(catalogue: Catalogue, query: ProductQuery): string {
  const { items, total, facets, didYouMean } = catalogue.list(pageRequestOf(query, catalogue))
  const { page, limit } = query
  const rest = JSON.stringify({
    page,
    limit,
    total,
    pages: Math.ceil(total / limit),
    facets,
    didYouMean,
  })
  return `{"items":[${items.join(',')}],${rest.slice(1)}`
}

/** A page of products in the states that staff ask for, last changed first; words must all be there. */
export function staffPage(catalogue: Catalogue, query: ProductQuery): string {
  const { page, limit } = query
  const states =
    query.status === 'all' ? (['draft', 'active', 'archived'] as const) : [query.status]
  const wanted = wordsOf(query.q ?? '')
  const found = catalogue.inStates(states).filter((product) => holdsAll(product, wanted))
  const items = found
    .slice((page - 1) * limit, page * limit)
    .map((product) => toSummary(product, catalogue.available))
  const total = found.length
  return JSON.stringify({ items, page, limit, total, pages: Math.ceil(total / limit) })
}

function holdsAll({ title, slug, variants }: Product, wanted: readonly string[]): boolean {
  if (wanted.length === 0) return true
  const text = [title.fr ?? '', title.en ?? '', slug, ...variants.map(({ sku }) => sku)].join(' ')
  const words = wordsOf(text)
  return wanted.every((part) => words.some((word) => word.startsWith(part)))
}
