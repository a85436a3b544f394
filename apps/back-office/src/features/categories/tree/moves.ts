import type { CategoryView } from '@comptoir/contracts/catalog/category-schemas'

/** What of a category says where it stands. The list has each one before those in it, in the order of the shop. */
export type Placed = Pick<CategoryView, 'categoryId' | 'parentId' | 'position'>

/** Under whom (null: on the first level), and how many siblings come before it, itself not counted. */
export type Place = { readonly parentId: string | null; readonly index: number }

/** What the operation is asked. */
export type Move = {
  readonly categoryId: string
  readonly parentId: string | null
  readonly position: number
}

export const steps = ['up', 'down', 'in', 'out'] as const
export type Step = (typeof steps)[number]

const gap = 1_000
const highest = 1_000_000

export const childrenOf = <C extends Placed>(all: readonly C[], parentId: string | null): C[] =>
  all.filter((one) => (one.parentId ?? null) === parentId)

/** A category and all below it. */
export function subtreeOf(all: readonly Placed[], categoryId: string): ReadonlySet<string> {
  const ids = new Set([categoryId])
  for (const one of all)
    if (one.parentId !== undefined && ids.has(one.parentId)) ids.add(one.categoryId)
  return ids
}

/** Whether a category may stand there: never in itself, nor in what is in it. */
export const mayStandIn = (
  all: readonly Placed[],
  categoryId: string,
  parentId: string | null,
): boolean => parentId === null || !subtreeOf(all, categoryId).has(parentId)

/** The row that Tab comes to: the one that had the focus last, as long as it is shown; else the first. */
export function tabStopOf(
  all: readonly Placed[],
  last: string | undefined,
  isOpen: (categoryId: string) => boolean,
): string | undefined {
  const parentOf = (id: string) => all.find(({ categoryId }) => categoryId === id)?.parentId
  let isShown = all.some(({ categoryId }) => categoryId === last)
  for (let id = isShown && last ? parentOf(last) : undefined; id; id = parentOf(id))
    isShown &&= isOpen(id)
  return isShown ? last : childrenOf(all, null)[0]?.categoryId
}

/** Where a category stands now. */
export function placeOf(all: readonly Placed[], categoryId: string): Place | undefined {
  const own = all.find((one) => one.categoryId === categoryId)
  if (!own) return undefined
  const parentId = own.parentId ?? null
  return { parentId, index: childrenOf(all, parentId).indexOf(own) }
}

/** Where one step leads; nothing when there is no way. */
export function stepTo(all: readonly Placed[], categoryId: string, step: Step): Place | undefined {
  const from = placeOf(all, categoryId)
  if (!from) return undefined
  const { parentId, index } = from
  const siblings = childrenOf(all, parentId)
  const before = siblings[index - 1]
  const above = parentId === null ? undefined : placeOf(all, parentId)
  const ways: Readonly<Record<Step, () => Place | undefined>> = {
    up: () => before && { parentId, index: index - 1 },
    down: () => (siblings[index + 1] ? { parentId, index: index + 1 } : undefined),
    in: () =>
      before && {
        ...{ parentId: before.categoryId, index: childrenOf(all, before.categoryId).length },
      },
    out: () => above && { parentId: above.parentId, index: above.index + 1 },
  }
  return ways[step]()
}

/**
 * What has to be asked so that a category stands in a place: one move, unless the numbers of its siblings leave no room between them.
 * Nothing when it stands there.
 */
export function movesTo(all: readonly Placed[], categoryId: string, place: Place): Move[] {
  const { parentId, index } = place
  const now = placeOf(all, categoryId)
  if (now && now.parentId === parentId && now.index === index) return []
  const siblings = childrenOf(all, parentId).filter((one) => one.categoryId !== categoryId)
  const position = between(siblings[index - 1]?.position, siblings[index]?.position)
  if (position !== undefined) return [{ categoryId, parentId, position }]
  const ids = siblings.map((one) => one.categoryId).toSpliced(index, 0, categoryId)
  const step = Math.min(gap, Math.floor(highest / (ids.length + 1)))
  return ids.map((id, at) => ({ categoryId: id, parentId, position: (at + 1) * step }))
}

/** A whole number between two others; nothing when there is none. */
function between(before: number | undefined, after: number | undefined): number | undefined {
  const low = before ?? -1
  const position = after === undefined ? (before ?? 0) + gap : Math.floor((low + after) / 2)
  const fits = position > low && position < (after ?? highest + 1)
  return fits ? position : undefined
}
