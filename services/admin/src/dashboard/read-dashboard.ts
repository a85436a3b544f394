import type {
  Dashboard,
  DashboardFigure,
  DashboardPeriod,
} from '@comptoir/contracts/admin/dashboard'
import { createSharedReading } from '@comptoir/dapr/host/shared-reading'
import type { CurrentSettings } from '@comptoir/dapr/settings/shop-settings'
import { type Counts, createDays, daysOf, sumsOf, toDashboard } from './dashboard-view.ts'
import { isOfPeriod, pageOfMovements } from './figure-items.ts'
import { createOpenLists, type Items, type Page } from './open-lists.ts'
import type { SalesMemory } from './recent-movements.ts'
import { type OpenItems, type OrderFacts, scoreOfDay } from './sales-store.ts'

export type DashboardDeps = {
  readonly orderFacts: OrderFacts
  readonly openItems: OpenItems
  readonly salesMemory: SalesMemory
  readonly settings: CurrentSettings
  readonly clock: () => Date
}
type Asked = { readonly period: DashboardPeriod; readonly showsRevenue: boolean } & Page

/** The figures of a moment: `all` for those who may see amounts, `counts` for the others. */
type Figures = Readonly<Record<'all' | 'counts', Dashboard>>

export type DashboardReader = ReturnType<typeof createDashboardReader>

/** Reads the figures, and what each is made of. */
export function createDashboardReader(deps: DashboardDeps) {
  const { orderFacts, openItems, salesMemory, settings, clock } = deps
  const { ordersAt, openOf } = createOpenLists(deps)
  const daysIn = createDays()
  const shopDays = () => daysIn(settings().delivery.shopTimeZone)
  /** Promised days before today are over: the highest score of one. */
  const lastLateScore = () => scoreOfDay(shopDays().dayOf(clock().getTime())) - 1

  async function counts(): Promise<Counts> {
    const [toPrepare, late, stockAlerts, openChats] = await Promise.all([
      orderFacts.count('work', 'to-prepare'),
      orderFacts.count('work', 'to-arrive', { max: lastLateScore() }),
      openItems.count('open', 'sku'),
      openItems.count('open', 'chat'),
    ])
    return { toPrepare, late, stockAlerts, openChats }
  }

  /** As of a moment after the call: they are summed once, however many ask at that moment. */
  const figures = createSharedReading(async (): Promise<Figures> => {
    const [movements, counted] = await Promise.all([salesMemory.read(), counts()])
    const [now, days] = [clock(), shopDays()]
    const shown = { sums: sumsOf(movements, now, days), counts: counted, now, days }
    return {
      all: toDashboard({ ...shown, showsRevenue: true }),
      counts: toDashboard({ ...shown, showsRevenue: false }),
    }
  })

  return {
    figures,
    async read(showsRevenue: boolean): Promise<Dashboard> {
      const { all, counts } = await figures()
      return showsRevenue ? all : counts
    },
    async items(figure: DashboardFigure, asked: Asked): Promise<Items> {
      if (isOfPeriod(figure)) {
        const days = shopDays()
        const wanted = new Set(daysOf(asked.period, clock(), days))
        const movements = await salesMemory.read()
        const own = movements.filter(({ atMs }) => wanted.has(days.dayOf(atMs)))
        return pageOfMovements(own, figure, asked)
      }
      if (figure === 'to-prepare') return await ordersAt('to-prepare', asked)
      if (figure === 'late') return await ordersAt('to-arrive', asked, lastLateScore())
      return await openOf(figure === 'stock-alerts' ? 'sku' : 'chat', asked)
    },
  }
}
