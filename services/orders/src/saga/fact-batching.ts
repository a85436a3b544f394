import type { Order } from '../order/order.ts'
import type { Orders } from '../order/order-store.ts'

export type Rule = (order: Order) => Order
/** When the fact became true, and what it makes of the order. */
export type FactOf = { readonly orderId: string; readonly time: string; readonly rule: Rule }
/** Records a fact on an order, in one change with others that come at the same time. */
export type Gather = (fact: FactOf) => Promise<void>

type Fact = {
  readonly rule: Rule
  readonly done: () => void
  readonly failed: (e: unknown) => void
}
type Batch = { readonly facts: Fact[]; readonly timer: NodeJS.Timeout }

export type GatheringOptions = {
  readonly orders: Pick<Orders, 'change'>
  /** How long a fact waits for others. */
  readonly waitMs: number
  /** So many do not wait any longer. */
  readonly most: number
  /** Told of the order after each change. */
  readonly written: (order: Order) => Promise<void>
  readonly clock: () => Date
}

/** What is older comes from the log, one after the other: nothing comes with it, and many may wait behind it. */
const newsMs = 2_000

/**
 * Facts of one order that come within a moment are written down together: each write costs a reading of the document,
 * a write and two trips to Redis. Whoever brings a fact waits until it is written; when one of several fails, each is
 * tried alone.
 */
export function createGathering(options: GatheringOptions): Gather {
  const { orders, waitMs, most, written, clock } = options
  const batches = new Map<string, Batch>()

  async function write(orderId: string, rules: readonly Rule[]): Promise<void> {
    const { data } = await orders.change(orderId, (order) =>
      rules.reduce((next, rule) => rule(next), order),
    )
    await written(data)
  }

  async function alone(orderId: string, { rule, done, failed }: Fact): Promise<void> {
    await write(orderId, [rule]).then(done, failed)
  }

  /** Whether all of them were written; one that is alone is not tried twice. */
  async function together(orderId: string, facts: readonly Fact[]): Promise<boolean> {
    if (facts.length === 1) return false
    const rules = facts.map(({ rule }) => rule)
    return await write(orderId, rules).then(
      () => true,
      () => false,
    )
  }

  async function flush(orderId: string): Promise<void> {
    const batch = batches.get(orderId)
    if (!batch) return
    batches.delete(orderId)
    clearTimeout(batch.timer)
    const areWritten = await together(orderId, batch.facts)
    for (const fact of batch.facts) {
      if (areWritten) fact.done()
      else await alone(orderId, fact)
    }
  }

  function batchOf(orderId: string): Batch {
    const known = batches.get(orderId)
    if (known) return known
    const batch = { facts: [], timer: setTimeout(() => void flush(orderId), waitMs) }
    batches.set(orderId, batch)
    return batch
  }

  const isNews = (time: string) => clock().getTime() - Date.parse(time) < newsMs

  return async ({ orderId, time, rule }) => {
    if (!isNews(time)) return await write(orderId, [rule])
    await new Promise<void>((done, failed) => {
      const { facts } = batchOf(orderId)
      facts.push({ rule, done, failed })
      if (facts.length >= most) void flush(orderId)
    })
  }
}
