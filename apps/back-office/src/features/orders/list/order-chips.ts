import { lookUp } from '@comptoir/contracts/look-up'
import type { OrderMessages } from '../../../messages/orders/orders.ts'
import type { Chip } from '../../../ui/data-list/chips.tsx'
import { type FilterName, filterNames, type OrderSearch } from './order-search.ts'

/** The filters that are set, in words; what is searched for stands in its own field. */
export function orderChips(search: OrderSearch, orders: OrderMessages): Chip[] {
  const texts = new Map<FilterName, Readonly<Record<string, string>>>([
    ['status', orders.statuses],
    ['paymentStatus', orders.paymentStatuses],
    ['fulfilmentStatus', orders.fulfilmentStatuses],
  ])
  return filterNames.flatMap((name) => {
    const value = search[name]
    if (value === undefined || name === 'q') return []
    const words = lookUp(texts.get(name) ?? {}, value) ?? value
    return [{ name, text: orders.filterIs(orders.filters[name], words) }]
  })
}
