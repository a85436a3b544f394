import type { CategoryView } from '@comptoir/contracts/catalog/category-schemas'
import { type DragEvent, useState } from 'react'
import { childrenOf, mayStandIn, type Place, placeOf } from './moves.ts'

/** Where on a row it would be dropped. */
export type Zone = 'before' | 'in' | 'after'

type Over = { readonly categoryId: string; readonly zone: Zone; readonly isRefused: boolean }

type DragOptions = {
  readonly all: readonly CategoryView[]
  readonly onMove: (category: CategoryView, place: Place) => void
  /** It would go into itself. */
  readonly onRefused: (category: CategoryView) => void
}

/** The upper and the lower third of a row are beside it, the middle is in it. */
export function zoneAt(y: number, { top, height }: Pick<DOMRect, 'top' | 'height'>): Zone {
  const part = (y - top) / height
  if (part < 1 / 3) return 'before'
  return part > 2 / 3 ? 'after' : 'in'
}

/** The place of a zone; counted without what is moved. Nothing for a row that is gone, and for its own. */
export function placeAt(
  all: readonly CategoryView[],
  moved: string,
  { categoryId, zone }: Pick<Over, 'categoryId' | 'zone'>,
): Place | undefined {
  if (categoryId === moved) return undefined
  if (zone === 'in') {
    const children = childrenOf(all, categoryId).filter((one) => one.categoryId !== moved)
    return { parentId: categoryId, index: children.length }
  }
  const others = all.filter((one) => one.categoryId !== moved)
  const target = placeOf(others, categoryId)
  return target && { ...target, index: target.index + (zone === 'after' ? 1 : 0) }
}

/** Whether what is dragged may stand there. */
function mayDrop(
  all: readonly CategoryView[],
  moved: string,
  over: Pick<Over, 'categoryId' | 'zone'>,
): boolean {
  const place = placeAt(all, moved, over)
  return place !== undefined && mayStandIn(all, moved, place.parentId)
}

/** Drags a category over others. What cannot be is refused while it is dragged, before it is dropped. */
export function useDrag({ all, onMove, onRefused }: DragOptions) {
  const [dragged, setDragged] = useState<CategoryView>()
  const [over, setOver] = useState<Over>()
  function end(): void {
    setDragged(undefined)
    setOver(undefined)
  }
  function lookAt(event: DragEvent<HTMLElement>, categoryId: string): void {
    if (!dragged) return
    const zone = zoneAt(event.clientY, event.currentTarget.getBoundingClientRect())
    const isRefused = !mayDrop(all, dragged.categoryId, { categoryId, zone })
    // only what is allowed may be dropped
    if (!isRefused) event.preventDefault()
    if (over?.categoryId === categoryId && over.zone === zone) return
    setOver({ categoryId, zone, isRefused })
    if (isRefused && dragged.categoryId !== categoryId) onRefused(dragged)
  }
  function drop(event: DragEvent<HTMLElement>): void {
    event.preventDefault()
    const place = dragged && over && placeAt(all, dragged.categoryId, over)
    if (dragged && place && !over.isRefused) onMove(dragged, place)
    end()
  }
  return {
    /** What a row that can be moved needs. */
    row: (category: CategoryView) => ({
      draggable: true,
      onDragStart(event: DragEvent<HTMLElement>): void {
        event.dataTransfer.effectAllowed = 'move'
        event.dataTransfer.setData('text/plain', category.categoryId)
        setDragged(category)
      },
      onDragOver: (event: DragEvent<HTMLElement>) => lookAt(event, category.categoryId),
      onDrop: drop,
      onDragEnd: end,
    }),
    /** How a row shows what would happen. */
    markOf(categoryId: string): Zone | 'refused' | undefined {
      if (over?.categoryId !== categoryId) return undefined
      return over.isRefused ? 'refused' : over.zone
    },
  }
}

export type Drag = ReturnType<typeof useDrag>
