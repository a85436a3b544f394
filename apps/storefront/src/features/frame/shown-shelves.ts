import type { CategoryNode } from '../../shop/catalogue.ts'

/** As many as a line of the page has room for. */
const atMost = 8

/** The shelves that a line names: each first one with those below it, where there is room for all; else the first ones alone. */
export function shownShelves(shelves: readonly CategoryNode[]): readonly CategoryNode[] {
  const all = shelves.flatMap((shelf) => [shelf, ...(shelf.children ?? [])])
  return (all.length <= atMost ? all : shelves).slice(0, atMost)
}
