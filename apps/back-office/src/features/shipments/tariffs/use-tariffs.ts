import type { readTariffs } from '@comptoir/contracts/shipping/tariff-routes'
import type { TariffBook } from '@comptoir/contracts/shipping/tariff-schemas'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useApi } from '../../../office.tsx'

const key = ['shipping', 'GetShippingTariffs']

/** Carriers, options, zones and tariffs, with their history. */
export function useTariffs() {
  const { call } = useApi()
  return useQuery({
    queryKey: key,
    queryFn: ({ signal }) =>
      call<typeof readTariffs>('GET /api/shipping-tariffs', { query: {}, signal }),
  })
}

/** Each write answers with the whole book as it is now. */
export function useTariffsChanged() {
  const queries = useQueryClient()
  return (book: TariffBook) => {
    queries.setQueryData(key, book)
    void queries.invalidateQueries({ queryKey: ['shipping', 'ListCarriers'] })
  }
}
