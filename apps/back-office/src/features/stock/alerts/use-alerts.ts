import type { acknowledgeStockAlert, listStockAlerts } from '@comptoir/contracts/inventory/routes'
import type { StockAlert } from '@comptoir/contracts/inventory/schemas'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useApi } from '../../../office.tsx'
import { doEach } from '../../../ui/actions/do-each.ts'
import { usePages } from '../../../ui/data-list/use-pages.ts'

const key = ['inventory', 'ListStockAlerts']

/** The alerts of a status, newest first. */
export function useAlerts(status: StockAlert['status']) {
  const { call } = useApi()
  return usePages<StockAlert>([...key, status], (page, signal) =>
    call<typeof listStockAlerts>('GET /api/stock-alerts', { query: { status, ...page }, signal }),
  )
}

/** Says that somebody looks after alerts, one after the other; how many could not be. */
export function useAcknowledge() {
  const { call } = useApi()
  const queries = useQueryClient()
  return useMutation({
    mutationFn: (alerts: readonly StockAlert[]) =>
      doEach(alerts, ({ alertId }) =>
        call<typeof acknowledgeStockAlert>('POST /api/stock-alerts/{alertId}/ack', {
          params: { alertId },
        }),
      ),
    onSettled: () => queries.invalidateQueries({ queryKey: key }),
  })
}
