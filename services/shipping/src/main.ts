import { repeat } from '@comptoir/dapr/host/background'
import { createHost } from '@comptoir/dapr/host/host'
import { createBlobs } from '@comptoir/dapr/sidecar/blobs'
import { readConfig } from '@comptoir/service/config'
import { createApp } from './app.ts'
import { startParcelSimulator } from './carriers/parcel-simulator.ts'
import { configShape, senderOf } from './config.ts'
import { eraseShipments } from './erasure.ts'
import { createLabelRenderer } from './labels/label-rendering.ts'
import { createResolver } from './resolution/resolver.ts'
import { createDispatch } from './shipment/dispatch.ts'
import { createShipments } from './shipment/shipment-store.ts'
import { createSubscribers } from './subscribers.ts'

const config = readConfig(configShape)
const host = await createHost('shipping', config)
const { clock, log } = host
const shipments = createShipments(host.store)
const blobs = createBlobs(host.sidecar)
const renderer = createLabelRenderer({ shipments, blobs, clock, log })
const dispatch = createDispatch({
  shipments,
  from: senderOf(config),
  created: ({ id, data }) => renderer.soon(id, data),
  clock,
})
const resolver = createResolver({ ...host.clients, shipments, dispatch, log })
const dispatching = { cutOff: config.cutOffTime, timeZone: config.shopTimeZone }
const simulator = { shipments, paceMs: config.parcelPaceSeconds * 1_000, log, clock }
const app = createApp({ ...host, shipments, dispatch, resolver, blobs, dispatching })
await host.run(app, {
  components: ['blobs'],
  subscribers: createSubscribers({ dispatch, shipments }),
  collections: [shipments],
  erase: eraseShipments({ shipments, blobs }),
  workers: [
    () => repeat({ name: 'labels', everyMs: 5_000, log, run: renderer.sweep }),
    () => repeat({ name: 'resolutions', everyMs: 5_000, log, run: resolver.sweep }),
    ...(config.parcelSimulator === 'on' ? [() => startParcelSimulator(simulator)] : []),
  ],
})
