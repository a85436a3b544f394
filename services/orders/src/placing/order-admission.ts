import { repeat, type Stop } from '@comptoir/dapr/host/background'
import type { Logger } from '@comptoir/service/observability/log'
import { refuse } from '@comptoir/service/problems/refusal'
import type { Orders } from '../order/order-store.ts'
import { noteTurnedAway } from '../order-metrics.ts'
import { hasRoom, type Load, nextTurnMs, retryAfterSeconds } from './admission-rule.ts'

export type GateOptions = {
  readonly orders: Pick<Orders, 'count'>
  /** How many orders may be under way; 0 is no limit. */
  readonly limit: number
  readonly clock: () => Date
  /** From 0 to 1: spreads those who are asked to come again. */
  readonly luck: () => number
}

/** Where new orders come in, as many as can be carried. */
export type Gate = {
  /** Places an order, or refuses it as `overloaded` before anything is done for it. */
  admit<T>(place: () => Promise<T>): Promise<T>
  /** Counts what is under way: between two counts a process knows of its own orders only. */
  count(): Promise<void>
  /** How many are under way, as far as is known here. */
  underWay(): number | undefined
}

export function createGate({ orders, limit, clock, luck }: GateOptions): Gate {
  const nowMs = () => clock().getTime()
  let ledger: { counted: number; countedAtMs: number; placedBefore: number } | undefined
  let [placing, placed, lastTurnMs] = [0, 0, 0]

  function load(): Load | undefined {
    return ledger && { ...ledger, since: placing + placed - ledger.placedBefore }
  }

  async function admit<T>(place: () => Promise<T>): Promise<T> {
    if (!hasRoom(load(), limit, nowMs())) throw turnAway()
    placing += 1
    try {
      const order = await place()
      placed += 1
      return order
    } finally {
      placing -= 1
    }
  }

  function turnAway() {
    noteTurnedAway()
    const now = nowMs()
    lastTurnMs = nextTurnMs(lastTurnMs, now)
    return refuse('overloaded', 'more orders are under way than can be carried', {
      extensions: { retryAfterSeconds: retryAfterSeconds(lastTurnMs - now, luck()) },
    })
  }

  async function count(): Promise<void> {
    const [countedAtMs, placedBefore] = [nowMs(), placed]
    ledger = { counted: await countUnderWay(orders, countedAtMs), countedAtMs, placedBefore }
  }

  function underWay(): number | undefined {
    const known = load()
    return known && known.counted + known.since
  }
  return { admit, count, underWay }
}

/** Longer than it takes to carry as many orders as may be under way. */
const standsStillMs = 600_000

/**
 * An order that waits for its shopper is no work. One that has waited for money, goods or papers for so long stands
 * still: it is looked after every five minutes, and does not keep others out for as long as a provider is away.
 */
async function countUnderWay(orders: Pick<Orders, 'count'>, nowMs: number): Promise<number> {
  const min = nowMs - standsStillMs
  const counts = await Promise.all([
    orders.count('since', 'pending'),
    orders.count('since', 'paying', { min }),
    orders.count('since', 'confirmed', { min }),
  ])
  return counts.reduce((all, some) => all + some, 0)
}

/** Counts about once a second; a count that fails is missed, and the last one stands for ten seconds. */
export function startCounting(gate: Pick<Gate, 'count'>, log: Logger): Stop {
  return repeat({ name: 'count of orders under way', everyMs: 1_000, log, run: () => gate.count() })
}
