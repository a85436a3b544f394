import { orderIdOf, shipmentIdOf } from '@comptoir/contracts/ids'
import {
  addTrackingEvent,
  amendShipment,
  cancelShipment,
  getReturnLabel,
  getShipment,
  getShipmentLabel,
  listShipments,
  readShipmentOutcome,
  trackParcel,
} from '@comptoir/contracts/shipping/routes'
import type { Shipment } from '@comptoir/contracts/shipping/schemas'
import { answerPdf } from '@comptoir/dapr/sidecar/blobs'
import type { ServiceApp } from '@comptoir/service/app'
import { currentBuyer, currentUser, listedOwner, visibleTo } from '@comptoir/service/auth/auth'
import { refuse } from '@comptoir/service/problems/refusal'
import type { Deps } from '../deps.ts'
import { recordTracking, type ShipmentState } from '../shipment/shipment.ts'
import { listKey } from '../shipment/shipment-store.ts'
import { outcomeOf, trackingViewOf, viewOf } from '../shipment/shipment-view.ts'
import { isTrackingNumber, normaliseTrackingNumber } from '../shipment/tracking-number.ts'

/** Shipments for their owners and for staff, and their labels for staff. */
export function addShipmentRoutes(
  app: ServiceApp,
  { shipments, blobs }: Pick<Deps, 'shipments' | 'blobs'>,
): void {
  const read = async (id: string) => {
    const document = await shipments.get(id)
    return document && viewOf(document.data)
  }

  app.openapi(listShipments, async (c) => {
    const { orderId, status, limit, cursor, ...query } = c.req.valid('query')
    const userId = listedOwner(currentBuyer(c), query.userId)
    if (orderId) {
      const views = (await ofOrder(shipments, orderId)).flatMap((state) => viewOf(state) ?? [])
      const asked = views.filter(
        (view) =>
          (userId ?? view.userId) === view.userId && (status ?? view.status) === view.status,
      )
      return c.json({ items: asked }, 200)
    }
    const key = listKey({ userId, status })
    const page = await shipments.list('list', key, { limit, cursor, order: 'desc' })
    return c.json({ ...page, items: page.items.flatMap(({ data }) => viewOf(data) ?? []) }, 200)
  })

  app.openapi(getShipment, async (c) =>
    c.json(visibleTo(currentBuyer(c), await read(c.req.valid('param').shipmentId)), 200),
  )

  app.openapi(getShipmentLabel, async (c) => {
    const shipment = visibleTo(currentUser(c), await read(c.req.valid('param').shipmentId))
    return await answerPdf(blobs, labelOf(shipment, c.req.valid('query').parcel))
  })

  app.openapi(getReturnLabel, async (c) => {
    const shipment = visibleTo(currentBuyer(c), await read(c.req.valid('param').shipmentId))
    if (shipment.purpose !== 'return') throw refuse('not_found', 'nothing comes back with it')
    return await answerPdf(blobs, labelOf(shipment, c.req.valid('query').parcel))
  })
}

/** What carriers say of parcels, and what anybody who has a tracking number may know. */
export function addTrackingRoutes(
  app: ServiceApp,
  { shipments, clock }: Pick<Deps, 'shipments' | 'clock'>,
): void {
  app.openapi(addTrackingEvent, async (c) => {
    const { shipmentId } = c.req.valid('param')
    const scans = [c.req.valid('json')]
    const { data } = await shipments.update(shipmentId, (state) =>
      viewOf(state) ? recordTracking(state, scans, clock().toISOString()) : undefined,
    )
    return c.json(visibleTo(currentUser(c), viewOf(data)), 200)
  })

  app.openapi(trackParcel, async (c) => {
    const trackingNumber = normaliseTrackingNumber(c.req.valid('param').trackingNumber)
    if (!isTrackingNumber(trackingNumber)) throw refuse('not_found')
    const { items } = await shipments.list('byTrackingNumber', trackingNumber, { limit: 1 })
    const tracking = items[0] && trackingViewOf(items[0].data, trackingNumber)
    if (!tracking) throw refuse('not_found')
    return c.json(tracking, 200)
  })
}

/** What the order saga asks of shipping. */
export function addSagaRoutes(
  app: ServiceApp,
  { shipments, dispatch }: Pick<Deps, 'shipments' | 'dispatch'>,
): void {
  app.openapi(readShipmentOutcome, async (c) => {
    const { shipmentId } = c.req.valid('param')
    return c.json(outcomeOf(shipmentId, (await shipments.get(shipmentId))?.data), 200)
  })

  app.openapi(amendShipment, async (c) => {
    const { shipmentId, number } = c.req.valid('param')
    const amendment = { number, ...c.req.valid('json') }
    if (shipmentId !== shipmentIdOf(amendment.orderId)) {
      throw refuse('invalid_request', 'the shipment is not of this order')
    }
    const { data } = await dispatch.amend(shipmentId, amendment)
    return c.json(outcomeOf(shipmentId, data), 200)
  })

  app.openapi(cancelShipment, async (c) => {
    const { shipmentId } = c.req.valid('param')
    const { orderId, reason } = c.req.valid('json')
    if (orderIdOf(shipmentId) !== orderId) {
      throw refuse('invalid_request', 'the shipment is not of this order')
    }
    const { data } = await dispatch.cancel(orderId, reason, shipmentId)
    return c.json(outcomeOf(shipmentId, data), 200)
  })
}

/** The shipments of an order, the first one first; it is read by its id, since the index may not know it. */
async function ofOrder(shipments: Deps['shipments'], orderId: string): Promise<ShipmentState[]> {
  const first = shipmentIdOf(orderId)
  const ids = await shipments.ids('byOrder', orderId)
  const found = await shipments.getMany([...new Set([first, ...ids])])
  return found.map(({ data }) => data)
}

function labelOf({ parcels, cancelledAt }: Shipment, parcelNumber: number) {
  const parcel = parcels[parcelNumber - 1]
  if (!parcel) throw refuse('not_found', 'no such parcel')
  if (parcel.label) return { sha256: parcel.label.sha256, name: parcel.trackingNumber }
  const hasEnded = parcel.deliveredAt ?? parcel.cancelledAt ?? cancelledAt
  throw hasEnded ? refuse('not_found', 'there is no label') : refuse('document_not_ready')
}
