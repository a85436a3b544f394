import { z } from '@hono/zod-openapi'
import { Id, jsonAnswer, jsonBody } from '../common.ts'
import { forStaff, internal } from '../operation.ts'
import { FurtherShipment, ParcelDivision, ParcelResolution, Shipment } from './schemas.ts'

const shipmentParam = z.object({ shipmentId: z.string().max(80) })
const oneParcel = {
  params: shipmentParam.extend({ parcel: z.coerce.number().int().min(1).max(999) }),
}
const answer = { 200: jsonAnswer(Shipment, 'The shipment now') }
const usual = ['invalid_request', 'not_found', 'transition_refused', 'conflict'] as const

/**
 * Staff: divides everything of a shipment that has not left into parcels anew. A parcel whose contents stay the same keeps its
 * label; others get a new number. Repeating it changes nothing.
 */
export const divideShipment = forStaff(
  'DivideShipment',
  'POST /api/shipments/{shipmentId}/parcels',
  {
    request: { params: shipmentParam, body: jsonBody(ParcelDivision) },
    responses: answer,
    problems: usual,
  },
)

/** Staff: a parcel that is held may leave: its label is made. */
export const releaseParcel = forStaff(
  'ReleaseParcel',
  'POST /api/shipments/{shipmentId}/parcels/{parcel}/release',
  { request: oneParcel, responses: answer, problems: usual },
)

/**
 * Staff: replaces the label of a parcel that has not left. The old number is void at once. `trackingNumber` is the one to
 * replace: repeated, it is replaced already, and nothing changes.
 */
export const replaceLabel = forStaff(
  'ReplaceLabel',
  'POST /api/shipments/{shipmentId}/parcels/{parcel}/label',
  {
    request: { ...oneParcel, body: jsonBody({ trackingNumber: z.string().max(40) }) },
    responses: answer,
    problems: usual,
  },
)

/**
 * Staff: what follows a parcel that is lost, damaged or came back: another one, the money of its lines, or nothing. The first
 * decision stands unless it was refused.
 */
export const resolveParcel = forStaff(
  'ResolveParcel',
  'PUT /api/shipments/{shipmentId}/parcels/{parcel}/resolution',
  {
    request: { ...oneParcel, body: jsonBody({ kind: ParcelResolution.shape.kind }) },
    responses: answer,
    problems: [...usual, 'dependency_unavailable'],
  },
)

/**
 * Makes a further shipment of an order under an id that the caller derives (`shp_X_2`). Repeated, it is there already; an id
 * that is taken by something else is a conflict.
 */
export const createFurtherShipment = internal(['orders'], 'PUT /internal/shipments/{shipmentId}', {
  request: { params: z.object({ shipmentId: Id }), body: jsonBody(FurtherShipment) },
  responses: answer,
  problems: ['invalid_request', 'not_found', 'conflict'],
})
