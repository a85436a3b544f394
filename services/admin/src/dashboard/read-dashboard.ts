import type {
  Dashboard,
  DashboardFigure,
  DashboardItem,
  DashboardPeriod,
} from '@comptoir/contracts/admin/dashboard'
import type { CurrentSettings } from '@comptoir/dapr/settings/shop-settings'
import { type Counts, createDays, daysOf, toDashboard } from './dashboard-view.ts'
import { isOfPeriod, pageOfMovements } from './figure-items.ts'
import type { SalesMemory } from './recent-movements.ts'
import { type OpenItems, type OrderFacts, scoreOfDay } from './sales-store.ts'

export type DashboardDeps = {
  readonly orderFacts: OrderFacts
  readonly openItems: OpenItems
  readonly salesMemory: SalesMemory
  readonly settings: CurrentSettings
  readonly clock: () => Date
}
type Page = { readonly limit: number; readonly cursor?: string | undefined }
type Asked = { readonly period: DashboardPeriod; readonly showsRevenue: boolean } & Page
type Items = { items: DashboardItem[]; nextCursor?: string }

export type DashboardReader = ReturnType<typeof createDashboardReader>

/** Reads the figures, and what each is made of. */
export function createDashboardReader(deps: DashboardDeps) {
  const { orderFacts, openItems, salesMemory, settings, clock } = deps
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

  async function ordersAt(key: string, { limit, cursor }: Page, max?: number): Promise<Items> {
    const order = max === undefined ? 'desc' : 'asc'
    const page = await orderFacts.list('work', key, { limit, cursor, max, order })
    const items = page.items.map(
      ({ id, data }): DashboardItem => ({
        ...{ kind: 'order', id, path: `/api/orders/${id}`, at: data.sale?.at ?? data.changedAt },
      }),
    )
    return { ...page, items }
  }

  async function openOf(kind: 'sku' | 'chat', { limit, cursor }: Page): Promise<Items> {
    const page = await openItems.list('open', kind, { limit, cursor, order: 'desc' })
    const root = kind === 'sku' ? '/api/stock' : '/api/conversations'
    const items = page.items.map(
      ({ data: { id, at } }): DashboardItem => ({
        ...{ kind, id, path: `${root}/${id}`, at },
      }),
    )
    return { ...page, items }
  }

  return {
    async read(showsRevenue: boolean): Promise<Dashboard> {
      const [movements, counted] = await Promise.all([salesMemory.read(), counts()])
      return toDashboard({
        ...{ movements, counts: counted, now: clock(), days: shopDays(), showsRevenue },
      })
    },
    async items(figure: DashboardFigure, asked: Asked): Promise<Items> {
      if (isOfPeriod(figure)) {
        const days = shopDays()
        const wanted = new Set(daysOf(asked.period, clock(), days))
        const movements = await salesMemory.read()
        const own = movements.filter(({ at }) => wanted.has(days.dayOf(Date.parse(at))))
        return pageOfMovements(own, figure, asked)
      }
      if (figure === 'to-prepare') return await ordersAt('to-prepare', asked)
      if (figure === 'late') return await ordersAt('to-arrive', asked, lastLateScore())
      return await openOf(figure === 'stock-alerts' ? 'sku' : 'chat', asked)
    },
  }
}
