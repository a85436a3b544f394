import type { getShipment, listShipments } from '@comptoir/contracts/shipping/routes'
import type { Shipment } from '@comptoir/contracts/shipping/schemas'
import type { Call } from '@comptoir/site/call'
import { useQuery } from '@tanstack/react-query'
import { useApi } from '../../../office.tsx'

/** Shipments of one hand-over at most: a van. */
const most = 1_000
const atOnce = 10

async function named(call: Call, ids: readonly string[], signal: AbortSignal) {
  const found: Shipment[] = []
  for (let start = 0; start < ids.length; start += atOnce) {
    const some = ids.slice(start, start + atOnce)
    const read = some.map((shipmentId) =>
      call<typeof getShipment>('GET /api/shipments/{shipmentId}', {
        params: { shipmentId },
        signal,
      }),
    )
    found.push(...(await Promise.all(read)))
  }
  return found
}

async function allReady(call: Call, signal: AbortSignal): Promise<readonly Shipment[]> {
  const found: Shipment[] = []
  let cursor: string | undefined
  do {
    const from = { limit: 100, ...(cursor !== undefined && { cursor }) }
    const query = { status: 'label_created' as const, ...from }
    const page = await call<typeof listShipments>('GET /api/shipments', { query, signal })
    found.push(...page.items)
    cursor = page.nextCursor
  } while (cursor !== undefined && found.length < most)
  return found
}

/** The shipments that may be handed over: those that were chosen, else all that have a label and are here. */
export function useWaiting(only: string | undefined) {
  const { call } = useApi()
  return useQuery({
    queryKey: ['shipping', 'ListShipments', 'waiting', only],
    queryFn: ({ signal }) =>
      only === undefined ? allReady(call, signal) : named(call, only.split(','), signal),
  })
}
