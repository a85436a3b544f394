import type { PriceListStatus } from '@comptoir/contracts/catalog/price-list-schemas'
import { given, type ListSearch, oneOf, readListSearch } from '../../../ui/data-list/list-search.ts'

export const priceListStatuses = ['draft', 'active', 'archived'] satisfies PriceListStatus[]

export type PriceListSearch = ListSearch & { readonly status?: PriceListStatus }

/** Reads the address of the list of price lists: what makes no sense is left out. */
export const readPriceListSearch = (search: Readonly<Record<string, unknown>>): PriceListSearch =>
  given({
    ...readListSearch(search),
    status: oneOf<PriceListStatus>(search['status'], priceListStatuses),
  })
