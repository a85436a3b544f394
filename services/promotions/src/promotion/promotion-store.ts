import { Instant } from '@comptoir/contracts/common'
import { PromotionInput } from '@comptoir/contracts/promotions/promotion'
import { type Collection, createCollection } from '@comptoir/dapr/documents/documents'
import type { Store } from '@comptoir/dapr/documents/store'
import { z } from 'zod'
import type { Promotion } from './promotion.ts'

const Facts = PromotionInput.extend({ createdAt: Instant, updatedAt: Instant })
const StoredPromotion = z.discriminatedUnion('status', [
  Facts.extend({ status: z.literal('draft') }),
  Facts.extend({ status: z.literal('published'), publishedAt: Instant }),
  Facts.extend({ status: z.literal('paused'), publishedAt: Instant, pausedAt: Instant }),
  Facts.extend({ status: z.literal('archived'), archivedAt: Instant }),
])

export type Promotions = Collection<Promotion>

/** Every promotion is in one index, so that a replica can load them all. */
export const everyPromotion = { index: 'every', key: 'promotion' } as const

export function createPromotions(store: Store): Promotions {
  return createCollection<Promotion>(store, {
    name: 'promotions',
    audit: 'plain',
    schema: StoredPromotion,
    indexes: {
      [everyPromotion.index]: ({ createdAt }) => [
        { key: everyPromotion.key, score: Date.parse(createdAt) },
      ],
    },
  })
}
