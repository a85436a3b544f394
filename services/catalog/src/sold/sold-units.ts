import type { Redis } from 'ioredis'

/** How many units of each product, by its id. */
export type Units = ReadonlyMap<string, number>

export type SoldUnits = {
  /** Counts what an order has, on the day on which it was confirmed (UTC), once however often it is told; false when it was counted. */
  count(order: {
    readonly orderId: string
    readonly day: string
    readonly units: Units
  }): Promise<boolean>
  /** What was sold on a day. */
  read(day: string): Promise<Units>
}

/** Longer than the days that are looked at: what is older goes by itself. */
const keptSeconds = 35 * 86_400

/** KEYS units of the day, orders of the day · ARGV order, seconds to keep, then product and units of each. */
const countScript = `
if redis.call('SADD', KEYS[2], ARGV[1]) == 0 then return 0 end
for n = 3, #ARGV, 2 do redis.call('HINCRBY', KEYS[1], ARGV[n], ARGV[n + 1]) end
redis.call('EXPIRE', KEYS[1], ARGV[2])
redis.call('EXPIRE', KEYS[2], ARGV[2])
return 1`

/**
 * Units sold, in Redis: a hash and a ledger of orders for each day, written by one script. An order costs one trip, and no document is
 * fought for when a hundred orders have the same product. When Redis is lost the counts begin anew: they only order lists.
 */
export function createSoldUnits(redis: Pick<Redis, 'eval' | 'hgetall'>): SoldUnits {
  const unitsOf = (day: string) => `{catalog:sold}:units:${day}`
  const ordersOf = (day: string) => `{catalog:sold}:orders:${day}`
  return {
    async count({ orderId, day, units }) {
      const keys = [unitsOf(day), ordersOf(day)]
      const given = [...units].flat()
      return (await redis.eval(countScript, 2, ...keys, orderId, keptSeconds, ...given)) === 1
    },
    async read(day) {
      const found = await redis.hgetall(unitsOf(day))
      return new Map(Object.entries(found).map(([productId, count]) => [productId, Number(count)]))
    },
  }
}
