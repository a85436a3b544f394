/** The rows that are chosen, by id, and the one that Shift counts from. */
export type Selection = { readonly ids: ReadonlySet<string>; readonly from?: string }

export const nothingSelected: Selection = { ids: new Set() }

/** Chooses a row, or lets it go. */
export function toggled({ ids }: Selection, id: string): Selection {
  const next = new Set(ids)
  if (!next.delete(id)) next.add(id)
  return { ids: next, from: id }
}

/**
 * With Shift: all rows between the last one and this one become what this one becomes.
 * @example ranged(selection, ['a', 'b', 'c'], 'c')
 */
export function ranged(selection: Selection, order: readonly string[], id: string): Selection {
  const start = selection.from === undefined ? -1 : order.indexOf(selection.from)
  const end = order.indexOf(id)
  if (start === -1 || end === -1) return toggled(selection, id)
  const next = new Set(selection.ids)
  const isChosen = !selection.ids.has(id)
  for (const one of order.slice(Math.min(start, end), Math.max(start, end) + 1)) {
    if (isChosen) next.add(one)
    else next.delete(one)
  }
  return { ids: next, from: id }
}

/** All rows, or none when all of them are chosen. */
export function allToggled({ ids }: Selection, order: readonly string[]): Selection {
  return order.length > 0 && order.every((id) => ids.has(id))
    ? nothingSelected
    : { ids: new Set(order) }
}
