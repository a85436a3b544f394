import { OrderStatus } from '@comptoir/contracts/orders/schemas'
import {
  createCounter,
  createGauge,
  createHistogram,
} from '@comptoir/service/observability/metrics'
import type { Order } from './order/order.ts'
import type { Orders } from './order/order-store.ts'

const moves = createCounter({
  name: 'comptoir_order_moves_total',
  help: 'Orders that came into a state',
  labelNames: ['status'],
})
const durations = createHistogram({
  name: 'comptoir_saga_duration_seconds',
  help: 'From placing to the outcome; processing is the success, confirmed is on the way there',
  labelNames: ['outcome'],
  buckets: [0.05, 0.1, 0.15, 0.25, 0.5, 1, 2.5, 5, 15, 60, 300, 1_800, 3_600],
})
const outcomes: ReadonlySet<OrderStatus> = new Set([
  'confirmed',
  'processing',
  'rejected',
  'expired',
  'cancelled',
])

/** Notes that an order came into another state, and what became of its saga. */
export function noteMove(before: Order, after: Order): void {
  const { status: outcome, placedAt, statusSince } = after
  if (before.status === outcome) return
  moves.inc({ status: outcome })
  if (!outcomes.has(outcome)) return
  durations.observe({ outcome }, (Date.parse(statusSince) - Date.parse(placedAt)) / 1_000)
}

const turnedAway = createCounter({
  name: 'comptoir_orders_turned_away_total',
  help: 'Placements refused because too many orders are under way',
})

/** Notes that a new order was refused for want of room. */
export const noteTurnedAway = (): void => turnedAway.inc()

/** Measures how many orders the platform works on, as this process last counted them. */
export function measureUnderWay(underWay: () => number | undefined): void {
  const options = { name: 'comptoir_orders_under_way', help: 'Orders that the platform works on' }
  createGauge(options, (set) => {
    const known = underWay()
    if (known !== undefined) set(known)
  })
}

/** Measures how many orders are in each state: the same in every replica. */
export function measureOrders(orders: Pick<Orders, 'count'>): void {
  const options = { name: 'comptoir_orders', help: 'Orders by state', labelNames: ['status'] }
  createGauge(options, async (set) => {
    const states = OrderStatus.options
    const counts = await Promise.all(states.map((status) => orders.count('of', `status:${status}`)))
    for (const [n, status] of states.entries()) set(counts[n] ?? 0, { status })
  })
}
