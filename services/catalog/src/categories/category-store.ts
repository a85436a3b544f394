import { LocalizedText } from '@comptoir/contracts/common'
import { type Collection, createCollection } from '@comptoir/dapr/documents/documents'
import type { Store } from '@comptoir/dapr/documents/store'
import { z } from 'zod'
import type { CategoryTree } from './category-tree.ts'

const StoredTree: z.ZodType<CategoryTree> = z.record(
  z.string(),
  z.object({
    categoryId: z.string(),
    slug: z.string(),
    name: LocalizedText,
    parentId: z.string().optional(),
    position: z.number(),
    path: z.string(),
    depth: z.int(),
    version: z.int(),
  }),
)

export type CategoryTrees = Collection<CategoryTree>

/** The id of the one document that holds every category. */
export const treeId = 'tree'

export function createCategoryTrees(store: Store): CategoryTrees {
  return createCollection(store, { name: 'categories', schema: StoredTree })
}
