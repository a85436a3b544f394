import type { readVendorDetails } from '@comptoir/contracts/admin/vendors/routes'
import type { Vendor } from '@comptoir/contracts/admin/vendors/schemas'
import { type QueryClient, queryOptions, useQuery, useQueryClient } from '@tanstack/react-query'
import type { Api } from '../../../api/api.ts'
import { useApi } from '../../../office.tsx'

const vendorQuery = ({ call }: Api, vendorId: string) =>
  queryOptions({
    queryKey: ['admin', 'GetVendorDetails', vendorId],
    queryFn: ({ signal }) =>
      call<typeof readVendorDetails>('GET /api/vendors/{vendorId}/details', {
        ...{ params: { vendorId }, signal },
      }),
  })

/** Everything of a vendor, for staff and its own people. */
export const useVendor = (vendorId: string) => useQuery(vendorQuery(useApi(), vendorId))

/** Reads a vendor anew, as somebody else may have left it. */
export const readVendorAgain = (queries: QueryClient, api: Api, vendorId: string) =>
  queries.fetchQuery({ ...vendorQuery(api, vendorId), staleTime: 0 })

/** Keeps what a change of a vendor answered, and has the lists read again. */
export function useKeepVendor(): (vendor: Vendor) => void {
  const queries = useQueryClient()
  const api = useApi()
  return (vendor) => {
    queries.setQueryData(vendorQuery(api, vendor.vendorId).queryKey, vendor)
    void queries.invalidateQueries({ queryKey: ['admin', 'ListVendors'] })
  }
}
