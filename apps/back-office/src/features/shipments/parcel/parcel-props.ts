import type { Shipment } from '@comptoir/contracts/shipping/schemas'

/** One parcel of a shipment. */
export type ParcelProps = {
  readonly shipment: Shipment
  readonly parcel: Shipment['parcels'][number]
  /** From 1: its place in the list. */
  readonly number: number
}
