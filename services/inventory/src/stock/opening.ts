import { splitDocument, stateKeyOf } from '@comptoir/dapr/documents/document-keys'
import type { Store } from '@comptoir/dapr/documents/store'
import type { Redis } from 'ioredis'
import { begunKey, logKey } from './stock-store.ts'

export type StockOpening = {
  /** Why no stock can be told or changed; undefined once it is there. */
  missing(): string | undefined
  /** Looks whether the stock is there, and opens that of a new shop. */
  look(): Promise<void>
}

const lost = 'the stock is lost: npm run restore-stock'

/**
 * Tells the stock of a new shop, which is empty, from stock that Redis has lost: then there are documents of items, and
 * whatever was decided on an empty stock would be wrong. Nothing but a restore opens stock that was lost.
 */
export function createStockOpening(
  redis: Pick<Redis, 'exists' | 'set'>,
  store: Pick<Store, 'documents' | 'state'>,
): StockOpening {
  let reason: string | undefined = 'the stock is not read yet'

  async function isThere(): Promise<boolean> {
    if (await redis.exists(begunKey)) return true
    // stock from before there was the mark has its log
    const isOlder = (await redis.exists(logKey)) === 1
    if (!isOlder && (await hasItems(store))) return false
    await redis.set(begunKey, new Date().toISOString())
    return true
  }

  return {
    missing: () => reason,
    async look() {
      reason = (await isThere()) ? undefined : lost
    },
  }
}

/** Whether the state store has a document of an item, by its list of documents: the indexes may be lost, too. */
async function hasItems({ documents, state }: Pick<Store, 'documents' | 'state'>) {
  const { list } = await documents.prepare()
  for await (const batch of list([items])) {
    const keys = batch.documents
      .map(splitDocument)
      .flatMap(([collection, id]) => (collection === items ? [stateKeyOf(collection, id)] : []))
    if ((await state.readMany(keys)).size > 0) return true
  }
  return false
}

const items = 'stock-items'
