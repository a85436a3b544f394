import { type Erase, eraseEach } from '@comptoir/dapr/documents/erasure'
import { type CollectPersonalData, recordsOf } from '@comptoir/dapr/documents/personal-data'
import { toWishView } from './stock-wish.ts'
import type { Wishes } from './wish-store.ts'

/** A deleted account wishes for nothing, nor does an erased email, which is given by its digest. */
export const eraseWishes =
  (wishes: Wishes): Erase =>
  (personKey) =>
    eraseEach({ collection: wishes, index: 'of', key: personKey }, ({ id }) => wishes.remove(id))

/** The wishes of a user. */
export const collectWishes =
  (wishes: Wishes): CollectPersonalData =>
  (userId) =>
    recordsOf('stock-wish', { collection: wishes, index: 'of', key: userId }, ({ id, data }) =>
      toWishView(id, data),
    )
