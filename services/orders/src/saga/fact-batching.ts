import type { Order } from '../order/order.ts'
import type { Orders } from '../order/order-store.ts'

type Rule = (order: Order) => Order
/** When the fact became true, and what it makes of the order. */
type OrderFact = { readonly orderId: string; readonly time: string; readonly rule: Rule }
/** Records a fact on an order, in one change with others that come at the same time. */
export type RecordFact = (fact: OrderFact) => Promise<void>

type Pending = {
  readonly rule: Rule
  readonly resolve: () => void
  readonly reject: (error: unknown) => void
}
type Batch = { readonly facts: Pending[]; readonly timer: NodeJS.Timeout }

export type FactBatchingOptions = {
  readonly orders: Pick<Orders, 'change'>
  /** How long a fact waits for others. */
  readonly batchMs: number
  /** A batch of this size is written at once. */
  readonly most: number
  /** Called with the order after each change. */
  readonly onWritten: (order: Order) => Promise<void>
  readonly clock: () => Date
}

/** An older fact comes from the log, one after the other: nothing comes with it, and many may wait behind it. */
const recentMs = 2_000

/**
 * Writes facts of one order that come within a moment in one change: each write reads the document, writes it and takes
 * two round trips to Redis. A fact is done when it is written; when a batch fails, each fact is written alone.
 */
export function createFactBatching(options: FactBatchingOptions): RecordFact {
  const { orders, batchMs, most, onWritten, clock } = options
  const batches = new Map<string, Batch>()

  async function write(orderId: string, rules: readonly Rule[]): Promise<void> {
    const { data } = await orders.change(orderId, (order) =>
      rules.reduce((next, rule) => rule(next), order),
    )
    await onWritten(data)
  }

  async function flush(orderId: string): Promise<void> {
    const batch = batches.get(orderId)
    if (!batch) return
    batches.delete(orderId)
    clearTimeout(batch.timer)
    if (batch.facts.length > 1 && (await isWritten(orderId, batch.facts))) {
      for (const { resolve } of batch.facts) resolve()
      return
    }
    for (const { rule, resolve, reject } of batch.facts) {
      await write(orderId, [rule]).then(resolve, reject)
    }
  }

  function isWritten(orderId: string, facts: readonly Pending[]): Promise<boolean> {
    const rules = facts.map(({ rule }) => rule)
    return write(orderId, rules).then(
      () => true,
      () => false,
    )
  }

  function batchOf(orderId: string): Batch {
    const known = batches.get(orderId)
    if (known) return known
    const batch = { facts: [], timer: setTimeout(() => void flush(orderId), batchMs) }
    batches.set(orderId, batch)
    return batch
  }

  return async ({ orderId, time, rule }) => {
    const isRecent = clock().getTime() - Date.parse(time) < recentMs
    if (!isRecent) return await write(orderId, [rule])
    await new Promise<void>((resolve, reject) => {
      const { facts } = batchOf(orderId)
      facts.push({ rule, resolve, reject })
      if (facts.length >= most) void flush(orderId)
    })
  }
}
