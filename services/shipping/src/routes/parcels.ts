import { orderIdOf } from '@comptoir/contracts/ids'
import {
  createFurtherShipment,
  divideShipment,
  releaseParcel as releaseRoute,
  replaceLabel as replaceRoute,
  resolveParcel,
} from '@comptoir/contracts/shipping/parcel-routes'
import type { Shipment } from '@comptoir/contracts/shipping/schemas'
import type { ServiceApp } from '@comptoir/service/app'
import { refuse } from '@comptoir/service/problems/refusal'
import type { Deps } from '../deps.ts'
import { divideParcels, releaseParcel, replaceLabel } from '../shipment/parcel-division.ts'
import type { ShipmentState } from '../shipment/shipment.ts'
import { viewOf } from '../shipment/shipment-view.ts'

/** What staff do with parcels that have not left, and with those that did not arrive. */
export function addParcelRoutes(
  app: ServiceApp,
  { dispatch, resolver }: Pick<Deps, 'dispatch' | 'resolver'>,
): void {
  app.openapi(divideShipment, async (c) => {
    const { shipmentId } = c.req.valid('param')
    const division = c.req.valid('json')
    const { data } = await dispatch.change(shipmentId, (state, now) =>
      divideParcels(state, division, now),
    )
    return c.json(shown(data), 200)
  })

  app.openapi(releaseRoute, async (c) => {
    const { shipmentId, parcel } = c.req.valid('param')
    const { data } = await dispatch.change(shipmentId, (state, now) =>
      releaseParcel(state, parcel, now),
    )
    return c.json(shown(data), 200)
  })

  app.openapi(replaceRoute, async (c) => {
    const { shipmentId, parcel: number } = c.req.valid('param')
    const { trackingNumber } = c.req.valid('json')
    const { data } = await dispatch.change(shipmentId, (state, now) =>
      replaceLabel(state, { number, trackingNumber, now }),
    )
    return c.json(shown(data), 200)
  })

  app.openapi(resolveParcel, async (c) => {
    const { shipmentId, parcel } = c.req.valid('param')
    const { kind } = c.req.valid('json')
    return c.json(shown(await resolver.resolve(shipmentId, parcel, kind)), 200)
  })
}

/** Further shipments, for those who decide that there is one. */
export function addFurtherShipmentRoutes(
  app: ServiceApp,
  { dispatch }: Pick<Deps, 'dispatch'>,
): void {
  app.openapi(createFurtherShipment, async (c) => {
    const { shipmentId } = c.req.valid('param')
    const asked = c.req.valid('json')
    if (orderIdOf(shipmentId) !== asked.orderId || shipmentId.split('_').length < 3)
      throw refuse('invalid_request', 'the id of a further shipment is that of the first and more')
    return c.json(shown((await dispatch.createFurther(shipmentId, asked)).data), 200)
  })
}

export function shown(state: ShipmentState): Shipment {
  const view = viewOf(state)
  if (!view) throw refuse('not_found')
  return view
}
