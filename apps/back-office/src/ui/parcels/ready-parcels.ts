import type { Shipment, ShipmentStatus } from '@comptoir/contracts/shipping/schemas'

/**
 * The states of a shipment that may have a parcel to hand over. A shipment is where the parcel is that needs the most attention:
 * while one is held or lost, another may wait for its carrier.
 */
export const readyStatuses = [
  ...(['label_created', 'pending', 'exception', 'lost', 'damaged'] as const),
] as const satisfies readonly ShipmentStatus[]

type Parcels = Pick<Shipment, 'purpose' | 'parcels'>

/** The parcels that have their label and are still here. What customers send back leaves elsewhere. */
export function readyParcels({ purpose, parcels }: Parcels): Shipment['parcels'] {
  if (purpose === 'return') return []
  return parcels.filter(
    ({ status, heldAt, label }) => status === 'label_created' && !heldAt && label,
  )
}
