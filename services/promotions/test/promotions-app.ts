import { randomInt } from 'node:crypto'
import type { AppId } from '@comptoir/contracts/topology'
import type { Client } from '@comptoir/dapr/sidecar/invoke'
import { createMemoryStore } from '@comptoir/dapr/test/memory-store'
import { silentLog } from '@comptoir/service/test/silent-log'
import { appTokenHeaders, createTestVerifier } from '@comptoir/service/test/tokens'
import { Redis } from 'ioredis'
import { RateLimiterMemory } from 'rate-limiter-flexible'
import { createApp } from '../src/app.ts'
import { createCodeLookup } from '../src/codes/code-lookup.ts'
import { createCodeBatches, createCodeRevocations, createCodes } from '../src/codes/code-store.ts'
import { createGuessLimit, guessLimits } from '../src/codes/guess-limit.ts'
import { createSharedCodes } from '../src/codes/shared-codes.ts'
import { createBuyers } from '../src/customers/buyers.ts'
import { createHasOrdered } from '../src/customers/earlier-orders.ts'
import { createFreshness } from '../src/memory/follow-changes.ts'
import { createPromotionMemory } from '../src/memory/promotion-memory.ts'
import { createPromotionCommands } from '../src/promotion/promotion-commands.ts'
import { createPromotions } from '../src/promotion/promotion-store.ts'
import { createRedemptionDocuments } from '../src/redemption/documents.ts'
import { createRedemptions } from '../src/redemption/redemption-store.ts'

const appToken = 'test'

/** A Redis that is not there: for tests of promotions without limits. */
const noRedis = () => new Redis({ lazyConnect: true, enableOfflineQueue: false })

/** The service over in-memory twins, with a clock to move. Limits need a real Redis. */
export function createTestPromotions({ redis = noRedis() } = {}) {
  const store = createMemoryStore('promotions')
  store.clock.nowMs = Date.parse('2026-11-21T10:00:00.000Z')
  const clock = () => new Date(store.clock.nowMs)
  const promotions = createPromotions(store)
  const codes = createCodes(store)
  const batches = createCodeBatches(store)
  const buyers = createBuyers(store)
  /** What orders says of users' orders before this service was there; a test replaces it. */
  const earlierOrders = { of: async (_userId: string): Promise<object> => ({}) }
  const ordersClient = (_route: unknown, { params }: { params: { userId: string } }) =>
    earlierOrders.of(params.userId)
  const hasOrdered = createHasOrdered(buyers, ordersClient as unknown as Client)
  const promotionMemory = createPromotionMemory()
  let last = 0
  const commands = createPromotionCommands({
    ...{ promotions, memory: promotionMemory, clock },
    sharedCodes: createSharedCodes({ codes, promotions, clock }),
    newId: () => `promo_${++last}`,
  })
  const { verify, headersFor } = createTestVerifier()
  const redemptions = createRedemptions(redis)
  const redemptionDocuments = createRedemptionDocuments(store)
  const given = {
    ...{ redemptions, redemptionDocuments, revocations: createCodeRevocations(store) },
    ...{ promotions, commands, promotionMemory, hasOrdered, codes, batches, clock },
    ...{ keys: store.keys, random: randomInt, guesses: createGuessLimit(memoryCounters()) },
    findByCode: createCodeLookup({ memory: promotionMemory, codes }),
  }
  const app = createApp({ ...given, verify, log: silentLog(), appToken })

  /** Calls the app: as staff by default, as another service by its id. */
  async function call(operation: string, { as = 'staff', body, headers = {} }: Given = {}) {
    const [method = '', path = ''] = operation.split(' ')
    const isPerson = as === 'staff' || as === 'customer'
    const who = isPerson ? await headersFor({ id: as, roles: [as] }) : serviceHeaders(as)
    const answer = await app.request(path, {
      ...{ method, headers: { ...who, 'content-type': 'application/json', ...headers } },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    })
    const text = await answer.text()
    const parsed: Answer = text === '' ? {} : JSON.parse(text)
    return { status: answer.status, headers: answer.headers, body: parsed }
  }

  /** Another replica: a memory of its own over the same store. */
  function otherReplica() {
    const memory = createPromotionMemory()
    const freshness = createFreshness({ memory, promotions, store, log: silentLog() })
    return { memory, freshness }
  }

  const staffHeaders = () => headersFor({ id: 'staff', roles: ['staff'] })
  return {
    app,
    deps: given,
    staffHeaders,
    store,
    promotions,
    codes,
    batches,
    buyers,
    earlierOrders,
    redemptions,
    redemptionDocuments,
    call,
    otherReplica,
  }
}

function memoryCounters() {
  const counter = (points: number) =>
    new RateLimiterMemory({ points, duration: guessLimits.windowSeconds })
  return {
    perShopper: counter(guessLimits.perShopper),
    perAddress: counter(guessLimits.perAddress),
  }
}

const serviceHeaders = (appId: AppId | 'guest') =>
  appId === 'guest' ? {} : appTokenHeaders(appToken, appId)

type Given = {
  readonly as?: 'staff' | 'customer' | 'guest' | AppId
  readonly body?: unknown
  readonly headers?: Record<string, string>
}

// biome-ignore lint/suspicious/noExplicitAny: answers of many shapes, only read by tests
type Answer = any
