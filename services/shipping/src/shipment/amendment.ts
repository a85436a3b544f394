import type { ShipmentAmendment } from '@comptoir/contracts/shipping/schemas'
import type { CarriedBy } from '../tariffs/shipping-rate.ts'
import { changedParcels, newParcel, renumbered } from './parcel-division.ts'
import { isHere } from './parcel-state.ts'
import { packParcels } from './parcels.ts'
import { goesTo, type LiveShipment, type ShipmentChange, type ShipmentState } from './shipment.ts'
import type { StoredParcel } from './stored-shipment.ts'

type Amendment = ShipmentAmendment & {
  readonly number: number
  readonly carriedBy: CarriedBy
}
type Packed = ReturnType<typeof packParcels>[number]

/**
 * Packs a shipment anew for an edited order. Nothing changes once a parcel of it has left, nor by an amendment that is not newer
 * than the last. Every parcel gets another number and another label; one that is not needed any more is cancelled.
 */
export function amendShipment(
  state: ShipmentState,
  amendment: Amendment,
  now: string,
): ShipmentChange {
  if (state.status === 'cancelled' || (state.amendment ?? 0) >= amendment.number) return undefined
  if (state.parcels.some((parcel) => !parcel.cancelledAt && !isHere(state, parcel)))
    return undefined
  const { number, to, optionId, serviceName, lines, carriedBy, pickupPoint } = amendment
  const { pickupPoint: _before, ...before } = state
  const shipment: LiveShipment = {
    ...before,
    ...{ optionId, serviceName, lines, amendment: number },
    ...goesTo(pickupPoint, to),
    ...carriedBy,
  }
  const packed = packParcels(lines, carriedBy.maxParcelGrams)
  const parcels = shipment.parcels.map((parcel, index) =>
    parcel.cancelledAt ? parcel : repacked(shipment, { parcel, index, now, group: packed.shift() }),
  )
  const added = packed.map((group, n) =>
    newParcel(shipment, { index: parcels.length + n, now, group: { ...group, hold: false } }),
  )
  return changedParcels(shipment, [...parcels, ...added], now)
}

type Repacking = {
  readonly parcel: StoredParcel
  readonly index: number
  readonly now: string
  readonly group: Packed | undefined
}

function repacked(shipment: LiveShipment, { group, ...which }: Repacking): StoredParcel {
  const { heldAt: _, ...parcel } = renumbered(shipment, which)
  if (group) return { ...parcel, lines: group.lines, weightGrams: group.weightGrams }
  return { ...parcel, lines: [], weightGrams: 0, cancelledAt: which.now }
}
