import { UserDeleted } from '@comptoir/contracts/accounts'
import type { Blobs } from '@comptoir/dapr/blobs'
import { on, type Subscriber } from '@comptoir/dapr/subscriptions'
import { walk } from '@comptoir/dapr/walk'
import { eraseRecipient, type ShipmentState } from './shipment.ts'
import { listKey, type Shipments } from './shipment-store.ts'

type Deps = { readonly shipments: Shipments; readonly blobs: Blobs }

/** A deleted account: its shipments lose the recipient and the labels that name it, the files first. */
export function createErasure({ shipments, blobs }: Deps): Subscriber {
  return on(UserDeleted, async ({ userId }) => {
    const key = listKey({ userId })
    for await (const { id, data } of walk({ collection: shipments, index: 'list', key })) {
      const kept = new Set(labelsOf(eraseRecipient(data)))
      for (const sha256 of labelsOf(data)) if (!kept.has(sha256)) await blobs.remove(sha256)
      await shipments.update(id, (state) => {
        const next = eraseRecipient(state)
        return JSON.stringify(next) === JSON.stringify(state) ? undefined : { next, events: [] }
      })
    }
  })
}

function labelsOf(state: ShipmentState): string[] {
  const shipment = state.status === 'cancelled' ? state.shipment : state
  return (shipment?.parcels ?? []).flatMap(({ label }) => label?.sha256 ?? [])
}
