import { parseOrderNumber } from '@comptoir/contracts/orders/numbering/order-number'
import type { listOrders } from '@comptoir/contracts/orders/routes'
import type { Document, ListPage } from '@comptoir/dapr/documents/documents'
import type { z } from 'zod'
import { confirmedAtOf, type Order } from './order.ts'
import type { Orders } from './order-store.ts'

export type Search = z.infer<typeof listOrders.request.query>

/** Filters that the indexes do not know: staff find by them in memory. */
const searched = [
  ...(['paymentStatus', 'fulfilmentStatus', 'minTotal', 'maxTotal', 'carrier', 'email'] as const),
  ...(['tag', 'sort', 'totals'] as const),
]

/** Whether staff ask for more than the indexes tell: by one of those filters, or by words. */
export function needsSearch(search: Search): boolean {
  const isWords = search.q !== undefined && !parseOrderNumber(search.q) && !/^ord_/.test(search.q)
  return isWords || searched.some((name) => search[name] !== undefined)
}

/** Orders, newest first, by user, state, day, or the one that a number or an id names. */
export async function searchOrders(orders: Orders, search: Search): Promise<ListPage<Order>> {
  if (search.q) return { items: await named(orders, search.q, search) }
  const key = keyOf(search)
  const { limit, cursor, from, to } = search
  const range = { min: msOf(from), max: msOf(to) }
  return await orders.list('of', key, { limit, cursor, order: 'desc', ...range })
}

const msOf = (instant: string | undefined) => (instant ? Date.parse(instant) : undefined)

function keyOf({ userId, status }: Search): string {
  const parts = [userId && `user:${userId}`, status && `status:${status}`].filter(Boolean)
  return parts.join(':') || 'all'
}

async function named(orders: Orders, q: string, search: Search): Promise<Document<Order>[]> {
  const number = parseOrderNumber(q)
  const ids = number ? await orders.ids('number', number) : [q]
  const found = await orders.getMany(ids)
  return found.filter(({ data }) => matches(data, search))
}

function matches(order: Order, { userId, status, from, to }: Search): boolean {
  const isOf = userId === undefined || order.userId === userId
  const isIn = status === undefined || order.status === status
  return isOf && isIn && order.placedAt >= (from ?? '') && order.placedAt <= (to ?? '~')
}

const pageSize = 100

/** The newest order of a user that was confirmed, whatever became of it. */
export async function earlierOrderOf(orders: Orders, userId: string) {
  let cursor: string | undefined
  do {
    const page = await orders.list('of', `user:${userId}`, {
      ...{ limit: pageSize, order: 'desc' },
      ...(cursor && { cursor }),
    })
    const found = page.items.find(({ data }) => confirmedAtOf(data) !== undefined)
    const orderedAt = found && confirmedAtOf(found.data)
    if (orderedAt) return { orderId: found.id, orderedAt }
    cursor = page.nextCursor
  } while (cursor)
  return undefined
}
