import { getRouteApi } from '@tanstack/react-router'
import { given } from '../../../ui/data-list/list-search.ts'
import type { ProductSearch } from './product-search.ts'

const route = getRouteApi('/products')

/** The address of the list, and the ways to change it; a product is opened above the list, which keeps its address. */
export function useProductSearch() {
  const search = route.useSearch()
  const navigate = route.useNavigate()
  const go = (next: ProductSearch, replace = false) =>
    void navigate({ to: '/products', search: given(next), replace })
  const openProduct = (productId: string) => {
    const params = { productId, tab: 'texts' }
    void navigate({ to: '/products/$productId/$tab', params, search: true })
  }
  return { search, go, openProduct }
}
