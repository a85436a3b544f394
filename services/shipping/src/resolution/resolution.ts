import { refundIdOfParcel, resendIdOf } from '@comptoir/contracts/ids'
import type { ParcelResolution } from '@comptoir/contracts/shipping/schemas'
import { refuse } from '@comptoir/service/problems/refusal'
import { changedParcels, liveShipment, parcelOf, replaceAt } from '../shipment/parcel-division.ts'
import { stateOfParcel } from '../shipment/parcel-state.ts'
import type { ShipmentChange, ShipmentState } from '../shipment/shipment.ts'
import { hasFailed } from '../shipment/tracking.ts'

type Decision = {
  readonly number: number
  readonly kind: ParcelResolution['kind']
  readonly now: string
}

/**
 * Decides what follows a parcel that is lost, damaged or came back. Repeated, nothing changes; another decision is refused unless
 * the first one could not be done.
 */
export function decideResolution(
  state: ShipmentState,
  { number, kind, now }: Decision,
): ShipmentChange {
  const shipment = liveShipment(state)
  const parcel = parcelOf(shipment, number)
  const known = parcel.resolution
  if (known && known.status !== 'refused') {
    if (known.kind === kind) return undefined
    throw refuse('transition_refused', `${known.kind} was decided already`)
  }
  const { status } = stateOfParcel(shipment, parcel)
  if (!hasFailed(status)) throw refuse('transition_refused', `the parcel is ${status}`)
  const attempt = known ? (known.attempt ?? 1) + 1 : 1
  const decided = newResolution(shipment.shipmentId, { number, kind, now }, attempt)
  const next = { ...parcel, resolution: decided }
  return changedParcels(shipment, replaceAt(shipment, number, next), now)
}

/** The decision with the ids of what follows. */
function newResolution(
  shipmentId: string,
  { number, kind, now }: Decision,
  attempt: number,
): ParcelResolution {
  return {
    ...{ kind, status: kind === 'write_off' ? 'done' : 'pending', at: now },
    ...(attempt > 1 && { attempt }),
    ...(kind === 'resend' && { shipmentId: resendIdOf(shipmentId, number, attempt) }),
    ...(kind === 'refund' && { refundId: refundIdOfParcel(shipmentId, number) }),
  }
}

type Conclusion = {
  readonly number: number
  readonly outcome: { readonly status: 'done' | 'refused'; readonly detail?: string }
  readonly now: string
}

/** Records that what was decided is done, or could not be: once. */
export function concludeResolution(
  state: ShipmentState,
  { number, outcome, now }: Conclusion,
): ShipmentChange {
  const shipment = liveShipment(state)
  const parcel = parcelOf(shipment, number)
  if (parcel.resolution?.status !== 'pending') return undefined
  const resolution = { ...parcel.resolution, ...outcome, at: now }
  return changedParcels(shipment, replaceAt(shipment, number, { ...parcel, resolution }), now)
}
