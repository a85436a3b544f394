import type { Shipment } from '@comptoir/contracts/shipping/schemas'

/** A parcel that waits for its carrier, with what stands on the list. */
export type ParcelHere = {
  readonly shipmentId: string
  readonly orderNumber: string
  readonly trackingNumber: string
  readonly recipient: string
  readonly place: string
  readonly weightGrams: number
}
export type CarrierParcels = {
  readonly carrier: string
  readonly parcels: readonly ParcelHere[]
  readonly weightGrams: number
}

/** The parcels that have their label and are still here, by carrier. What customers send back leaves elsewhere. */
export function parcelsHere(shipments: readonly Shipment[]): readonly CarrierParcels[] {
  const byCarrier = Map.groupBy(
    shipments.filter(({ purpose }) => purpose !== 'return'),
    ({ carrierName, carrierCode }) => carrierName ?? carrierCode,
  )
  return [...byCarrier]
    .map(([carrier, own]) => {
      const parcels = own.flatMap(hereOf)
      const weightGrams = parcels.reduce((sum, parcel) => sum + parcel.weightGrams, 0)
      return { carrier, parcels, weightGrams }
    })
    .filter(({ parcels }) => parcels.length > 0)
    .toSorted((a, b) => (a.carrier < b.carrier ? -1 : 1))
}

function hereOf({ shipmentId, orderNumber, to, parcels }: Shipment): ParcelHere[] {
  return parcels
    .filter(({ status, heldAt, label }) => status === 'label_created' && !heldAt && label)
    .map(({ trackingNumber, weightGrams }) => ({
      ...{ shipmentId, orderNumber, trackingNumber, weightGrams },
      ...{ recipient: to.recipient, place: `${to.postalCode} ${to.city}` },
    }))
}
