import { isGuestId, orderIdOf } from '@comptoir/contracts/ids'
import { type Erase, eraseEach } from '@comptoir/dapr/documents/erasure'
import type { SavingDeps } from './document-saving.ts'

/** A deleted account: its redemptions stay counted and name nobody. */
export const eraseRedemptions = ({ redemptions, documents }: SavingDeps): Erase => {
  /** A guest redeems by the key of the email, which the redemption of the order names. */
  const redeemerOf = async (guestId: string) =>
    (await documents.get(orderIdOf(guestId)))?.data.userId
  return async (erased) => {
    const userId = isGuestId(erased) ? await redeemerOf(erased) : erased
    if (userId === undefined) return
    await redemptions.forget(userId)
    await eraseEach({ collection: documents, index: 'byUser', key: userId }, ({ id }) =>
      documents.update(id, ({ userId: named, ...rest }) =>
        named === undefined ? undefined : { next: rest },
      ),
    )
  }
}
