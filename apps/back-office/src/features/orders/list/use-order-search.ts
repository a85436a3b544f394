import { getRouteApi } from '@tanstack/react-router'
import { given } from '../../../ui/data-list/list-search.ts'
import type { OrderSearch } from './order-search.ts'

const route = getRouteApi('/orders')

/**
 * The address of the list, and the ways to change it. Typing replaces it; choosing adds one, so that Back undoes it. An order is
 * opened above the list, which keeps its address.
 */
export function useOrderSearch() {
  const search = route.useSearch()
  const navigate = route.useNavigate()
  const go = (next: OrderSearch, replace = false) =>
    void navigate({ to: '/orders', search: given(next), replace })
  const openOrder = (orderId: string) => {
    const params = { orderId, tab: 'summary' }
    void navigate({ to: '/orders/$orderId/$tab', params, search: true })
  }
  return { search, go, openOrder }
}
