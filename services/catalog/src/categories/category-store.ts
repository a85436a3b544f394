import { type Collection, createCollection } from '@comptoir/dapr/documents/documents'
import type { Store } from '@comptoir/dapr/documents/store'
import { z } from 'zod'
import { type CategoryTree, StoredCategory } from './category-tree.ts'

export type CategoryTrees = Collection<CategoryTree>

/** The id of the one document that holds every category. */
export const treeId = 'tree'

export function createCategoryTrees(store: Store): CategoryTrees {
  return createCollection(store, {
    name: 'categories',
    schema: z.record(z.string(), StoredCategory),
  })
}
