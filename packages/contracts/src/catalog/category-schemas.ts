import { z } from '@hono/zod-openapi'
import { LocalizedText } from '../common.ts'
import { Slug } from './schemas.ts'

export const CategoryInput = z
  .object({
    slug: Slug.optional(),
    name: LocalizedText,
    parentId: z.string().max(80).optional(),
    position: z.int().min(0).max(1_000_000).optional(),
  })
  .openapi('CategoryInput')
export type CategoryInput = z.infer<typeof CategoryInput>

export const CategoryView = z
  .object({
    categoryId: z.string(),
    slug: z.string(),
    name: LocalizedText,
    parentId: z.string().optional(),
    position: z.int(),
    /** Slugs from the root: `/furniture/chairs`. */
    path: z.string(),
    depth: z.int(),
    /** Active products in it and below. */
    productCount: z.int(),
    version: z.int(),
  })
  .openapi('Category')
export type CategoryView = z.infer<typeof CategoryView>

export const Suggestion = z
  .object({
    kind: z.enum(['product', 'category', 'brand']),
    text: z.string(),
    slug: z.string().optional(),
    productId: z.string().optional(),
    imagePath: z.string().optional(),
  })
  .openapi('Suggestion')
export type Suggestion = z.infer<typeof Suggestion>

/** Groups of words that mean the same in this shop's search; each member stands for the others. */
export const Synonyms = z
  .object({
    groups: z.array(z.array(z.string().trim().min(1).max(80)).min(2).max(20)).max(2000),
  })
  .openapi('Synonyms')
export type Synonyms = z.infer<typeof Synonyms>
