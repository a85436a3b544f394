import { setTimeout as sleep } from 'node:timers/promises'
import { CloudEvent, type EventDefinition } from '@comptoir/contracts/event'
import { startOwnRedis } from '@comptoir/tools/sandbox/own-redis'
import { begunKey, createStock, fieldsOf, logKey } from '../src/stock/stock-store.ts'

export type OwnStock = Awaited<ReturnType<typeof startOwnStock>>

/** Stock on a Redis of its own, with what most tests do to it. */
export async function startOwnStock() {
  const { redis, stop } = await startOwnRedis()
  const stock = createStock(redis)

  function hold(id: string, quantity: number, holdSeconds = 60) {
    const lines = [{ sku: 'A', quantity }]
    return stock.reserve({ reservationId: id, orderId: `ord_${id}`, lines, holdSeconds })
  }

  /** Holds for a millisecond and waits until that is over: nothing sweeps. */
  async function holdThatRanOut(id: string, quantity: number) {
    await hold(id, quantity, 0.001)
    await sleep(5)
  }

  async function eventsOf({ type }: EventDefinition): Promise<CloudEvent[]> {
    const entries = await redis.xrange(logKey, '-', '+')
    const events = entries.map(([, fields]) =>
      CloudEvent.parse(JSON.parse(fieldsOf(fields)['event'] ?? '')),
    )
    return events.filter((event) => event.type === type)
  }

  return {
    redis,
    stock,
    stop,
    hold,
    holdThatRanOut,
    eventsOf,
    /** Begins a stock of nothing. */
    async empty() {
      await redis.flushall()
      await redis.set(begunKey, 'now')
    },
    put: (sku: string, onHand: number, lowThreshold?: number) =>
      stock.setItem(sku, {
        onHand,
        lowThreshold,
        mode: 'upsert',
        actor: 'staff-1',
        reason: 'count',
      }),
    secure: (id: string, quantity: number) =>
      stock.secure({ reservationId: id, orderId: `ord_${id}`, lines: [{ sku: 'A', quantity }] }),
    async levels(sku = 'A') {
      const { onHand, reserved, available } = await stock.readItem(sku)
      return { onHand, reserved, available }
    },
  }
}
