import type { ServiceDeps } from '@comptoir/service/app'
import type { Context } from 'hono'
import type { StockFeed } from './live/stock-feed.ts'
import type { StockAlerts, StockItems } from './reports/stock-reports.ts'
import type { Stock } from './stock/stock-store.ts'
import type { WishLimits } from './wishes/guest-limits.ts'
import type { WishTeller } from './wishes/teller.ts'
import type { Wishes } from './wishes/wish-store.ts'

export type Deps = ServiceDeps & {
  readonly stock: Stock
  readonly items: StockItems
  readonly alerts: StockAlerts
  readonly feed: StockFeed
  readonly wishes: Wishes
  readonly teller: Pick<WishTeller, 'notice'>
  readonly wishLimits: WishLimits
  readonly addressOf: (c: Context) => string
  readonly clock: () => Date
}
