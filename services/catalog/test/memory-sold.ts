import type { SoldUnits, Units } from '../src/sold/sold-units.ts'

/** The in-memory twin of `createSoldUnits`. */
export function createMemorySold(): SoldUnits {
  const orders = new Set<string>()
  const days = new Map<string, Map<string, number>>()
  return {
    async count({ orderId, day, units }) {
      if (orders.has(`${day} ${orderId}`)) return false
      orders.add(`${day} ${orderId}`)
      const own = days.get(day) ?? new Map<string, number>()
      for (const [productId, count] of units) own.set(productId, (own.get(productId) ?? 0) + count)
      days.set(day, own)
      return true
    },
    read: async (day): Promise<Units> => new Map(days.get(day)),
  }
}
