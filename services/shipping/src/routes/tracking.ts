import { addTrackingEvent, trackParcel } from '@comptoir/contracts/shipping/routes'
import type { ServiceApp } from '@comptoir/service/app'
import { currentUser, visibleTo } from '@comptoir/service/auth/auth'
import { refuse } from '@comptoir/service/problems/refusal'
import type { Deps } from '../deps.ts'
import { recordTracking } from '../shipment/shipment.ts'
import { trackingViewOf, viewOf } from '../shipment/shipment-view.ts'
import { isTrackingNumber, normaliseTrackingNumber } from '../shipment/tracking-number.ts'

type TrackingDeps = Pick<Deps, 'shipments' | 'clock'>

export function addTrackingRoutes(app: ServiceApp, { shipments, clock }: TrackingDeps): void {
  app.openapi(addTrackingEvent, async (c) => {
    const { shipmentId } = c.req.valid('param')
    const { data } = await shipments.update(shipmentId, (state) =>
      viewOf(state) ? recordTracking(state, c.req.valid('json'), clock().toISOString()) : undefined,
    )
    return c.json(visibleTo(currentUser(c), viewOf(data)), 200)
  })

  app.openapi(trackParcel, async (c) => {
    const trackingNumber = normaliseTrackingNumber(c.req.valid('param').trackingNumber)
    if (!isTrackingNumber(trackingNumber)) throw refuse('not_found')
    const { items } = await shipments.list('byTrackingNumber', trackingNumber, { limit: 1 })
    const shipment = items[0] && viewOf(items[0].data)
    if (!shipment) throw refuse('not_found')
    return c.json(trackingViewOf(shipment, trackingNumber), 200)
  })
}
