import { type Erase, eraseEach } from '@comptoir/dapr/documents/erasure'
import type { SavingDeps } from './document-saving.ts'

/** A deleted account: its redemptions stay counted and name nobody. */
export const eraseRedemptions =
  ({ redemptions, documents }: SavingDeps): Erase =>
  async (userId) => {
    await redemptions.forget(userId)
    await eraseEach({ collection: documents, index: 'byUser', key: userId }, ({ id }) =>
      documents.update(id, ({ userId: named, ...rest }) =>
        named === undefined ? undefined : { next: rest },
      ),
    )
  }
