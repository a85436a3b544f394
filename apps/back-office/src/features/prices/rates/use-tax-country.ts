import type { listTaxRates } from '@comptoir/contracts/billing/routes'
import type {
  deleteTaxRate,
  putTaxRate,
  readTaxCountry,
} from '@comptoir/contracts/billing/tax-routes'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useApi } from '../../../office.tsx'
import type { RateKey } from './tax-rates.ts'

const taxCountryKey = (countryCode: string) => ['billing', 'GetTaxCountry', countryCode]

/** All rates of a country with their history. */
export function useTaxCountry(countryCode: string) {
  const { call } = useApi()
  return useQuery({
    queryKey: taxCountryKey(countryCode),
    queryFn: ({ signal }) =>
      call<typeof readTaxCountry>('GET /api/tax-rates/{countryCode}', {
        params: { countryCode },
        signal,
      }),
  })
}

/** Sets a rate, or takes it back; the answer is what is shown then. */
export function useRateChanges(countryCode: string) {
  const { call } = useApi()
  const queries = useQueryClient()
  const path = 'PUT /api/tax-rates/{place}/{taxClass}/{validFrom}' as const
  const keep = (answer: object) => {
    queries.setQueryData(taxCountryKey(countryCode), answer)
    void queries.invalidateQueries({ queryKey: ['billing', 'ListTaxRates'] })
  }
  return {
    set: async (params: RateKey, rateBps: number, reason: string) =>
      keep(await call<typeof putTaxRate>(path, { params, body: { rateBps, reason } })),
    takeBack: async (params: RateKey) =>
      keep(
        await call<typeof deleteTaxRate>('DELETE /api/tax-rates/{place}/{taxClass}/{validFrom}', {
          params,
        }),
      ),
  }
}

/** Monaco has the rates of France, and no table of its own. */
const withoutTable = ['MC']

/** The countries that have rates. */
export function useTaxCountries(): readonly string[] {
  const { call } = useApi()
  const { data } = useQuery({
    queryKey: ['billing', 'ListTaxRates'],
    queryFn: ({ signal }) => call<typeof listTaxRates>('GET /api/tax-rates', { signal }),
    staleTime: 60_000,
  })
  const codes = data?.rates.map(({ countryCode }) => countryCode) ?? []
  return [...new Set(codes)].filter((code) => !withoutTable.includes(code)).toSorted()
}
