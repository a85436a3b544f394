import { type Erase, eraseEach } from '@comptoir/dapr/documents/erasure'
import type { Blobs } from '@comptoir/dapr/sidecar/blobs'
import { eraseRecipient, labelsOf } from './shipment/shipment.ts'
import { listKey, type Shipments } from './shipment/shipment-store.ts'

type Deps = { readonly shipments: Shipments; readonly blobs: Blobs }

/** A deleted account: its shipments lose the recipient and the labels that name it, the files first. */
export const eraseShipments =
  ({ shipments, blobs }: Deps): Erase =>
  (userId) =>
    eraseEach(
      { collection: shipments, index: 'list', key: listKey({ userId }) },
      async ({ id, data }) => {
        const kept = new Set(labelsOf(eraseRecipient(data)))
        for (const sha256 of labelsOf(data)) if (!kept.has(sha256)) await blobs.remove(sha256)
        await shipments.update(id, (state) => {
          const next = eraseRecipient(state)
          return next === state ? undefined : { next, events: [] }
        })
      },
    )
