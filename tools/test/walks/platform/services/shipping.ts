import { createApp } from '../../../../../services/shipping/src/app.ts'
import { eraseShipments } from '../../../../../services/shipping/src/erasure.ts'
import { createBatchRenderer } from '../../../../../services/shipping/src/labels/batch-renderer.ts'
import { createLabelBatches } from '../../../../../services/shipping/src/labels/label-batch-store.ts'
import { createPickupNetwork } from '../../../../../services/shipping/src/pickup/pickup-network.ts'
import { createResolver } from '../../../../../services/shipping/src/resolution/resolver.ts'
import { createDispatch } from '../../../../../services/shipping/src/shipment/dispatch.ts'
import { attachLabels } from '../../../../../services/shipping/src/shipment/shipment.ts'
import { createShipments } from '../../../../../services/shipping/src/shipment/shipment-store.ts'
import { createSubscribers } from '../../../../../services/shipping/src/subscribers.ts'
import { createTariffStore } from '../../../../../services/shipping/src/tariffs/tariff-store.ts'
import { createHostTwin, type Platform } from '../host-twin.ts'

const from = {
  recipient: 'Comptoir Démonstration',
  line1: '4 rue de l’Entrepôt',
  postalCode: '93200',
  city: 'Saint-Denis',
  countryCode: 'FR',
}

/** Shipping; its labels are blank, and its parcels move by scans only. */
export function startShipping(platform: Platform) {
  const host = createHostTwin(platform, 'shipping')
  const { clock } = host
  const shipments = createShipments(host.store)
  const tariffs = createTariffStore(host.store)
  const dispatch = createDispatch({ shipments, from, tariffs, created: () => undefined, clock })
  const pickupNetwork = createPickupNetwork({ url: undefined, log: host.log })
  const resolver = createResolver({ ...host.clients, shipments, dispatch, log: host.log })
  const batches = createLabelBatches(host.store)
  const batchRenderer = createBatchRenderer({ ...host, shipments, batches })
  const dispatching = { cutOff: '14:00', timeZone: 'Europe/Paris' }
  const carrying = { tariffs, pickupNetwork, batches, batchRenderer, dispatching }
  host.run(createApp({ ...host, ...carrying, shipments, dispatch, resolver }), {
    subscribers: createSubscribers({ dispatch, shipments }),
    collections: [shipments, tariffs.collection, batches],
    erase: eraseShipments({ shipments, blobs: host.blobs }),
    rounds: [
      { name: 'labels', run: () => labelAll(shipments, clock) },
      { name: 'resolutions', run: resolver.sweep },
    ],
  })
}

async function labelAll(shipments: ReturnType<typeof createShipments>, clock: () => Date) {
  for (const id of await shipments.ids('awaitingLabel', 'all', { limit: 200 })) {
    const found = await shipments.get(id)
    if (!found || found.data.status === 'cancelled') continue
    const paper = { sha256: '0'.repeat(64), size: 1 }
    const labels = found.data.parcels.map(({ trackingNumber }) => ({ trackingNumber, ...paper }))
    await shipments.update(id, (now) => attachLabels(now, labels, clock().toISOString()))
  }
}
