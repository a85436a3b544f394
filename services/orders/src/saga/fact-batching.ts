import type { Order } from '../order/order.ts'
import type { Orders } from '../order/order-store.ts'

type Rule = (order: Order) => Order
/** When the fact became true, and what it makes of the order. */
type OrderFact = { readonly orderId: string; readonly time: string; readonly rule: Rule }
/** Records a fact on an order, in one change with others that come at the same time. */
export type RecordFact = (fact: OrderFact) => Promise<void>

type Batch = { readonly rules: Rule[]; readonly isWritten: Promise<boolean>; close(): void }

type FactBatchingOptions = {
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
 * two round trips to the index. A fact is done when it is written; when a batch fails, each fact is written alone.
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

  function openBatch(orderId: string): Batch {
    const rules: Rule[] = []
    const { promise: closed, resolve } = Promise.withResolvers<void>()
    const timer = setTimeout(close, batchMs)
    function close(): void {
      clearTimeout(timer)
      batches.delete(orderId)
      resolve()
    }
    const isWritten = closed.then(async () => {
      if (rules.length === 1) return false
      return await write(orderId, rules).then(
        () => true,
        () => false,
      )
    })
    return { rules, isWritten, close }
  }

  return async ({ orderId, time, rule }) => {
    const isRecent = clock().getTime() - Date.parse(time) < recentMs
    if (!isRecent) return await write(orderId, [rule])
    const batch = batches.get(orderId) ?? openBatch(orderId)
    batches.set(orderId, batch)
    batch.rules.push(rule)
    if (batch.rules.length >= most) batch.close()
    if (!(await batch.isWritten)) await write(orderId, [rule])
  }
}
