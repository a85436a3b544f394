import { splitDocument } from '@comptoir/dapr/documents/document-keys'
import type { Store } from '@comptoir/dapr/documents/store'
import type { Redis } from 'ioredis'
import { type RedemptionDocuments, redemptionDocuments } from './documents.ts'
import { recordOf } from './redemption.ts'
import type { Redemptions } from './redemption-store.ts'
import { begunKey } from './scripts.ts'

type CountingDeps = {
  readonly redis: Pick<Redis, 'exists' | 'set'>
  readonly store: Pick<Store, 'documents' | 'log' | 'now'>
  readonly redemptions: Pick<Redemptions, 'restore'>
  readonly documents: Pick<RedemptionDocuments, 'getMany'>
}

/**
 * Looks whether the uses of promotions are counted, and counts them again from their documents where Redis has lost them,
 * or has none yet as in a new shop. Until then scripts decide nothing. Any number of replicas may do it: a record that is
 * there already is left as it is. A count is believed once it began late enough to meet every document that was being
 * written when Redis was lost. Answers whether the uses are counted.
 */
export function createRedemptionCounting(deps: CountingDeps): () => Promise<boolean> {
  const { redis, store } = deps
  let noticedAtMs: number | undefined

  async function count(): Promise<boolean> {
    const startedAtMs = store.now()
    noticedAtMs ??= startedAtMs
    const { settleMs, list } = await store.documents.prepare()
    let orders = 0
    for await (const { documents } of list([redemptionDocuments])) {
      orders += await restore(deps, documents)
    }
    if (orders > 0 && startedAtMs - noticedAtMs < settleMs) return false
    await redis.set(begunKey, new Date(startedAtMs).toISOString())
    if (orders > 0) store.log.warn({ orders }, 'the uses of promotions were lost: counted again')
    return true
  }

  return async () => {
    const isCounted = (await redis.exists(begunKey)) === 1 || (await count())
    if (isCounted) noticedAtMs = undefined
    return isCounted
  }
}

/** Answers how many of these are redemptions. */
async function restore({ redemptions, documents }: CountingDeps, names: readonly string[]) {
  const ids = names
    .map(splitDocument)
    .flatMap(([collection, id]) => (collection === redemptionDocuments ? [id] : []))
  const found = await documents.getMany(ids)
  await Promise.all(found.map(({ data }) => redemptions.restore(recordOf(data))))
  return found.length
}
