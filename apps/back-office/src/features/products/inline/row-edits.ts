import type { RowField, RowTyped } from './row-edit.ts'

/** How a row stands: what was typed into it, and what became of it the last time it was sent. */
export type RowState = {
  readonly typed: RowTyped
  /** The version that was seen when the first field was typed. */
  readonly version?: number
  readonly result?: RowResult
}

export type RowResult =
  | { readonly kind: 'saving' | 'saved' | 'conflict' }
  | { readonly kind: 'wrong'; readonly field: RowField }
  | { readonly kind: 'refused'; readonly code: string }

/** What a row says now that is not what was sent. */
const typedSince = (now: RowTyped, sent: RowTyped): RowTyped =>
  Object.fromEntries(
    Object.entries(now).filter(([field, text]) => text !== sent[field as keyof RowTyped]),
  )

const untouched: RowState = { typed: {} }

/** The rows of a list that somebody changes: they outlive that a row scrolls out of sight. */
export function createRowEdits() {
  let rows: ReadonlyMap<string, RowState> = new Map()
  const listeners = new Set<() => void>()

  function set(productId: string, state: RowState | undefined): void {
    const next = new Map(rows)
    if (state) next.set(productId, state)
    else next.delete(productId)
    rows = next
    for (const listener of listeners) listener()
  }
  const of = (productId: string) => rows.get(productId) ?? untouched

  return {
    of,
    set,
    /** Types into a field; what was said of the row before is over. */
    type(productId: string, typed: RowTyped, version: number | undefined): void {
      const before = of(productId)
      set(productId, { typed: { ...before.typed, ...typed }, version: before.version ?? version })
    },
    /** These were saved: what was typed since is still to be, from the version that the save made. */
    settle(productId: string, sent: RowTyped): void {
      const typed = typedSince(of(productId).typed, sent)
      const isWhole = Object.keys(typed).length === 0
      set(productId, { typed, ...(isWhole && { result: { kind: 'saved' } }) })
    },
    /** How many rows have something that is not saved. */
    changed: () => [...rows.values()].filter(({ typed }) => Object.keys(typed).length > 0).length,
    subscribe(listener: () => void): () => void {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
  }
}

export type RowEdits = ReturnType<typeof createRowEdits>
