/** Runs work on the same order one after the other, so that facts which come together do not race for it. */
export type OrderQueue = <T>(orderId: string, work: () => Promise<T>) => Promise<T>

export function createOrderQueue(): OrderQueue {
  const last = new Map<string, Promise<unknown>>()
  return function run<T>(orderId: string, work: () => Promise<T>): Promise<T> {
    const turn = (last.get(orderId) ?? Promise.resolve()).then(work, work)
    const settled = turn
      .catch(() => undefined)
      .then(() => {
        if (last.get(orderId) === settled) last.delete(orderId)
      })
    last.set(orderId, settled)
    return turn
  }
}
