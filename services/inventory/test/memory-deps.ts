import { createMemoryStore } from '@comptoir/dapr/test/memory-store'
import { createMemoryLive } from '@comptoir/dapr/test/memory-twins'
import { silentLog } from '@comptoir/service/test/silent-log'
import { createTestVerifier } from '@comptoir/service/test/tokens'
import type { Deps } from '../src/deps.ts'
import { createStockFeed } from '../src/live/stock-feed.ts'
import { createStockAlerts, createStockItems } from '../src/reports/stock-reports.ts'
import type { Stock } from '../src/stock/stock-store.ts'
import { createWishLimits, memoryLimiters } from '../src/wishes/guest-limits.ts'
import { createWishTeller } from '../src/wishes/teller.ts'
import { createWishes } from '../src/wishes/wish-store.ts'

export const appToken = 'test-token'
export const { verify, headersFor } = createTestVerifier()

/** What the app needs over a stock, with documents and channels in memory. */
export function createMemoryDeps(stock: Stock) {
  const store = createMemoryStore('inventory')
  store.clock.nowMs = Date.parse('2026-11-21T10:00:00.000Z')
  const clock = () => new Date(store.clock.nowMs)
  const live = createMemoryLive()
  const wishes = createWishes(store)
  const teller = createWishTeller({
    ...{ wishes, stock, keys: store.keys, clock },
    ...{ perUnit: 2, headStartMs: 3_600_000 },
  })
  const deps = {
    ...{ stock, items: createStockItems(store), alerts: createStockAlerts(store), wishes, teller },
    feed: createStockFeed({ live, stock, gatherMs: 1 }),
    wishLimits: createWishLimits(memoryLimiters),
    addressOf: () => '192.0.2.1',
    ...{ clock, verify, log: silentLog(), appToken },
  } satisfies Deps
  return { deps, store, live, teller }
}
