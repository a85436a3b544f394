import { randomInt } from 'node:crypto'
import { repeat } from '@comptoir/dapr/host/background'
import { createHost } from '@comptoir/dapr/host/host'
import { readConfig } from '@comptoir/service/config'
import { typeid } from 'typeid-js'
import { createApp } from './app.ts'
import { createCodeLookup } from './codes/code-lookup.ts'
import { createCodeBatches, createCodes } from './codes/code-store.ts'
import { createGuessLimit, createRedisCounters } from './codes/guess-limit.ts'
import { createSharedCodes } from './codes/shared-codes.ts'
import { configShape } from './config.ts'
import { createBuyers } from './customers/buyers.ts'
import { createFreshness } from './memory/follow-changes.ts'
import { createPromotionMemory } from './memory/promotion-memory.ts'
import { createPromotionCommands } from './promotion/promotion-commands.ts'
import { createPromotions } from './promotion/promotion-store.ts'
import { createBroadcasts, createSubscribers } from './subscribers.ts'

const config = readConfig(configShape)
const host = await createHost('promotions', config)
const { store, log, clock } = host
const promotions = createPromotions(store)
const codes = createCodes(store)
const batches = createCodeBatches(store)
const buyers = createBuyers(store)
const memory = createPromotionMemory()
const freshness = createFreshness({ memory, promotions, store, log })
const commands = createPromotionCommands({
  ...{ promotions, memory, clock },
  sharedCodes: createSharedCodes({ codes, promotions, clock }),
  newId: () => typeid('promo').toString(),
})

const app = createApp({
  ...{ ...host, keys: store.keys, promotions, commands, buyers, promotionMemory: memory },
  ...{ codes, batches, findByCode: createCodeLookup({ memory, codes }), random: randomInt },
  guesses: createGuessLimit(createRedisCounters(host.redis)),
  ready: async () => (freshness.isLoaded() ? await host.ready() : 'promotions are loading'),
})
await host.run(app, {
  subscribers: createSubscribers({ buyers }),
  broadcasts: createBroadcasts({ freshness }),
  collections: [promotions, codes, batches, buyers.collection],
  erase: buyers.erase,
  workers: [
    () => repeat({ name: 'refresh', everyMs: config.refreshEveryMs, log, run: freshness.refresh }),
  ],
})
