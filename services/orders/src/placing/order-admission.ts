import { repeat, type Stop } from '@comptoir/dapr/host/background'
import type { Logger } from '@comptoir/service/observability/log'
import { refuse } from '@comptoir/service/problems/refusal'
import type { Orders } from '../order/order-store.ts'
import { countRejection } from '../order-metrics.ts'
import { hasCapacity, type Load, nextRetryMs, retryAfterSeconds } from './capacity-rule.ts'

type OrderAdmissionOptions = {
  readonly orders: Pick<Orders, 'count'>
  /** How many orders may be in flight; 0 is no limit. */
  readonly ordersInFlightLimit: number
  readonly clock: () => Date
  /** From 0 to 1: spreads the retries. */
  readonly random: () => number
}

export type OrderAdmission = ReturnType<typeof createOrderAdmission>

/** Admits as many new orders as the platform can work on. */
export function createOrderAdmission(options: OrderAdmissionOptions) {
  const { orders, ordersInFlightLimit: limit, clock, random } = options
  const nowMs = () => clock().getTime()
  let ledger: { counted: number; countedAtMs: number; placedBefore: number } | undefined
  let [placing, placed, lastRetryMs] = [0, 0, 0]

  function load(): Load | undefined {
    return ledger && { ...ledger, placedSince: placing + placed - ledger.placedBefore }
  }

  /** Places an order, or refuses it as `overloaded` before anything is done for it. */
  async function admit<T>(place: () => Promise<T>): Promise<T> {
    if (!hasCapacity(load(), limit, nowMs())) throw rejection()
    placing += 1
    try {
      const order = await place()
      placed += 1
      return order
    } finally {
      placing -= 1
    }
  }

  function rejection() {
    countRejection()
    const now = nowMs()
    lastRetryMs = nextRetryMs(lastRetryMs, now)
    return refuse('overloaded', 'more orders are in flight than the platform can work on', {
      extensions: { retryAfterSeconds: retryAfterSeconds(lastRetryMs - now, random()) },
    })
  }

  /** Counts the orders in flight: between two counts a process knows of its own orders only. */
  async function count(): Promise<void> {
    const [countedAtMs, placedBefore] = [nowMs(), placed]
    ledger = { counted: await countInFlight(orders, countedAtMs), countedAtMs, placedBefore }
  }

  /** How many orders are in flight, as far as this process knows. */
  function inFlight(): number | undefined {
    const known = load()
    return known && known.counted + known.placedSince
  }
  return { admit, count, inFlight }
}

/** Longer than it takes to work on as many orders as may be in flight. */
const stalledAfterMs = 600_000

/**
 * An order that waits for its shopper is no work. One that has waited so long for money, goods or papers is stalled: it
 * is checked every five minutes, and does not keep other orders out for as long as a provider is away.
 */
async function countInFlight(orders: Pick<Orders, 'count'>, nowMs: number): Promise<number> {
  const min = nowMs - stalledAfterMs
  const counts = await Promise.all([
    orders.count('since', 'pending'),
    orders.count('since', 'paying', { min }),
    orders.count('since', 'confirmed', { min }),
  ])
  return counts.reduce((all, some) => all + some, 0)
}

/** Counts about once a second. When a count fails, the last one is used for ten seconds. */
export function startCounting(admission: Pick<OrderAdmission, 'count'>, log: Logger): Stop {
  const run = () => admission.count()
  return repeat({ name: 'count of orders in flight', everyMs: 1_000, log, run })
}
