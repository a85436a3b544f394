import type {
  Dashboard,
  DashboardFigure,
  DashboardPeriod,
  SalesFigures,
} from '@comptoir/contracts/admin/dashboard'
import { averageBasket, type DaySums, sumsByDay, total } from './figures.ts'
import type { Movement } from './movements.ts'
import { createShopDays, daysUpTo, type ShopDays } from './shop-days.ts'

/** What is to be done now, counted by its documents. */
export type Counts = Readonly<Record<keyof Dashboard['now'], number>>

type Shown = {
  /** By day, oldest first. */
  readonly sums: ReadonlyMap<string, DaySums>
  readonly counts: Counts
  readonly now: Date
  readonly days: ShopDays
  /** Whether amounts are shown. */
  readonly showsRevenue: boolean
}

const shownDays = 30
/** Prices of the shop are in euros: the catalogue takes no others. */
export const money = (amount: number) => ({ amount, currency: 'EUR' })

/** One for each time zone that the shop is set to: they know the days of many moments. */
export function createDays() {
  let days = createShopDays('Europe/Paris')
  return (timeZone: string): ShopDays => {
    if (days.timeZone !== timeZone) days = createShopDays(timeZone)
    return days
  }
}

/** The days of a period, oldest first. */
export const daysOf = (period: DashboardPeriod, now: Date, { dayOf }: ShopDays): string[] =>
  daysUpTo(dayOf(now.getTime()), period === 'today' ? 1 : shownDays)

/** The list that explains a figure. */
const listOf = (figure: DashboardFigure, period?: DashboardPeriod): string =>
  `/api/dashboard/figures/${figure}${period ? `?period=${period}` : ''}`

/** The sums of each day that is shown. */
export const sumsOf = (movements: readonly Movement[], now: Date, days: ShopDays) =>
  sumsByDay(movements, daysOf('last30Days', now, days), days.dayOf)

/** The figures as staff see them. */
export function toDashboard({ sums, counts, now, days, showsRevenue }: Shown): Dashboard {
  const shown = [...sums.keys()]
  const today = shown.slice(-1)
  const period = (name: DashboardPeriod, own: readonly string[]) =>
    salesOf(name, own, { sums: total(own.flatMap((day) => sums.get(day) ?? [])), showsRevenue })
  const count = (figure: DashboardFigure, value: number) => ({ value, list: listOf(figure) })
  return {
    ...{ at: now.toISOString(), timeZone: days.timeZone },
    ...{ today: period('today', today), last30Days: period('last30Days', shown) },
    days: [...sums].map(([day, { orders, gross, net, refusedPayments }]) => ({
      ...{ day, orders, refusedPayments },
      ...(showsRevenue && { gross: money(gross), net: money(net) }),
    })),
    now: {
      toPrepare: count('to-prepare', counts.toPrepare),
      late: count('late', counts.late),
      stockAlerts: count('stock-alerts', counts.stockAlerts),
      openChats: count('open-chats', counts.openChats),
    },
  }
}

function salesOf(
  period: DashboardPeriod,
  days: readonly string[],
  { sums, showsRevenue }: { readonly sums: DaySums; readonly showsRevenue: boolean },
): SalesFigures {
  const { orders, gross, net, refusedPayments } = sums
  const [from = '', to = from] = [days[0], days.at(-1)]
  return {
    ...{ from, to, orders: { value: orders, list: listOf('orders', period) } },
    ...(showsRevenue && {
      revenue: { gross: money(gross), net: money(net), list: listOf('revenue', period) },
      averageBasket: { value: money(averageBasket(sums)), list: listOf('average-basket', period) },
    }),
    refusedPayments: { value: refusedPayments, list: listOf('refused-payments', period) },
  }
}
