import { lookUp } from '@comptoir/contracts/look-up'
import type { ListMessages } from '../../../messages/list.ts'
import type { ProductsTexts } from '../../../messages/products/products.ts'
import type { Chip } from '../../../ui/data-list/chips.tsx'
import { type FilterName, filterNames, type ProductSearch } from './product-search.ts'

/** The filters that are set, in words; what is searched for stands in its own field. */
export function productChips(
  search: ProductSearch,
  texts: ProductsTexts,
  list: ListMessages,
): Chip[] {
  const words = new Map<FilterName, Readonly<Record<string, string>>>([
    ['status', texts.statuses],
    ['stock', texts.stocks],
  ])
  return filterNames.flatMap((name) => {
    const value = search[name]
    if (value === undefined || name === 'q') return []
    const said = lookUp(words.get(name) ?? {}, value) ?? value
    return [{ name, text: list.filterIs(texts.filters[name], said) }]
  })
}
