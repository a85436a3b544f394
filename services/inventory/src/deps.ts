import type { ServiceAppOptions } from '@comptoir/service/app'
import type { StockAlerts, StockItems } from './stock-reports.ts'
import type { Stock } from './stock-store.ts'

export type Deps = Pick<
  ServiceAppOptions,
  'verify' | 'log' | 'appToken' | 'corsOrigins' | 'ready'
> & {
  readonly stock: Stock
  readonly items: StockItems
  readonly alerts: StockAlerts
  readonly clock: () => Date
}
