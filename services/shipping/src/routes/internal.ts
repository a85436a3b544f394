import { shipmentIdOf } from '@comptoir/contracts/ids'
import { cancelShipment, readShipmentOutcome } from '@comptoir/contracts/shipping/routes'
import type { ServiceApp } from '@comptoir/service/app'
import { refuse } from '@comptoir/service/problems/refusal'
import type { Deps } from '../deps.ts'
import { outcomeOf } from '../shipment/shipment-view.ts'

type InternalDeps = Pick<Deps, 'shipments' | 'dispatch'>

/** What the order saga asks of shipping. */
export function addInternalRoutes(app: ServiceApp, { shipments, dispatch }: InternalDeps): void {
  app.openapi(readShipmentOutcome, async (c) => {
    const { shipmentId } = c.req.valid('param')
    return c.json(outcomeOf(shipmentId, (await shipments.get(shipmentId))?.data), 200)
  })

  app.openapi(cancelShipment, async (c) => {
    const { shipmentId } = c.req.valid('param')
    const { orderId, reason } = c.req.valid('json')
    if (shipmentId !== shipmentIdOf(orderId)) {
      throw refuse('invalid_request', 'the shipment is not of this order')
    }
    return c.json(outcomeOf(shipmentId, (await dispatch.cancel(orderId, reason)).data), 200)
  })
}
