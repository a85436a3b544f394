import { LocalizedText } from '@comptoir/contracts/common'
import { z } from 'zod'

/** A category as it is stored, with its materialised path: the slugs from the root. */
export const StoredCategory = z.object({
  categoryId: z.string(),
  slug: z.string(),
  name: LocalizedText,
  parentId: z.string().optional(),
  position: z.number(),
  path: z.string(),
  depth: z.int(),
  version: z.int(),
})
