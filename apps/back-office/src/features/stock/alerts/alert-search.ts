import type { StockAlert } from '@comptoir/contracts/inventory/schemas'
import { given, type ListSearch, oneOf, readListSearch } from '../../../ui/data-list/list-search.ts'

export const alertStatuses = [
  'open',
  'acknowledged',
  'closed',
] as const satisfies readonly StockAlert['status'][]

/** Which alerts are shown: open ones unless the address says another status. */
export type AlertSearch = ListSearch & { readonly status?: StockAlert['status'] }

/** Reads the address of the alerts: what makes no sense is left out. */
export function readAlertSearch(search: Readonly<Record<string, unknown>>): AlertSearch {
  return given({
    ...readListSearch(search),
    status: oneOf(search['status'], alertStatuses),
  })
}
