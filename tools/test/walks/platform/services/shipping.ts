import { createApp } from '../../../../../services/shipping/src/app.ts'
import { createResolver } from '../../../../../services/shipping/src/resolution/resolver.ts'
import { createDispatch } from '../../../../../services/shipping/src/shipment/dispatch.ts'
import { attachLabels } from '../../../../../services/shipping/src/shipment/shipment.ts'
import { createShipments } from '../../../../../services/shipping/src/shipment/shipment-store.ts'
import { createSubscribers } from '../../../../../services/shipping/src/subscribers.ts'
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
  const dispatch = createDispatch({ shipments, from, created: () => undefined, clock })
  const resolver = createResolver({ ...host.clients, shipments, dispatch, log: host.log })
  const dispatching = { cutOff: '14:00', timeZone: 'Europe/Paris' }
  host.run(createApp({ ...host, shipments, dispatch, resolver, dispatching }), {
    subscribers: createSubscribers({ dispatch, shipments }),
    collections: [shipments],
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
