import type { Shipment } from '@comptoir/contracts/shipping/schemas'

type Parcel = Shipment['parcels'][number]

/** One parcel of a shipment. */
export type ParcelProps = {
  readonly shipment: Shipment
  readonly parcel: Parcel
  /** From 1: its place in the list. */
  readonly number: number
}

/** An exception is not one: the carrier still tries. */
const troubles: readonly Shipment['status'][] = ['returned_to_sender', 'lost', 'damaged']

/** Whether somebody has to say what follows: it did not arrive, and nothing was decided that stands. */
export const mustResolve = ({ status, resolution }: Pick<Parcel, 'status' | 'resolution'>) =>
  status !== undefined &&
  troubles.includes(status) &&
  (resolution === undefined || resolution.status === 'refused')
