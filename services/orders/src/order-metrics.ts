import { OrderStatus } from '@comptoir/contracts/orders/schemas'
import type { Collection } from '@comptoir/dapr/documents/documents'
import {
  createCounter,
  createGauge,
  createHistogram,
} from '@comptoir/service/observability/metrics'
import type { Order } from './order/order.ts'

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

/** Counts a move into another status, and how long the saga took to an outcome. */
export function countMove(before: Order, after: Order): void {
  const { status: outcome, placedAt, statusSince } = after
  if (before.status === outcome) return
  moves.inc({ status: outcome })
  if (!outcomes.has(outcome)) return
  durations.observe({ outcome }, (Date.parse(statusSince) - Date.parse(placedAt)) / 1_000)
}

const rejections = createCounter({
  name: 'comptoir_placements_rejected_total',
  help: 'Placements rejected because too many orders are in flight',
})

/** Counts a new order that was rejected under load. */
export const countRejection = (): void => rejections.inc()

/** Measures how many orders are in flight, as this process last counted them. */
export function measureInFlight(inFlight: () => number | undefined): void {
  const options = { name: 'comptoir_orders_in_flight', help: 'Orders that the platform works on' }
  createGauge(options, (set) => {
    const known = inFlight()
    if (known !== undefined) set(known)
  })
}

/** Measures how many orders are in each state: the same in every replica. */
export function measureOrders(orders: Pick<Collection<Order>, 'count'>): void {
  const options = { name: 'comptoir_orders', help: 'Orders by state', labelNames: ['status'] }
  createGauge(options, async (set) => {
    const states = OrderStatus.options
    const counts = await Promise.all(states.map((status) => orders.count('of', `status:${status}`)))
    for (const [n, status] of states.entries()) set(counts[n] ?? 0, { status })
  })
}
