import { ProductSafety, Seo } from '@comptoir/contracts/catalog/presentation'
import { WithdrawalExclusion } from '@comptoir/contracts/catalog/withdrawal-exclusion'
import { Instant, LocalizedText, Money } from '@comptoir/contracts/common'
import { z } from 'zod'
import { optionsOf } from './variant-options.ts'

export const StoredVariant = z.object({
  sku: z.string(),
  gtin: z.string().optional(),
  name: LocalizedText.optional(),
  options: z.record(z.string(), z.string()).default({}),
  price: Money,
  compareAtPrice: Money.optional(),
  weightGrams: z.int(),
  dimensions: z
    .object({ widthMm: z.int(), heightMm: z.int(), depthMm: z.int() })
    .partial()
    .optional(),
  imagePath: z.string().optional(),
})

const StoredImage = z.object({
  path: z.string(),
  alt: LocalizedText.optional(),
  width: z.int(),
  height: z.int(),
  source: z.string().optional(),
})

/** What a bulk change changes of a product; `null`: there was none. */
const ChangedFields = z
  .object({
    status: z.enum(['draft', 'active', 'archived']),
    visibility: z.enum(['listed', 'unlisted']),
    brand: z.string().nullable(),
    taxClass: z.string(),
    categoryIds: z.array(z.string()),
    attributes: z.record(z.string(), z.union([z.string(), z.number(), z.boolean()])),
    prices: z.array(z.object({ sku: z.string(), price: Money, former: Money.nullable() })),
  })
  .partial()
export type ChangedFields = Readonly<z.infer<typeof ChangedFields>>

const Stored = z.object({
  productId: z.string(),
  slug: z.string(),
  /** Those it had before, the last one last. */
  formerSlugs: z.array(z.string()).optional(),
  externalId: z.string().optional(),
  status: z.enum(['draft', 'active', 'archived']),
  visibility: z.enum(['listed', 'unlisted']).default('listed'),
  title: LocalizedText,
  description: LocalizedText.optional(),
  brand: z.string().optional(),
  taxClass: z.string(),
  withdrawalExclusion: WithdrawalExclusion.optional(),
  /** When a draft goes on sale. */
  publishAt: Instant.optional(),
  seo: Seo.optional(),
  safety: ProductSafety.optional(),
  vendorId: z.string().optional(),
  /** Staff took it off sale: its vendor cannot put it on sale again. */
  blockedByStaff: z.literal(true).optional(),
  categoryIds: z.array(z.string()),
  attributes: z.record(z.string(), z.union([z.string(), z.number(), z.boolean()])),
  options: z.array(z.object({ name: z.string(), values: z.array(z.string()) })).optional(),
  variants: z.array(StoredVariant),
  images: z.array(StoredImage),
  priceHistory: z.array(z.object({ sku: z.string(), price: Money, from: Instant })),
  /** The last bulk changes, so that each counts once and can be taken back. */
  bulkChanges: z
    .array(z.object({ changeId: z.string(), before: ChangedFields, after: ChangedFields }))
    .optional(),
  createdAt: Instant,
  updatedAt: Instant,
  publishedAt: Instant.optional(),
})

/** How products are stored, apart from the public view. Those from before options were typed get those of their variants. */
export const StoredProduct = Stored.transform((product) => ({
  ...product,
  options: product.options ?? optionsOf(product.variants),
}))
