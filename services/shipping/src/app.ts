import { shipmentIdOf } from '@comptoir/contracts/ids'
import * as routes from '@comptoir/contracts/shipping/routes'
import { listCarriers } from '@comptoir/contracts/shipping/routes'
import type * as schemas from '@comptoir/contracts/shipping/schemas'
import type { Blobs } from '@comptoir/dapr/sidecar/blobs'
import { createServiceApp, type ServiceApp, type ServiceDeps } from '@comptoir/service/app'
import { currentUser, isStaff, requireRole, type User } from '@comptoir/service/auth/auth'
import { refuse } from '@comptoir/service/problems/refusal'
import { carriers } from './carriers/carriers.ts'
import { carrierViews, quoteOptions } from './carriers/shipping-rate.ts'
import type { Dispatch } from './shipment/dispatch.ts'
import { recordTracking } from './shipment/shipment.ts'
import { listKey, type Shipments } from './shipment/shipment-store.ts'
import { outcomeOf, trackingViewOf, viewOf } from './shipment/shipment-view.ts'
import { isTrackingNumber, normaliseTrackingNumber } from './shipment/tracking-number.ts'

export type Deps = ServiceDeps & {
  readonly shipments: Shipments
  readonly dispatch: Dispatch
  readonly blobs: Blobs
  readonly clock: () => Date
}

export function createApp(deps: Deps): ServiceApp {
  const app = createServiceApp({
    ...deps,
    appId: 'shipping',
    title: 'Shipping',
    description: 'Rates, carriers, shipments, labels and tracking',
  })
  app.openapi(routes.quoteShipping, (c) =>
    c.json({ options: quoteOptions(carriers, c.req.valid('json')) }, 200),
  )
  app.openapi(listCarriers, (c) => c.json({ carriers: carrierViews(carriers) }, 200))
  addShipments(app, deps)
  addTracking(app, deps)
  addInternal(app, deps)
  return app
}

function addShipments(app: ServiceApp, deps: Deps): void {
  app.openapi(routes.listShipments, async (c) =>
    c.json(await listShipments(deps, currentUser(c), c.req.valid('query')), 200),
  )
  app.openapi(routes.getShipment, async (c) => {
    const user = currentUser(c)
    return c.json(await visible(deps, user, c.req.valid('param').shipmentId), 200)
  })
  app.openapi(routes.getShipmentLabel, async (c) => {
    const user = requireRole(c, 'staff', 'admin')
    const shipment = await visible(deps, user, c.req.valid('param').shipmentId)
    return await answerLabel(deps, shipment, c.req.valid('query').parcel)
  })
}

function addTracking(app: ServiceApp, deps: Deps): void {
  app.openapi(routes.addTrackingEvent, async (c) => {
    const user = requireRole(c, 'staff', 'admin')
    const { shipmentId } = c.req.valid('param')
    await visible(deps, user, shipmentId)
    const { data } = await deps.shipments.update(shipmentId, (state) =>
      recordTracking(state, c.req.valid('json'), deps.clock().toISOString()),
    )
    return c.json(viewOf(data) ?? (await visible(deps, user, shipmentId)), 200)
  })
  app.openapi(routes.trackParcel, async (c) => {
    const trackingNumber = normaliseTrackingNumber(c.req.valid('param').trackingNumber)
    if (!isTrackingNumber(trackingNumber)) throw refuse('not_found')
    const { items } = await deps.shipments.list('byTrackingNumber', trackingNumber, { limit: 1 })
    const shipment = items[0] && viewOf(items[0].data)
    if (!shipment) throw refuse('not_found')
    return c.json(trackingViewOf(shipment, trackingNumber), 200)
  })
}

function addInternal(app: ServiceApp, { shipments, dispatch }: Deps): void {
  app.openapi(routes.readShipmentOutcome, async (c) => {
    const { shipmentId } = c.req.valid('param')
    return c.json(outcomeOf(shipmentId, (await shipments.get(shipmentId))?.data), 200)
  })
  app.openapi(routes.cancelShipment, async (c) => {
    const { shipmentId } = c.req.valid('param')
    const { orderId, reason } = c.req.valid('json')
    if (shipmentId !== shipmentIdOf(orderId)) {
      throw refuse('invalid_request', 'the shipment is not of this order')
    }
    return c.json(outcomeOf(shipmentId, (await dispatch.cancel(orderId, reason)).data), 200)
  })
}

/** The shipment if the user may see it; someone else's is as unknown as one that does not exist. */
async function visible({ shipments }: Deps, user: User, shipmentId: string) {
  const document = await shipments.get(shipmentId)
  const view = document && viewOf(document.data)
  if (!view || !(isStaff(user) || view.userId === user.id)) throw refuse('not_found')
  return view
}

type Query = {
  limit: number
  cursor?: string | undefined
  status?: string | undefined
  orderId?: string | undefined
  userId?: string | undefined
}

async function listShipments({ shipments }: Deps, user: User, query: Query) {
  const { limit, cursor, status, orderId } = query
  const userId = isStaff(user) ? query.userId : user.id
  if (orderId) {
    const views = (await shipments.getMany([shipmentIdOf(orderId)])).map(({ data }) => viewOf(data))
    return {
      items: views.flatMap((view) => (view && matches(view, { userId, status }) ? [view] : [])),
    }
  }
  const key = listKey({ userId, status })
  const { items, nextCursor } = await shipments.list('list', key, { limit, cursor, order: 'desc' })
  const views = items.flatMap(({ data }) => viewOf(data) ?? [])
  return { items: views, ...(nextCursor ? { nextCursor } : {}) }
}

function matches(
  view: schemas.Shipment,
  { userId, status }: Pick<Query, 'userId' | 'status'>,
): boolean {
  const mine = userId === undefined || view.userId === userId
  return mine && (status === undefined || view.status === status)
}

async function answerLabel({ blobs }: Deps, shipment: schemas.Shipment, parcelNumber: number) {
  const parcel = shipment.parcels[parcelNumber - 1]
  if (!parcel) throw refuse('not_found', 'no such parcel')
  const hasEnded = shipment.deliveredAt !== undefined || shipment.cancelledAt !== undefined
  if (!parcel.label)
    throw hasEnded ? refuse('not_found', 'there is no label') : refuse('document_not_ready')
  const bytes = await blobs.get(parcel.label.sha256)
  if (!bytes) throw refuse('dependency_unavailable', 'the label cannot be read')
  return new Response(new Uint8Array(bytes), {
    headers: {
      'content-type': 'application/pdf',
      'content-disposition': `inline; filename="${parcel.trackingNumber}.pdf"`,
      etag: `"${parcel.label.sha256}"`,
      'cache-control': 'private, max-age=3600',
    },
  })
}
