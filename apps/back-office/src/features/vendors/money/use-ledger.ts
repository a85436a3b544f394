import type {
  listVendorEntries,
  listVendorPayouts,
} from '@comptoir/contracts/admin/vendors/ledger-routes'
import { useInfiniteQuery, useQueryClient } from '@tanstack/react-query'
import { useApi } from '../../../office.tsx'
import { usePages } from '../../../ui/data-list/use-pages.ts'

const pageSize = 50

const entriesKey = (vendorId: string) => ['admin', 'ListVendorEntries', vendorId]
const payoutsKey = (vendorId: string) => ['admin', 'ListVendorPayouts', vendorId]

type Asked = { readonly currency: string; readonly payoutId?: string | undefined }

/** The entries of a vendor's ledger, the last one first, with what it comes to; of one payout, those of its period. */
export function useEntries(vendorId: string, { currency, payoutId }: Asked) {
  const { call } = useApi()
  const query = { currency, ...(payoutId !== undefined && { payoutId }) }
  return useInfiniteQuery({
    queryKey: [...entriesKey(vendorId), query],
    queryFn: ({ pageParam: cursor, signal }) =>
      call<typeof listVendorEntries>('GET /api/vendors/{vendorId}/ledger', {
        params: { vendorId },
        query: { ...query, limit: pageSize, ...(cursor !== undefined && { cursor }) },
        signal,
      }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: ({ nextCursor }) => nextCursor,
  })
}

/** The payouts of a vendor, the last one first. */
export function usePayouts(vendorId: string) {
  const { call } = useApi()
  return usePages(payoutsKey(vendorId), (page, signal) =>
    call<typeof listVendorPayouts>('GET /api/vendors/{vendorId}/payouts', {
      ...{ params: { vendorId }, query: page, signal },
    }),
  )
}

/** After something was entered or paid: ledger and payouts are read again. */
export function useLedgerChanged(vendorId: string): () => Promise<unknown> {
  const queries = useQueryClient()
  return () =>
    Promise.all([
      queries.invalidateQueries({ queryKey: entriesKey(vendorId) }),
      queries.invalidateQueries({ queryKey: payoutsKey(vendorId) }),
    ])
}
