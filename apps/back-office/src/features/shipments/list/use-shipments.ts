import type { listOrders } from '@comptoir/contracts/orders/routes'
import type { listShipments } from '@comptoir/contracts/shipping/routes'
import type { Shipment } from '@comptoir/contracts/shipping/schemas'
import type { Call } from '@comptoir/site/call'
import { useQuery } from '@tanstack/react-query'
import { useApi } from '../../../office.tsx'
import type { Found } from '../../../ui/data-list/column.ts'
import { mergedPage } from '../../../ui/data-list/merged-pages.ts'
import { foundAtOnce, usePages } from '../../../ui/data-list/use-pages.ts'
import { isIn, type ShipmentSearch, stages } from './shipment-search.ts'

export const shipmentsKey = ['shipping', 'ListShipments'] as const

/** Orders whose shipments are looked up for words: the best ones. */
const mostOrders = 10

/** The shipments of the orders that words find: shipping knows no words itself. */
async function searched(call: Call, q: string, signal: AbortSignal): Promise<readonly Shipment[]> {
  const query = { q, limit: mostOrders }
  const orders = await call<typeof listOrders>('GET /api/orders', { query, signal })
  const found = await Promise.all(
    orders.items.map(({ orderId }) =>
      call<typeof listShipments>('GET /api/shipments', { query: { orderId }, signal }),
    ),
  )
  return found.flatMap(({ items }) => items)
}

/** The shipments that an address finds: of a stage, or of the orders that words find. */
export function useShipments({ stage, q }: ShipmentSearch): Found<Shipment> {
  const { call } = useApi()
  const pages = usePages<Shipment>([...shipmentsKey, stage ?? 'all'], (page, signal) => {
    if (!stage) return call<typeof listShipments>('GET /api/shipments', { query: page, signal })
    return mergedPage<Shipment, Shipment['status']>(page, {
      lists: stages[stage],
      momentOf: ({ createdAt }) => createdAt,
      async ask(status, from) {
        const query = { status, ...from }
        const found = await call<typeof listShipments>('GET /api/shipments', { query, signal })
        return { ...found, items: found.items.filter((one) => isIn(stage, one)) }
      },
    })
  })
  const byWords = useQuery({
    queryKey: [...shipmentsKey, 'words', q],
    queryFn: ({ signal }) => searched(call, q ?? '', signal),
    enabled: q !== undefined,
  })
  if (q === undefined) return pages
  const rows = (byWords.data ?? []).filter((one) => !stage || isIn(stage, one))
  return foundAtOnce(byWords, rows)
}
