import { repeat } from '@comptoir/dapr/host/background'
import { createHost } from '@comptoir/dapr/host/host'
import { createBlobs } from '@comptoir/dapr/sidecar/blobs'
import { readConfig } from '@comptoir/service/config'
import { createApp } from './app.ts'
import { startParcelSimulator } from './carriers/parcel-simulator.ts'
import { configShape, senderOf } from './config.ts'
import { eraseShipments } from './erasure.ts'
import { createBatchRenderer } from './labels/batch-renderer.ts'
import { createLabelBatches } from './labels/label-batch-store.ts'
import { createLabelRenderer } from './labels/label-rendering.ts'
import { collectShipments } from './personal-data.ts'
import { createPickupNetwork } from './pickup/pickup-network.ts'
import { createResolver } from './resolution/resolver.ts'
import { createDispatch } from './shipment/dispatch.ts'
import { createShipments } from './shipment/shipment-store.ts'
import { createBroadcasts, createSubscribers } from './subscribers.ts'
import { createTariffStore } from './tariffs/tariff-store.ts'

const config = readConfig(configShape)
const host = await createHost('shipping', config)
const { clock, log } = host
const shipments = createShipments(host.store)
const blobs = createBlobs(host.sidecar)
const tariffs = createTariffStore(host.store)
const pickupNetwork = createPickupNetwork({ url: config.pickupPointsUrl, log })
const renderer = createLabelRenderer({ shipments, blobs, clock, log })
const batches = createLabelBatches(host.store)
const batchRenderer = createBatchRenderer({ shipments, batches, blobs, clock, log })
const dispatch = createDispatch({
  shipments,
  from: senderOf(config),
  tariffs,
  created: ({ id, data }) => renderer.soon(id, data),
  clock,
})
const resolver = createResolver({ ...host.clients, shipments, dispatch, log })
const simulator = { shipments, paceMs: config.parcelPaceSeconds * 1_000, log, clock }
const app = createApp({
  ...{ ...host, shipments, dispatch, resolver, blobs, tariffs, pickupNetwork },
  ...{ batches, batchRenderer },
})
await host.run(app, {
  components: ['blobs'],
  subscribers: createSubscribers({ dispatch, shipments }),
  broadcasts: createBroadcasts({ tariffs }),
  collections: [shipments, tariffs.collection, batches],
  erase: eraseShipments({ shipments, blobs }),
  personalData: collectShipments(shipments),
  workers: [
    () => repeat({ name: 'labels', everyMs: 5_000, log, run: renderer.sweep }),
    () => repeat({ name: 'label batches', everyMs: 10_000, log, run: batchRenderer.sweep }),
    () => repeat({ name: 'old batches', everyMs: 600_000, log, run: batchRenderer.forget }),
    () => repeat({ name: 'tariffs', everyMs: 3_600_000, log, run: tariffs.seed }),
    () => repeat({ name: 'resolutions', everyMs: 5_000, log, run: resolver.sweep }),
    ...(config.parcelSimulator === 'on' ? [() => startParcelSimulator(simulator)] : []),
  ],
})
