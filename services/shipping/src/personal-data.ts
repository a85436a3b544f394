import { type CollectPersonalData, recordsOf } from '@comptoir/dapr/documents/personal-data'
import { listKey, type Shipments } from './shipment/shipment-store.ts'
import { viewOf } from './shipment/shipment-view.ts'

/** The shipments of a user. */
export const collectShipments = (shipments: Shipments): CollectPersonalData =>
  async function* collect(userId) {
    const key = listKey({ userId })
    yield* recordsOf('shipment', { collection: shipments, index: 'list', key }, ({ data }) =>
      viewOf(data),
    )
  }
