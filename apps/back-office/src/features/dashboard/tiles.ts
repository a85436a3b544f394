import type {
  Dashboard,
  DashboardFigure,
  DashboardPeriod,
  SalesFigures,
} from '@comptoir/contracts/admin/dashboard'
import type { Money } from '@comptoir/contracts/common'

/** A figure as the dashboard shows it, and the list that explains it. */
export type Tile = {
  readonly figure: DashboardFigure
  /** None: it is of now. */
  readonly period?: DashboardPeriod
  readonly count?: number
  readonly money?: Money
  readonly net?: Money
  /** Somebody has something to do. */
  readonly isUrgent?: boolean
}

/** What was sold in a time; amounts are only there for who may see them. */
export function salesTiles(period: DashboardPeriod, sold: SalesFigures): readonly Tile[] {
  const { orders, revenue, averageBasket, refusedPayments } = sold
  return [
    { figure: 'orders', period, count: orders.value },
    ...(revenue
      ? [{ figure: 'revenue', period, money: revenue.gross, net: revenue.net } as const]
      : []),
    ...(averageBasket
      ? [{ figure: 'average-basket', period, money: averageBasket.value } as const]
      : []),
    { figure: 'refused-payments', period, count: refusedPayments.value },
  ]
}

/** What is to be done now. */
export function workTiles({ toPrepare, late, stockAlerts, openChats }: Dashboard['now']) {
  const tile = (figure: DashboardFigure, { value: count }: { readonly value: number }): Tile => ({
    ...{ figure, count, isUrgent: count > 0 },
  })
  return [
    // orders to prepare are the daily work
    { ...tile('to-prepare', toPrepare), isUrgent: false },
    tile('late', late),
    tile('stock-alerts', stockAlerts),
    tile('open-chats', openChats),
  ]
}
