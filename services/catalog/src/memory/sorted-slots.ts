type Compare = (a: number, b: number) => number

/** Slots kept in an order from the first time it is asked for: a change costs a look-up, not a sort. */
export type SortedSlots<Key extends string> = {
  add(slot: number): void
  /** To be called while the slot can still be compared. */
  remove(slot: number): void
  /** The slots in an order; `all` are those to sort the first time. */
  read(key: Key, all: () => number[]): readonly number[]
}

export function createSortedSlots<Key extends string>(
  compareBy: (key: Key) => Compare,
): SortedSlots<Key> {
  const orders = new Map<Key, { slots: number[]; compare: Compare }>()

  function remove(slot: number): void {
    for (const [key, { slots, compare }] of orders) {
      const at = placeOf(slots, slot, compare)
      if (slots[at] === slot) slots.splice(at, 1)
      else orders.delete(key)
    }
  }

  function read(key: Key, all: () => number[]): readonly number[] {
    const known = orders.get(key)
    if (known) return known.slots
    const compare = compareBy(key)
    const slots = all().sort(compare)
    orders.set(key, { slots, compare })
    return slots
  }

  return {
    add: (slot) => {
      for (const { slots, compare } of orders.values()) {
        slots.splice(placeOf(slots, slot, compare), 0, slot)
      }
    },
    remove,
    read,
  }
}

function placeOf(slots: readonly number[], slot: number, compare: Compare): number {
  let low = 0
  let high = slots.length
  while (low < high) {
    const middle = (low + high) >>> 1
    if (compare(slots[middle] ?? 0, slot) < 0) low = middle + 1
    else high = middle
  }
  return low
}
