import type { DashboardFigure, DashboardItem } from '@comptoir/contracts/admin/dashboard'
import { refuse } from '@comptoir/service/problems/refusal'
import { money } from './dashboard-view.ts'
import type { Movement } from './movements.ts'

type Page = { readonly limit: number; readonly cursor?: string | undefined }

const kindsOf: Readonly<Partial<Record<DashboardFigure, readonly Movement['kind'][]>>> = {
  orders: ['sale'],
  'average-basket': ['sale'],
  revenue: ['sale', 'edit', 'refund', 'refund_failed', 'void', 'due'],
  'refused-payments': ['refusal'],
}

/** Whether a figure is of a time, made of movements. */
export const isOfPeriod = (figure: DashboardFigure): boolean => figure in kindsOf

/** A page of the movements that a figure of some days is made of, newest first. */
export function pageOfMovements(
  movements: readonly Movement[],
  figure: DashboardFigure,
  { limit, cursor, showsRevenue }: Page & { readonly showsRevenue: boolean },
) {
  const kinds = kindsOf[figure] ?? []
  const after = cursor === undefined ? undefined : readCursor(cursor)
  const found = movements
    .filter(({ kind }) => kinds.includes(kind))
    .map((movement) => ({ movement, place: `${movement.at} ${movement.id}` }))
    .filter(({ place }) => after === undefined || place < after)
    .toSorted((one, other) => (one.place < other.place ? 1 : -1))
  const shown = found.slice(0, limit)
  const last = shown.at(-1)
  const items = shown.map(({ movement }) => itemOf(movement, showsRevenue))
  return found.length > limit && last ? { items, nextCursor: writeCursor(last.place) } : { items }
}

function itemOf({ kind, orderId, at, gross, net }: Movement, showsRevenue: boolean): DashboardItem {
  const hasAmounts = showsRevenue && kind !== 'refusal'
  return {
    ...{ kind, id: orderId, path: `/api/orders/${orderId}`, at },
    ...(hasAmounts && { gross: money(gross), net: money(net) }),
  }
}

const writeCursor = (place: string): string => Buffer.from(place).toString('base64url')

function readCursor(cursor: string): string {
  const place = Buffer.from(cursor, 'base64url').toString()
  if (/^\d{4}-\d\d-\d\dT\S+ \S+$/.test(place)) return place
  throw refuse('invalid_request', 'the cursor is not one of ours', {
    errors: [{ field: 'cursor', code: 'invalid', message: 'not a cursor of this list' }],
  })
}
