import { createApp } from '../../../../../services/promotions/src/app.ts'
import { createCodeLookup } from '../../../../../services/promotions/src/codes/code-lookup.ts'
import {
  createCodeBatches,
  createCodeRevocations,
  createCodes,
} from '../../../../../services/promotions/src/codes/code-store.ts'
import { createSharedCodes } from '../../../../../services/promotions/src/codes/shared-codes.ts'
import { createBuyers } from '../../../../../services/promotions/src/customers/buyers.ts'
import { createHasOrdered } from '../../../../../services/promotions/src/customers/earlier-orders.ts'
import { createFreshness } from '../../../../../services/promotions/src/memory/follow-changes.ts'
import { createPromotionMemory } from '../../../../../services/promotions/src/memory/promotion-memory.ts'
import { createPromotionCommands } from '../../../../../services/promotions/src/promotion/promotion-commands.ts'
import { createPromotions } from '../../../../../services/promotions/src/promotion/promotion-store.ts'
import { createRedemptionCounting } from '../../../../../services/promotions/src/redemption/count-again.ts'
import { saveRedemptions } from '../../../../../services/promotions/src/redemption/document-saving.ts'
import { createRedemptionDocuments } from '../../../../../services/promotions/src/redemption/documents.ts'
import { eraseRedemptions } from '../../../../../services/promotions/src/redemption/erasure.ts'
import { createRedemptions } from '../../../../../services/promotions/src/redemption/redemption-store.ts'
import { createSubscribers } from '../../../../../services/promotions/src/subscribers.ts'
import { createHostTwin, type Platform } from '../host-twin.ts'

/** Promotions: uses are counted by its scripts in the twin of Redis. */
export function startPromotions(platform: Platform) {
  const { world } = platform
  const { redis, random } = world
  const host = createHostTwin(platform, 'promotions')
  const { store, log, clock } = host
  const promotions = createPromotions(store)
  const codes = createCodes(store)
  const batches = createCodeBatches(store)
  const revocations = createCodeRevocations(store)
  const buyers = createBuyers(store)
  const promotionMemory = createPromotionMemory()
  const freshness = createFreshness({ memory: promotionMemory, promotions, store, log })
  let ids = 0
  const commands = createPromotionCommands({
    ...{ promotions, memory: promotionMemory, clock },
    sharedCodes: createSharedCodes({ codes, promotions, clock }),
    newId: () => `promo_${++ids}`,
  })
  const redemptions = createRedemptions(redis)
  const documents = createRedemptionDocuments(store)
  const uses = { redemptions, documents }
  const eraseUses = eraseRedemptions(uses)
  const app = createApp({
    hasOrdered: createHasOrdered(buyers, host.clients.orders),
    ...{ ...host, promotions, commands, promotionMemory, codes, batches, revocations },
    ...{ redemptions, redemptionDocuments: documents },
    findByCode: createCodeLookup({ memory: promotionMemory, codes }),
    guesses: { take: async () => {}, giveBack: async () => {} },
    random: (limit: number) => Math.floor(random() * limit),
  })
  host.run(app, {
    subscribers: createSubscribers({ buyers, ...uses, log }),
    collections: [promotions, codes, batches, revocations, buyers.collection, documents],
    erase: (userId) => Promise.all([buyers.erase(userId), eraseUses(userId)]),
    rounds: [
      { name: 'refresh', run: freshness.refresh },
      { name: 'redemption sweeper', run: () => redemptions.sweep(100), isRare: true },
      { name: 'redemption documents', run: () => saveRedemptions(uses), isRare: true },
    ],
  })
  return { count: createRedemptionCounting({ ...uses, redis, store }) }
}
