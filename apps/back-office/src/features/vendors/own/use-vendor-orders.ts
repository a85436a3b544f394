import type {
  listVendorOrders,
  readVendorOrder,
  VendorOrder,
} from '@comptoir/contracts/orders/vendors/routes'
import { useQuery } from '@tanstack/react-query'
import { useApi } from '../../../office.tsx'
import type { Found } from '../../../ui/data-list/column.ts'
import { given } from '../../../ui/data-list/list-search.ts'
import { usePages } from '../../../ui/data-list/use-pages.ts'
import type { OwnOrderSearch } from './own-order-search.ts'

/** The confirmed orders with goods of a vendor, as far as it sees them. */
export function useVendorOrders(
  vendorId: string,
  { status }: Pick<OwnOrderSearch, 'status'> = {},
): Found<VendorOrder> {
  const { call } = useApi()
  const query = given({ status })
  return usePages(['orders', 'ListVendorOrders', vendorId, query], (page, signal) =>
    call<typeof listVendorOrders>('GET /api/vendor-orders/{vendorId}', {
      ...{ params: { vendorId }, query: { ...query, ...page }, signal },
    }),
  )
}

export function useVendorOrder(vendorId: string, orderId: string) {
  const { call } = useApi()
  return useQuery({
    queryKey: ['orders', 'GetVendorOrder', vendorId, orderId],
    queryFn: ({ signal }) =>
      call<typeof readVendorOrder>('GET /api/vendor-orders/{vendorId}/{orderId}', {
        ...{ params: { vendorId, orderId }, signal },
      }),
  })
}
