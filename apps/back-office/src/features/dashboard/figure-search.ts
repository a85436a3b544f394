import type { DashboardFigure, DashboardPeriod } from '@comptoir/contracts/admin/dashboard'
import { given, oneOf } from '../../ui/data-list/list-search.ts'

export const periods: readonly DashboardPeriod[] = ['today', 'last30Days']

/** Figures of a time; the others are of now. */
export const figuresOfTime: readonly DashboardFigure[] = [
  ...(['orders', 'revenue', 'average-basket', 'refused-payments'] as const),
]
const figuresOfNow: readonly DashboardFigure[] = [
  ...(['to-prepare', 'late', 'stock-alerts', 'open-chats'] as const),
]

export type FigureSearch = { readonly period?: DashboardPeriod }

/** Reads the address of the list of a figure. */
export const readFigureSearch = (search: Readonly<Record<string, unknown>>): FigureSearch =>
  given({ period: oneOf(search['period'], periods) })

/** The figure that an address names; the orders when it names none that there is. */
export const figureIn = (word: string): DashboardFigure =>
  oneOf(word, [...figuresOfTime, ...figuresOfNow]) ?? 'orders'

export type DashboardSearch = {
  /** The recount that is looked at. */
  readonly rebuild?: string
}

export const readDashboardSearch = (search: Readonly<Record<string, unknown>>): DashboardSearch =>
  given({
    rebuild: typeof search['rebuild'] === 'string' ? search['rebuild'].slice(0, 80) : undefined,
  })
