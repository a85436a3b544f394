import type { OrderStatus } from '@comptoir/contracts/orders/schemas'
import { given, type ListSearch, oneOf, readListSearch } from '../../../ui/data-list/list-search.ts'

/** The states that orders have once they are confirmed: a vendor sees none before. */
export const ownOrderStatuses = [
  ...(['confirmed', 'processing', 'partially_shipped', 'shipped'] as const),
  ...(['partially_delivered', 'delivered', 'completed', 'cancelled'] as const),
] satisfies readonly OrderStatus[]

export type OwnOrderSearch = ListSearch & { readonly status?: OrderStatus }

/** Reads the address of the list of a vendor's orders: what makes no sense is left out. */
export function readOwnOrderSearch(search: Readonly<Record<string, unknown>>): OwnOrderSearch {
  return given({
    ...readListSearch(search),
    status: oneOf(search['status'], ownOrderStatuses),
  })
}
