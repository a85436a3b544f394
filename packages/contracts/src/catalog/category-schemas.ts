import { z } from '@hono/zod-openapi'
import { LocalizedText } from '../common.ts'
import { requiredText, schema } from '../schema.ts'
import { Seo } from './presentation.ts'
import { Slug } from './schemas.ts'

export const CategoryInput = schema('CategoryInput', {
  slug: Slug.optional(),
  name: LocalizedText,
  parentId: z.string().max(80).optional(),
  position: z.int().min(0).max(1_000_000).optional(),
  /** Left out it stays, `null` takes it away; so with `seo`. */
  description: LocalizedText.nullable().optional(),
  seo: Seo.nullable().optional(),
})
export type CategoryInput = z.infer<typeof CategoryInput>

export const CategoryView = schema('Category', {
  categoryId: z.string(),
  /** The present one: a category is found by those that it had before, too. */
  slug: z.string(),
  name: LocalizedText,
  parentId: z.string().optional(),
  position: z.int(),
  /** Slugs from the root: `/furniture/chairs`. */
  path: z.string(),
  depth: z.int(),
  /** Active products in it and below. */
  productCount: z.int(),
  description: LocalizedText.optional(),
  seo: Seo.optional(),
  /** Its picture, at `/api/images/{imagePath}`. */
  imagePath: z.string().optional(),
  version: z.int(),
})
export type CategoryView = z.infer<typeof CategoryView>

export const Suggestion = schema('Suggestion', {
  kind: z.enum(['product', 'category', 'brand']),
  text: z.string(),
  slug: z.string().optional(),
  productId: z.string().optional(),
  imagePath: z.string().optional(),
})
export type Suggestion = z.infer<typeof Suggestion>

/** Groups of words that mean the same in this shop's search; each member stands for the others. */
export const Synonyms = schema('Synonyms', {
  groups: z.array(z.array(requiredText(80)).min(2).max(20)).max(2000),
})
export type Synonyms = z.infer<typeof Synonyms>
