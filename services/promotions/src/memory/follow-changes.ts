import type { CloudEvent } from '@comptoir/contracts/event'
import { PromotionChanged } from '@comptoir/contracts/promotions/events'
import type { Store } from '@comptoir/dapr/documents/store'
import { followOwnLog } from '@comptoir/dapr/events/own-log'
import type { Logger } from '@comptoir/service/observability/log'
import { everyPromotion, type Promotions } from '../promotion/promotion-store.ts'
import type { PromotionMemory } from './promotion-memory.ts'

export type FreshnessDeps = {
  readonly memory: PromotionMemory
  readonly promotions: Promotions
  readonly store: Store
  readonly log: Logger
}

export type Freshness = ReturnType<typeof createFreshness>

const pageSize = 200

/** Keeps the memory of this replica like the store: loads it, then follows what changes. */
export function createFreshness({ memory, promotions, store, log }: FreshnessDeps) {
  /** Reads a promotion again when the version held is older. */
  async function promotion(promotionId: string, version: number): Promise<void> {
    if (memory.versionOf(promotionId) >= version) return
    const document = await promotions.get(promotionId)
    if (document) memory.put(document)
  }

  async function load(): Promise<void> {
    const ids = await promotions.ids(everyPromotion.index, everyPromotion.key)
    for (let at = 0; at < ids.length; at += pageSize) {
      const page = await promotions.getMany(ids.slice(at, at + pageSize))
      for (const document of page) memory.put(document)
    }
    log.info({ promotions: memory.size() }, 'promotions loaded')
  }

  async function changed({ type, subject, aggregateversion }: CloudEvent): Promise<void> {
    if (type === PromotionChanged.type) await promotion(subject, aggregateversion)
  }

  return { ...followOwnLog({ store, load, changed }), promotion }
}
