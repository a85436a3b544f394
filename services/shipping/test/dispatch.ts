import type { Address } from '@comptoir/contracts/common'
import type { PickupPoint } from '@comptoir/contracts/shipping/pickup-schemas'
import type { Document } from '@comptoir/dapr/documents/documents'
import { fixedSettings } from '@comptoir/dapr/test/fixed-settings'
import { createMemoryStore } from '@comptoir/dapr/test/memory-store'
import { createMemoryBlobs } from '@comptoir/dapr/test/memory-twins'
import { refuse } from '@comptoir/service/problems/refusal'
import { silentLog } from '@comptoir/service/test/silent-log'
import { createBatchRenderer } from '../src/labels/batch-renderer.ts'
import { createLabelBatches } from '../src/labels/label-batch-store.ts'
import { createLabelRenderer } from '../src/labels/label-rendering.ts'
import type { PickupNetwork } from '../src/pickup/pickup-network.ts'
import { createResolver } from '../src/resolution/resolver.ts'
import { createDispatch } from '../src/shipment/dispatch.ts'
import type { ShipmentState } from '../src/shipment/shipment.ts'
import { createShipments } from '../src/shipment/shipment-store.ts'
import { createTariffStore } from '../src/tariffs/tariff-store.ts'
import { createOtherServices } from './other-services.ts'

export const sender: Address = {
  recipient: 'Comptoir Démonstration',
  line1: '4 rue de l’Entrepôt',
  line2: 'Service expéditions',
  postalCode: '93200',
  city: 'Saint-Denis',
  countryCode: 'FR',
}

/** Shipping over a store in memory, with a clock to move. */
export function createTestDispatch() {
  const store = createMemoryStore('shipping')
  const time = { now: new Date('2026-11-21T10:00:00.000Z') }
  const clock = () => time.now
  const shipments = createShipments(store)
  const blobs = createMemoryBlobs()
  const log = silentLog()
  const renderer = createLabelRenderer({ shipments, blobs, clock, log })
  const created = ({ id, data }: Document<ShipmentState>) => renderer.soon(id, data)
  const tariffs = createTariffStore(store, () => time.now.getTime())
  const dispatch = createDispatch({ shipments, from: sender, tariffs, created, clock })
  const batches = createLabelBatches(store)
  const batchRenderer = createBatchRenderer({ shipments, batches, blobs, clock, log })
  const others = createOtherServices()
  const points = new Map<string, PickupPoint>()
  const network = { away: false }
  const asked = <T>(answer: () => T) => {
    if (network.away) throw refuse('dependency_unavailable')
    return answer()
  }
  const pickupNetwork: PickupNetwork = {
    isNamed: true,
    search: async () => asked(() => [...points.values()]),
    get: async (pointId) => asked(() => points.get(pointId)),
    isAway: () => network.away,
  }
  const resolver = createResolver({ ...others, shipments, dispatch, log })
  const published = () => store.published.map(({ type }) => type.split('.')[2])
  const passSeconds = (seconds: number) => {
    time.now = new Date(time.now.getTime() + seconds * 1_000)
  }
  const world = { store, shipments, tariffs, blobs, renderer, dispatch, resolver, others, log }
  const settings = fixedSettings()
  return {
    ...world,
    batches,
    batchRenderer,
    pickupNetwork,
    points,
    network,
    settings,
    clock,
    time,
    published,
    passSeconds,
  }
}
