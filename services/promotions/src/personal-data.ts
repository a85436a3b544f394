import { type CollectPersonalData, recordsOf } from '@comptoir/dapr/documents/personal-data'
import type { Buyers } from './customers/buyers.ts'
import type { RedemptionDocuments } from './redemption/documents.ts'

type Collections = { readonly buyers: Buyers; readonly documents: RedemptionDocuments }

/** The codes and offers that a user had, and the first order that offers for new customers go by. */
export const collectUses = ({ buyers, documents }: Collections): CollectPersonalData =>
  async function* collect(userId) {
    const own = { index: 'byUser', key: userId }
    yield* recordsOf('redemption', { collection: documents, ...own }, ({ data }) => data)
    const buyer = await buyers.collection.get(userId)
    if (buyer) yield { kind: 'first order', id: buyer.id, data: buyer.data }
  }
