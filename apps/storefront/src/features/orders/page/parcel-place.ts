import type { Order, Parcel } from '@comptoir/contracts/orders/view'
import type { Carrier } from '@comptoir/contracts/shipping/schemas'
import { isEnded } from '../../../visitor/order-end.ts'

/** Parcels as their recipient cares for them: none that will not leave, what goes back to the shop last. */
export function shownParcels({ parcels, status }: Pick<Order, 'parcels' | 'status'>): Parcel[] {
  const leaves = (parcel: Parcel) => !isEnded(status) || parcel.handedOverAt !== undefined
  const shown = parcels.filter((parcel) => parcel.status !== 'cancelled' && leaves(parcel))
  const isBack = ({ purpose }: Parcel) => purpose === 'return'
  return [...shown.filter((one) => !isBack(one)), ...shown.filter(isBack)]
}

/**
 * Where a carrier shows a parcel; nothing without a number, or when the carrier has no such page.
 * @example carrierPage({ trackingUrlTemplate: 'https://c.example/{trackingNumber}' }, '6A1') // 'https://c.example/6A1'
 */
export function carrierPage(
  carrier: Pick<Carrier, 'trackingUrlTemplate'> | undefined,
  trackingNumber: string | undefined,
): string | undefined {
  const template = carrier?.trackingUrlTemplate
  if (!template || trackingNumber === undefined) return undefined
  const url = template.replaceAll('{trackingNumber}', encodeURIComponent(trackingNumber))
  return /^https?:\/\//.test(url) ? url : undefined
}
