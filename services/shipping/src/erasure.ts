import { type Erase, eraseEach } from '@comptoir/dapr/documents/erasure'
import type { Deps } from './deps.ts'
import { eraseRecipient, isUnderWay, labelsOf } from './shipment/shipment.ts'
import { listKey } from './shipment/shipment-store.ts'

/**
 * A deleted account: its shipments lose the recipient and the labels that name it, the files first. What is under way still needs
 * both, and is left until it ends.
 */
export const eraseShipments =
  ({ shipments, blobs }: Pick<Deps, 'shipments' | 'blobs'>): Erase =>
  async (userId) => {
    let left = 0
    await eraseEach(
      { collection: shipments, index: 'list', key: listKey({ userId }) },
      async ({ id, data }) => {
        const kept = new Set(labelsOf(eraseRecipient(data)))
        for (const sha256 of labelsOf(data)) if (!kept.has(sha256)) await blobs.remove(sha256)
        const erased = await shipments.update(id, (state) => {
          const next = eraseRecipient(state)
          return next === state ? undefined : { next, events: [] }
        })
        if (isUnderWay(erased.data)) left += 1
      },
    )
    return { left }
  }
