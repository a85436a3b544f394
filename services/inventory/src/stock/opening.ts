import { CloudEvent } from '@comptoir/contracts/event'
import { splitDocument, stateKeyOf } from '@comptoir/dapr/documents/document-keys'
import type { Store } from '@comptoir/dapr/documents/store'
import type { Redis } from 'ioredis'
import { begunKey, fieldsOf, logKey } from './stock-store.ts'

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
  redis: Pick<Redis, 'exists' | 'set' | 'xrange'>,
  store: Pick<Store, 'documents' | 'state'>,
): StockOpening {
  let reason: string | undefined = 'the stock is not read yet'

  async function isThere(): Promise<boolean> {
    if (await redis.exists(begunKey)) return true
    const isOlder = await isOfScripts(redis)
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

/**
 * Whether the log is one that scripts wrote: stock from before there was the mark has it. Events of documents prove nothing, as a
 * rescan writes them after a loss; they alone are signed.
 */
async function isOfScripts(redis: Pick<Redis, 'xrange'>): Promise<boolean> {
  const [first] = await redis.xrange(logKey, '-', '+', 'COUNT', 1)
  if (!first) return false
  const event = CloudEvent.parse(JSON.parse(fieldsOf(first[1])['event'] ?? 'null'))
  return event.signature === undefined
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
