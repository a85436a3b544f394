import type { Shipment } from '@comptoir/contracts/shipping/schemas'
import { readyParcels } from '../../../ui/parcels/ready-parcels.ts'

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

/** The parcels that wait for their carrier, by carrier. */
export function parcelsHere(shipments: readonly Shipment[]): readonly CarrierParcels[] {
  const byCarrier = Map.groupBy(
    shipments,
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

function hereOf(shipment: Shipment): ParcelHere[] {
  const { shipmentId, orderNumber, to } = shipment
  return readyParcels(shipment).map(({ trackingNumber, weightGrams }) => ({
    ...{ shipmentId, orderNumber, trackingNumber, weightGrams },
    ...{ recipient: to.recipient, place: `${to.postalCode} ${to.city}` },
  }))
}
