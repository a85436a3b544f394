import type { Order } from '../order/order.ts'

/** A step that stays with an order for a moment, to hear at once what becomes of it. */
export type Visit = {
  /** What was heard since the last look: the order after its last change. */
  take(): Order | undefined
  /** The same, waiting for it; nothing when the time is up, and then the visit is over. */
  next(withinMs: number): Promise<Order | undefined>
  /** The last line of the order's history that was told. */
  toldTo(): number
  leave(): void
}

/** Which orders are visited in this process: what changes there needs no signal. */
export type Attendance = {
  visit(orderId: string): Visit
  isVisited(orderId: string): boolean
  /** How many orders are visited. */
  visited(): number
  /** Tells the visitors of an order how it is now. */
  tell(order: Order): void
}

type Visitor = { heard: Order | undefined; told: number; wake: () => void }

/** No one is told too late: a visit that hears nothing more has left in the same instant. */
export function createAttendance(): Attendance {
  const visitors = new Map<string, Set<Visitor>>()

  function leave(orderId: string, visitor: Visitor): void {
    const all = visitors.get(orderId)
    all?.delete(visitor)
    if (all?.size === 0) visitors.delete(orderId)
  }

  function visit(orderId: string): Visit {
    const visitor: Visitor = { heard: undefined, told: 0, wake: () => undefined }
    visitors.set(orderId, (visitors.get(orderId) ?? new Set()).add(visitor))
    function take(): Order | undefined {
      const { heard } = visitor
      visitor.heard = undefined
      return heard
    }
    async function next(withinMs: number): Promise<Order | undefined> {
      if (visitor.heard) return take()
      await new Promise<void>((resolve) => {
        const giveUp = () => {
          leave(orderId, visitor)
          resolve()
        }
        const timer = setTimeout(giveUp, withinMs)
        visitor.wake = () => {
          clearTimeout(timer)
          resolve()
        }
      })
      return take()
    }
    return { take, next, toldTo: () => visitor.told, leave: () => leave(orderId, visitor) }
  }

  return {
    visit,
    isVisited: (orderId) => visitors.has(orderId),
    visited: () => visitors.size,
    tell(order) {
      for (const visitor of visitors.get(order.orderId) ?? []) {
        // a reading may come in after what was written since
        if (order.history.length < visitor.told) continue
        visitor.heard = order
        visitor.told = order.history.length
        visitor.wake()
      }
    },
  }
}
