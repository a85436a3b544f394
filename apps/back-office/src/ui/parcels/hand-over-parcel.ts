import type { addTrackingEvent } from '@comptoir/contracts/shipping/routes'
import type { Call } from '@comptoir/site/call'

type HandedOver = {
  readonly shipmentId: string
  readonly trackingNumber: string
  /** When the carrier took it: said again of the same moment, it counts once. */
  readonly at: string
}

/** Says of a parcel that its carrier took it; whether that could be said. */
export const handOverParcel = (
  call: Call,
  { shipmentId, trackingNumber, at }: HandedOver,
): Promise<boolean> =>
  call<typeof addTrackingEvent>('POST /api/shipments/{shipmentId}/tracking-events', {
    params: { shipmentId },
    body: { code: 'handed_over', at, trackingNumber },
  }).then(
    () => true,
    () => false,
  )
