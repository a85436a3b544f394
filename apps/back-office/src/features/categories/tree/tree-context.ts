import type { CategoryView } from '@comptoir/contracts/catalog/category-schemas'
import { createContext, useContext } from 'react'
import type { Drag } from './use-drag.ts'
import type { Mover } from './use-mover.ts'

/** What every branch of the tree needs. */
export type Tree = {
  readonly all: readonly CategoryView[]
  readonly mayMove: boolean
  readonly mover: Mover
  readonly drag: Drag
  /** The row that Tab comes to; the arrows go on from there. */
  readonly tabStop: string | undefined
  readonly isOpen: (categoryId: string) => boolean
  readonly setOpen: (categoryId: string, isOpen: boolean) => void
  /** Moves a category, and gives it back its focus where it is then. */
  readonly move: (category: CategoryView, place: { parentId: string | null; index: number }) => void
}

const TreeContext = createContext<Tree | undefined>(undefined)
export const TreeProvider = TreeContext.Provider

export function useTree(): Tree {
  const tree = useContext(TreeContext)
  if (!tree) throw new Error('outside of the tree')
  return tree
}

/** By what the link of a category is found again after it was moved. */
export const linkId = (categoryId: string): string => `category-${categoryId}`
