import { emailKeyOf } from '@comptoir/contracts/email'
import { isGuestId } from '@comptoir/contracts/ids'
import {
  type Collection,
  createCollection,
  type Document,
  type UpdateOptions,
} from '@comptoir/dapr/documents/documents'
import type { Store } from '@comptoir/dapr/documents/store'
import type { Live, LiveEvent } from '@comptoir/dapr/live/live-channels'
import { z } from 'zod'
import { activeEdit } from '../edits/active-edit.ts'
import { countMove } from '../order-metrics.ts'
import type { OrderListeners } from '../saga/order-listeners.ts'
import { vendorsOf } from '../vendor-orders/vendor-order.ts'
import type { HistoryEntry, Order } from './order.ts'
import { eventsBetween, newEntries } from './order-events.ts'
import { isRefundStuck, owesRefund } from './order-money.ts'
import { needsShopper } from './order-payment.ts'
import { StoredOrder } from './stored-order.ts'

export type Orders = Collection<Order> & {
  /**
   * Applies a rule; the same object back means that nothing changes. The events of the step leave with the document,
   * and listeners get its new history.
   */
  change(
    orderId: string,
    rule: (order: Order) => Order,
    options?: UpdateOptions,
  ): Promise<Document<Order>>
}

export const channelOf = (orderId: string): string => `order:${orderId}`

/** A line of the history as the live stream shows it. */
export const liveEventOf = (orderId: string, entry: HistoryEntry): LiveEvent => ({
  id: String(entry.id),
  type: 'order',
  data: { orderId, ...entry },
})

const ms = (instant: string): number => Date.parse(instant)

/** The orders, listed by user, vendor, status and number, and by the time of their last step (`since`). */
export function createOrders(
  store: Store,
  live: Live,
  listeners?: Pick<OrderListeners, 'notify'>,
): Orders {
  const collection = createCollection<Order>(store, {
    name: 'orders',
    schema: StoredOrder,
    indexes: {
      of: (order) => {
        const { userId, status, placedAt } = order
        const owners = [`user:${userId}`, ...vendorsOf(order).map((id) => `vendor:${id}`)]
        const keys = owners.flatMap((owner) => [owner, `${owner}:status:${status}`])
        return ['all', `status:${status}`, ...keys].map((key) => ({ key, score: ms(placedAt) }))
      },
      number: ({ number, placedAt }) => [{ key: number, score: ms(placedAt) }],
      guestEmail: ({ userId, email, placedAt }) =>
        isGuestId(userId) ? [{ key: emailKeyOf(email), score: ms(placedAt) }] : [],
      since: sinceEntries,
      changed: (order) => [{ key: 'all', score: ms(changedAtOf(order)) }],
    },
  })

  const change: Orders['change'] = async (orderId, rule, options) => {
    let before: Order | undefined
    const written = (order: Order) => {
      before = order
      const next = rule(order)
      if (next === order) return undefined
      const changedAt = new Date(store.now()).toISOString()
      return { next: { ...next, changedAt }, events: eventsBetween(order, next) }
    }
    const document = await collection.update(orderId, written, options)
    listeners?.notify(document.data)
    if (before) announce(before, document.data)
    return document
  }

  function announce(before: Order, after: Order): void {
    const { orderId } = after
    countMove(before, after)
    for (const entry of newEntries(before, after)) {
      const said = live.announce(channelOf(orderId), liveEventOf(orderId, entry))
      said.catch((error) => store.log.warn({ err: error, orderId }, 'not announced'))
    }
  }
  return { ...collection, change }
}

/** Orders of before say when they were written by their history alone. */
const changedAtOf = ({ changedAt, history, placedAt }: Order): string =>
  changedAt ?? history.at(-1)?.at ?? placedAt

const dayMs = 86_400_000

/** A delivered order is found by the end of the return window that it was promised; one of before as the others are. */
function stayOf({ status, statusSince, promised }: Order) {
  const since = { key: status, score: ms(statusSince) }
  if (status !== 'delivered' || !promised) return since
  return { key: 'returnable', score: since.score + promised.returnWindowDays * dayMs }
}

/** Finds orders that have stayed too long: by status, and by what they wait for. */
function sinceEntries(order: Order) {
  const { status, statusSince, cancellation } = order
  const isPaying = status === 'awaiting_payment' && !needsShopper(order)
  const isOwing = owesRefund(order) && !isRefundStuck(order)
  const beginning = (order.returns ?? []).filter(({ asked }) => asked !== undefined)
  const returning = beginning.map(({ requestedAt }) => ({
    key: 'returning',
    score: ms(requestedAt),
  }))
  const keys = [...(isPaying ? ['paying'] : []), ...(isOwing ? ['owing'] : [])]
  const entries = [
    stayOf(order),
    ...keys.map((key) => ({ key, score: ms(statusSince) })),
    ...returning.slice(0, 1),
  ]
  const edit = activeEdit(order)
  if (edit) entries.push({ key: 'editing', score: ms(edit.confirmedAt ?? edit.createdAt) })
  if (cancellation?.status !== 'requested') return entries
  return [...entries, { key: 'cancelling', score: ms(cancellation.at) }]
}

const Claim = z.object({ orderId: z.string() })
export type Claims = Collection<z.infer<typeof Claim>>

/** Which order a cart belongs to: one document per cart, so that a cart becomes one order at most. */
export const createClaims = (store: Store): Claims =>
  createCollection(store, { name: 'cart-orders', audit: 'none', schema: Claim })
