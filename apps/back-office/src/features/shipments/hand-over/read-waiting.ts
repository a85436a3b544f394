import type { getShipment, listShipments } from '@comptoir/contracts/shipping/routes'
import type { Shipment } from '@comptoir/contracts/shipping/schemas'
import type { Call } from '@comptoir/site/call'
import { readyStatuses } from '../../../ui/parcels/ready-parcels.ts'

/** Shipments of a state that are looked through at most: a van. */
export const mostOfState = 1_000
const atOnce = 10

/** Shipments that may have parcels to hand over, and whether there may be more than were read. */
type Waiting = { readonly shipments: readonly Shipment[]; readonly isCut: boolean }

/** The shipments that were chosen. */
export async function readNamed(
  call: Call,
  ids: readonly string[],
  signal: AbortSignal,
): Promise<Waiting> {
  const shipments: Shipment[] = []
  for (let start = 0; start < ids.length; start += atOnce) {
    const some = ids.slice(start, start + atOnce)
    const read = some.map((shipmentId) =>
      call<typeof getShipment>('GET /api/shipments/{shipmentId}', {
        params: { shipmentId },
        signal,
      }),
    )
    shipments.push(...(await Promise.all(read)))
  }
  return { shipments, isCut: false }
}

type Status = (typeof readyStatuses)[number]

async function readState(call: Call, status: Status, signal: AbortSignal): Promise<Waiting> {
  const shipments: Shipment[] = []
  let cursor: string | undefined
  do {
    const query = { status, limit: 100, ...(cursor !== undefined && { cursor }) }
    const page = await call<typeof listShipments>('GET /api/shipments', { query, signal })
    shipments.push(...page.items)
    cursor = page.nextCursor
  } while (cursor !== undefined && shipments.length < mostOfState)
  return { shipments, isCut: cursor !== undefined }
}

/** All shipments that may have a parcel which is ready. */
export async function readReady(call: Call, signal: AbortSignal): Promise<Waiting> {
  const states = await Promise.all(readyStatuses.map((status) => readState(call, status, signal)))
  // one that goes from state to state meanwhile is read twice
  const byId = new Map(
    states.flatMap(({ shipments }) => shipments).map((one) => [one.shipmentId, one]),
  )
  return { shipments: [...byId.values()], isCut: states.some(({ isCut }) => isCut) }
}
