import { randomInt } from 'node:crypto'
import { repeat } from '@comptoir/dapr/host/background'
import { createHost } from '@comptoir/dapr/host/host'
import { readConfig } from '@comptoir/service/config'
import { typeid } from 'typeid-js'
import { createApp } from './app.ts'
import { createCodeLookup } from './codes/code-lookup.ts'
import { createCodeBatches, createCodeRevocations, createCodes } from './codes/code-store.ts'
import { createGuessLimit, createRedisCounters } from './codes/guess-limit.ts'
import { createSharedCodes } from './codes/shared-codes.ts'
import { configShape } from './config.ts'
import { createBuyers } from './customers/buyers.ts'
import { createHasOrdered } from './customers/earlier-orders.ts'
import { createFreshness } from './memory/follow-changes.ts'
import { createPromotionMemory } from './memory/promotion-memory.ts'
import { collectUses } from './personal-data.ts'
import { createPromotionCommands } from './promotion/promotion-commands.ts'
import { createPromotions } from './promotion/promotion-store.ts'
import { createRedemptionCounting } from './redemption/count-again.ts'
import { startSaver, startSweeper } from './redemption/document-saving.ts'
import { createRedemptionDocuments } from './redemption/documents.ts'
import { eraseRedemptions } from './redemption/erasure.ts'
import { createRedemptions } from './redemption/redemption-store.ts'
import { createBroadcasts, createSubscribers } from './subscribers.ts'

const config = readConfig(configShape)
const host = await createHost('promotions', config)
const { store, log, clock, redis } = host
const promotions = createPromotions(store)
const codes = createCodes(store)
const batches = createCodeBatches(store)
const revocations = createCodeRevocations(store)
const buyers = createBuyers(store)
const memory = createPromotionMemory()
const freshness = createFreshness({ memory, promotions, store, log })
const commands = createPromotionCommands({
  ...{ promotions, memory, clock },
  sharedCodes: createSharedCodes({ codes, promotions, clock }),
  newId: () => typeid('promo').toString(),
})
const redemptions = createRedemptions(redis)
const documents = createRedemptionDocuments(store)
const uses = { redemptions, documents }
const eraseUses = eraseRedemptions(uses)
const countUses = createRedemptionCounting({ ...uses, redis, store })

const app = createApp({
  ...{ ...host, keys: store.keys, promotions, commands, promotionMemory: memory },
  hasOrdered: createHasOrdered(buyers, host.clients.orders),
  ...{
    codes,
    batches,
    revocations,
    findByCode: createCodeLookup({ memory, codes }),
    random: randomInt,
  },
  guesses: createGuessLimit(createRedisCounters(redis)),
  ...{ redemptions, redemptionDocuments: documents },
  ready: async () => (freshness.isLoaded() ? await host.ready() : 'promotions are loading'),
})
await host.run(app, {
  subscribers: createSubscribers({ buyers, ...uses, log }),
  broadcasts: createBroadcasts({ freshness }),
  collections: [promotions, codes, batches, revocations, buyers.collection, documents],
  erase: (userId) => Promise.all([buyers.erase(userId), eraseUses(userId)]),
  personalData: collectUses({ buyers, documents }),
  workers: [
    () => repeat({ name: 'refresh', everyMs: config.refreshEveryMs, log, run: freshness.refresh }),
    () => repeat({ name: 'redemption counts', everyMs: 1_000, log, run: countUses }),
    () => startSweeper({ redemptions, log, everyMs: config.sweepEveryMs }),
    () => startSaver({ ...uses, log, everyMs: config.saveEveryMs }),
  ],
})
