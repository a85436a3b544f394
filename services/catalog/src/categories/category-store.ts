import { createCollection } from '@comptoir/dapr/documents/documents'
import type { Store } from '@comptoir/dapr/documents/store'
import { z } from 'zod'
import { StoredCategory } from './category-tree.ts'

export type CategoryTrees = ReturnType<typeof createCategoryTrees>

/** The id of the one document that holds every category. */
export const treeId = 'tree'

export const createCategoryTrees = (store: Store) =>
  createCollection(store, {
    name: 'categories',
    audit: 'plain',
    schema: z.record(z.string(), StoredCategory),
  })
