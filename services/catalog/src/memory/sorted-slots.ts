type Compare = (a: number, b: number) => number

/** Slots kept in an order, those that are equal by number, from the first time it is asked for: a change costs a look-up, not a sort. */
export function createSortedSlots<Key extends string>(compareBy: (key: Key) => Compare) {
  const orders = new Map<Key, { slots: number[]; compare: Compare }>()
  const placeOf = (slot: number, slots: readonly number[], compare: Compare) =>
    lowerBound(slots, (other) => compare(other, slot) < 0)

  function add(slot: number): void {
    for (const { slots, compare } of orders.values()) {
      slots.splice(placeOf(slot, slots, compare), 0, slot)
    }
  }

  /** To be called while the slot can still be compared. */
  function remove(slot: number): void {
    for (const [key, { slots, compare }] of orders) {
      const at = placeOf(slot, slots, compare)
      if (slots[at] === slot) slots.splice(at, 1)
      else orders.delete(key)
    }
  }

  /** The slots in an order; `all` are those to sort the first time. */
  function read(key: Key, all: () => number[]): readonly number[] {
    const known = orders.get(key)
    if (known) return known.slots
    const by = compareBy(key)
    const compare = (a: number, b: number) => by(a, b) || a - b
    const slots = all().sort(compare)
    orders.set(key, { slots, compare })
    return slots
  }

  return { add, remove, read, forget: (key: Key) => orders.delete(key) }
}

/** The position of the first that is not before what is looked for. */
export function lowerBound<T>(sorted: readonly T[], isBefore: (one: T) => boolean): number {
  let low = 0
  let high = sorted.length
  while (low < high) {
    const middle = (low + high) >>> 1
    if (isBefore(sorted[middle] as T)) low = middle + 1
    else high = middle
  }
  return low
}
