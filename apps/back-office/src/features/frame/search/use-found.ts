import type { listUsers } from '@comptoir/contracts/accounts/user-routes'
import type { listProducts } from '@comptoir/contracts/catalog/product-routes'
import type { listOrders } from '@comptoir/contracts/orders/routes'
import { readText } from '@comptoir/site/localized'
import { formatMoney } from '@comptoir/site/money'
import { useQuery } from '@tanstack/react-query'
import { useRouter } from '@tanstack/react-router'
import { useApi, useLocale } from '../../../office.tsx'
import { usePermissions } from '../../../session/use-permissions.ts'
import { openPages } from '../pages.ts'
import type { Hit } from './hit.ts'

const limit = 5
/** Of fewer letters everything would be found. */
const fewest = 2

type Found = {
  readonly found: readonly Hit[]
  readonly isLooking: boolean
  /** Something of it was not answered. */
  readonly isPartial: boolean
}

/** The orders, customers and products that services find for the words. */
export function useFound(q: string): Found {
  const orders = useOrderHits(q)
  const customers = useCustomerHits(q)
  const products = useProductHits(q)
  const all = [orders, customers, products]
  return {
    found: all.flatMap(({ hits }) => hits),
    isLooking: all.some(({ isFetching }) => isFetching),
    isPartial: all.some(({ isError }) => isError),
  }
}

/** Whether a page is open: what would lead nowhere is not looked for. */
function useOpen(page: 'orders' | 'customers' | 'products', q: string): boolean {
  const { mine } = usePermissions()
  const isOpen = openPages(mine).some(({ pages }) => pages.some(({ name }) => name === page))
  return isOpen && q.length >= fewest
}

const staleTime = 30_000

function useOrderHits(q: string) {
  const { call } = useApi()
  const locale = useLocale()
  const { history } = useRouter()
  const { data, isFetching, isError } = useQuery({
    queryKey: ['orders', 'ListOrders', 'search', q],
    queryFn: ({ signal }) =>
      call<typeof listOrders>('GET /api/orders', { query: { q, limit }, signal }),
    ...{ enabled: useOpen('orders', q), staleTime },
  })
  const hits = (data?.items ?? []).map(
    ({ orderId, number, totals }): Hit => ({
      ...{
        id: orderId,
        group: 'orders',
        text: number,
        hint: formatMoney(totals.grandTotal, locale),
      },
      run: () => history.push(`/orders/${orderId}/summary`),
    }),
  )
  return { hits, isFetching, isError }
}

function useCustomerHits(q: string) {
  const { call } = useApi()
  const { history } = useRouter()
  const { data, isFetching, isError } = useQuery({
    queryKey: ['accounts', 'ListUsers', 'search', q],
    queryFn: ({ signal }) =>
      call<typeof listUsers>('GET /api/users', { query: { q, limit }, signal }),
    ...{ enabled: useOpen('customers', q), staleTime },
  })
  const hits = (data?.items ?? []).map(
    ({ userId, email, firstName, lastName }): Hit => ({
      ...{ id: userId, group: 'customers', text: email, hint: `${firstName} ${lastName}` },
      run: () => history.push(`/customers/${userId}`),
    }),
  )
  return { hits, isFetching, isError }
}

function useProductHits(q: string) {
  const { call } = useApi()
  const locale = useLocale()
  const { history } = useRouter()
  const { data, isFetching, isError } = useQuery({
    queryKey: ['catalog', 'ListProducts', 'search', q],
    queryFn: ({ signal }) =>
      call<typeof listProducts>('GET /api/products', {
        ...{ query: { q, limit: String(limit) }, signal },
      }),
    ...{ enabled: useOpen('products', q), staleTime },
  })
  const meant = q.toLowerCase()
  const hits = (data?.items ?? []).map(
    ({ productId, title, skus }): Hit => ({
      ...{ id: productId, group: 'products', text: readText(title, locale).text },
      hint: skus.find((sku) => sku.toLowerCase().includes(meant)),
      run: () => history.push(`/products/${productId}`),
    }),
  )
  return { hits, isFetching, isError }
}
