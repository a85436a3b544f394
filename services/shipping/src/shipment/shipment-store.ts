import { type Collection, createCollection } from '@comptoir/dapr/documents/documents'
import type { Store } from '@comptoir/dapr/documents/store'
import { stateOfParcel } from './parcel-state.ts'
import { awaitsLabels, contentOf, type ShipmentState } from './shipment.ts'
import { StoredShipment } from './stored-shipment.ts'

export type Shipments = Collection<ShipmentState>

/** Shipments, by the id derived from their order: `shp_X`, and `shp_X_…` those that followed it. */
export function createShipments(store: Store): Shipments {
  return createCollection(store, {
    name: 'shipments',
    schema: StoredShipment,
    indexes: { list, byOrder, byTrackingNumber, awaitingLabel, moving, resolving },
  })
}

type ListFilter = { readonly userId?: string | undefined; readonly status?: string | undefined }

/** The key of the `list` index that answers a filter. */
export function listKey({ userId, status }: ListFilter): string {
  return ['all', userId && `user=${userId}`, status && `status=${status}`].filter(Boolean).join('&')
}

function list(state: ShipmentState) {
  const shipment = contentOf(state)
  if (!shipment) return []
  const { userId } = shipment
  const { status } = state
  const filters = [{}, { status }, { userId }, { userId, status }]
  return filters.map((filter) => ({ key: listKey(filter), score: Date.parse(shipment.createdAt) }))
}

/** All shipments of an order. The first one is not in it when it was stored before there could be several. */
function byOrder(state: ShipmentState) {
  const shipment = contentOf(state)
  return shipment ? [{ key: shipment.orderId, score: Date.parse(shipment.createdAt) }] : []
}

function byTrackingNumber(state: ShipmentState) {
  const parcels = contentOf(state)?.parcels ?? []
  return parcels.map(({ trackingNumber }) => ({ key: trackingNumber, score: 0 }))
}

/** Shipments whose labels are to be made, oldest first. */
function awaitingLabel(state: ShipmentState) {
  if (!awaitsLabels(state)) return []
  return [{ key: 'all', score: Date.parse(state.createdAt) }]
}

/** Shipments with a parcel for which something was decided that is not done. */
function resolving(state: ShipmentState) {
  if (state.status === 'cancelled') return []
  const pending = state.parcels.some(({ resolution }) => resolution?.status === 'pending')
  return pending ? [{ key: 'all', score: Date.parse(state.createdAt) }] : []
}

const moves: ReadonlySet<string> = new Set(['label_created', 'in_transit', 'out_for_delivery'])

/** Shipments with a parcel that the simulator moves on, by when they last moved. */
function moving(state: ShipmentState) {
  if (state.status === 'cancelled') return []
  const states = state.parcels.map((parcel) => stateOfParcel(state, parcel))
  if (!states.some(({ status }) => moves.has(status))) return []
  return [{ key: 'all', score: Date.parse(lastMoveOf(state)) }]
}

/** When a shipment last changed: its latest scan by arrival, or its creation. */
export function lastMoveOf(shipment: Exclude<ShipmentState, { status: 'cancelled' }>): string {
  return shipment.events.at(-1)?.recordedAt ?? shipment.createdAt
}
