import type { ServiceDeps } from '@comptoir/service/app'
import type { StockAlerts, StockItems } from './reports/stock-reports.ts'
import type { Stock } from './stock/stock-store.ts'

export type Deps = ServiceDeps & {
  readonly stock: Stock
  readonly items: StockItems
  readonly alerts: StockAlerts
  readonly clock: () => Date
}
