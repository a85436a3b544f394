import { z } from '@hono/zod-openapi'
import { ForeignId, Id, Instant, Locale, LocalizedText, Money, QueryFlag, Sku } from '../common.ts'
import { limits } from '../limits.ts'
import { oneOf, requiredText, schema } from '../schema.ts'
import { ProductSafety, Seo } from './presentation.ts'
import { PriceOrigin, priceFacts } from './price-list-schemas.ts'
import { WithdrawalExclusion } from './withdrawal-exclusion.ts'

/** What the other services copy of a variant: price is gross (VAT included), by the price lists of the moment. */
export const VariantSnapshot = schema('VariantSnapshot', {
  sku: Sku,
  productId: z.string(),
  title: LocalizedText,
  price: Money,
  taxClass: z.string(),
  weightGrams: z.int().min(0),
  /** Why a consumer cannot withdraw from it. */
  withdrawalExclusion: WithdrawalExclusion.optional(),
  imagePath: z.string().optional(),
  brand: z.string().optional(),
  /** Its categories and every one above them. */
  categoryIds: z.array(z.string()).optional(),
  ...priceFacts,
  /** Who sells it, and what the shop keeps of the price; nobody but the shop itself where there is none. */
  vendorId: z.string().optional(),
  commissionBps: z.int().optional(),
  /** On what its price depends at this moment, by the price lists there are: without it, it is the same for everyone. */
  priceDependsOn: z.array(z.enum(['customer', 'quantity'])).optional(),
  /** What can be sold now, as far as the catalogue knows. */
  available: z.int().optional(),
  /** False when the product is a draft or archived, or its vendor may not sell: it cannot be bought. */
  active: z.boolean(),
})
export type VariantSnapshot = z.infer<typeof VariantSnapshot>

/** A draft is not yet for sale; an archived product no longer is. Deleting archives. */
export const ProductStatus = oneOf('ProductStatus', ['draft', 'active', 'archived'])
export type ProductStatus = z.infer<typeof ProductStatus>

export const Slug = requiredText(120)
  .toLowerCase()
  .regex(/^[a-z0-9]+(-[a-z0-9]+)*$/)

/** Facts about a product; short texts, numbers and yes/no become facets. */
export const Attributes = z
  .record(
    z
      .string()
      .max(60)
      .regex(/^[A-Za-z][A-Za-z0-9_]*$/),
    z.union([z.string().max(2000), z.number(), z.boolean()]),
  )
  .openapi('Attributes')

/** A gross selling price: euros, more than nothing, not more than the highest. */
const Price = Money.extend({ amount: z.int().min(1).max(limits.amount) }).refine(
  (price) => price.currency === 'EUR',
  'prices are in EUR',
)

const Millimetres = z.int().min(1).max(100_000)
export const Dimensions = schema('Dimensions', {
  widthMm: Millimetres.optional(),
  heightMm: Millimetres.optional(),
  depthMm: Millimetres.optional(),
})
export type Dimensions = z.infer<typeof Dimensions>

/** Where an active product is found: an unlisted one only by its address, not in lists, search and suggestions. */
export const ProductVisibility = oneOf('ProductVisibility', ['listed', 'unlisted'])
export type ProductVisibility = z.infer<typeof ProductVisibility>

const OptionName = requiredText(60)
const OptionValue = requiredText(120)

/** What a shopper chooses between, in the order shown: `Size` with `S`, `M`, `L`. */
export const ProductOption = schema('ProductOption', {
  name: OptionName,
  /** As many as there may be variants: each can have one of its own. */
  values: z.array(OptionValue).min(1).max(limits.variants),
})
export type ProductOption = z.infer<typeof ProductOption>

/** What can be bought: a product without options has one variant. */
export const VariantInput = schema('VariantInput', {
  sku: Sku,
  gtin: z
    .string()
    .regex(/^\d{8,14}$/)
    .optional(),
  /** What sets it apart from its siblings, for example `Large`. */
  name: LocalizedText.optional(),
  /** Its value of each option of the product. */
  options: z.record(OptionName, OptionValue).default({}),
  price: Price,
  /** A former price; shown to shoppers only when the price history proves it (30-day rule). */
  compareAtPrice: Price.optional(),
  weightGrams: z.int().min(0).max(limits.weightGrams),
  dimensions: Dimensions.optional(),
  /** Its picture, one of the product's; left out it stays, `null` takes it away. */
  imagePath: z.string().max(100).nullable().optional(),
})
export type VariantInput = z.infer<typeof VariantInput>

/**
 * A product as staff or its vendor write it; what is left out keeps its value (slug, external id, status, visibility, exclusion from
 * withdrawal, vendor, `publishAt`, `seo`, `safety`) or is emptied.
 */
export const ProductInput = schema('ProductInput', {
  slug: Slug.optional(),
  /** Staff: its id in another system. A vendor sets none. */
  externalId: ForeignId.optional(),
  status: ProductStatus.optional(),
  visibility: ProductVisibility.optional(),
  title: LocalizedText,
  description: LocalizedText.optional(),
  brand: requiredText(120).optional(),
  taxClass: z.string().max(40).default('standard'),
  /** Why a consumer cannot withdraw from it; `null`: they can. */
  withdrawalExclusion: WithdrawalExclusion.nullable().optional(),
  /** When a draft goes on sale by itself, within seconds; `null`: it does not. */
  publishAt: Instant.nullable().optional(),
  /** `null` takes it away. */
  seo: Seo.nullable().optional(),
  /** `null` takes it away. */
  safety: ProductSafety.nullable().optional(),
  /** Staff: whose it is; `null`: the shop's own. What a vendor writes is its own, whatever is here. */
  vendorId: Id.nullable().optional(),
  categoryIds: z.array(z.string().max(80)).max(50).default([]),
  attributes: Attributes.default({}),
  /** Left out, they are the options of the variants, in the order in which these name them. */
  options: z.array(ProductOption).max(10).optional(),
  variants: z.array(VariantInput).min(1).max(limits.variants),
})
export type ProductInput = z.infer<typeof ProductInput>

export const ProductImage = schema('ProductImage', {
  path: z.string(),
  alt: LocalizedText.optional(),
  width: z.int(),
  height: z.int(),
  /** Staff only: the address or file that an import took it from. */
  source: z.string().max(2000).optional(),
})
export type ProductImage = z.infer<typeof ProductImage>

const VariantView = VariantInput.extend({
  imagePath: z.string().optional(),
  available: z.int(),
  inStock: z.boolean(),
  /** Beside a reduction for everyone: the lowest price of the 30 days before it. */
  lowestPriceOf30Days: Money.optional(),
  /** The price list that everyone's price is from; left out, it is the base price. */
  priceOrigin: PriceOrigin.optional(),
}).openapi('Variant')

const Breadcrumb = z.object({ categoryId: z.string(), slug: z.string(), name: LocalizedText })

export const ProductView = schema('Product', {
  productId: z.string(),
  /** The present one: a product is found by those that it had before, too. */
  slug: z.string(),
  externalId: z.string().optional(),
  status: ProductStatus,
  visibility: ProductVisibility,
  title: LocalizedText,
  description: LocalizedText.optional(),
  brand: z.string().optional(),
  taxClass: z.string(),
  withdrawalExclusion: WithdrawalExclusion.optional(),
  /** Of a draft: when it goes on sale. */
  publishAt: Instant.optional(),
  seo: Seo.optional(),
  safety: ProductSafety.optional(),
  /** Who sells it: `GET /api/vendors/{vendorId}`. Without one, the shop does. */
  vendorId: z.string().optional(),
  categoryIds: z.array(z.string()),
  /** The path of its deepest category. */
  breadcrumbs: z.array(Breadcrumb),
  attributes: Attributes,
  images: z.array(ProductImage),
  options: z.array(ProductOption),
  variants: z.array(VariantView),
  inStock: z.boolean(),
  version: z.int(),
  createdAt: Instant,
  updatedAt: Instant,
  publishedAt: Instant.optional(),
  /** Staff and its vendor only: staff took it off sale, and only they put it on sale again. */
  blockedByStaff: z.boolean().optional(),
  /** Staff only: every price with the time it took effect. */
  priceHistory: z.array(z.object({ sku: Sku, price: Money, from: Instant })).optional(),
})
export type ProductView = z.infer<typeof ProductView>

/** A product in a list. */
export const ProductSummary = schema('ProductSummary', {
  productId: z.string(),
  slug: z.string(),
  status: ProductStatus,
  title: LocalizedText,
  description: LocalizedText.optional(),
  brand: z.string().optional(),
  vendorId: z.string().optional(),
  categoryIds: z.array(z.string()),
  skus: z.array(Sku),
  options: z.array(ProductOption),
  price: Money,
  priceMax: Money,
  compareAtPrice: Money.optional(),
  lowestPriceOf30Days: Money.optional(),
  imagePath: z.string().optional(),
  inStock: z.boolean(),
  available: z.int(),
  updatedAt: Instant,
})
export type ProductSummary = z.infer<typeof ProductSummary>

const FacetValue = z.object({ value: z.string(), count: z.int() })
/** Counts by value; each facet ignores its own selection. */
export const Facets = schema('Facets', {
  categories: z.array(
    z.object({
      categoryId: z.string(),
      slug: z.string(),
      name: LocalizedText,
      parentId: z.string().optional(),
      count: z.int(),
    }),
  ),
  brands: z.array(FacetValue),
  attributes: z.array(z.object({ name: z.string(), values: z.array(FacetValue) })),
  price: z
    .object({
      min: z.int(),
      max: z.int(),
      /** How many products cost so much: ranges of equal width from `min` to `max`, by lowest price. */
      bars: z.array(z.int()).optional(),
    })
    .optional(),
  stock: z.object({ inStock: z.int(), outOfStock: z.int() }),
})
export type Facets = z.infer<typeof Facets>

export const ProductPage = schema('ProductPage', {
  items: z.array(ProductSummary),
  page: z.int(),
  limit: z.int(),
  total: z.int(),
  pages: z.int(),
  facets: Facets.optional(),
  /** Words that were understood as others, when nothing matched as written. */
  didYouMean: z.string().optional(),
})
export type ProductPage = z.infer<typeof ProductPage>

const many = z
  .union([z.string().max(200), z.array(z.string().max(200)).max(50)])
  .transform((value) => (typeof value === 'string' ? [value] : value))
  .openapi({ type: 'array', items: { type: 'string' } })

/** Filters of a list; further ones are `attr.NAME=VALUE`, repeated for "one of". Prices in cents. */
export const ProductQuery = z
  .object({
    q: z.string().trim().max(200).optional(),
    page: z.coerce.number().int().min(1).max(1_000_000).default(1),
    limit: z.coerce.number().int().min(1).max(100).default(24),
    /** `-sold`: units of the last 30 days, most first. By change and by SKU staff sort only, in the states that they ask for. */
    sort: z
      .enum([
        ...(['relevance', 'newest', 'price', '-price', 'title', '-sold'] as const),
        ...(['updated', '-updated', 'sku', '-sku'] as const),
      ])
      .optional(),
    /** Ids or slugs: these products in this order, whatever else is asked; those that are not for sale are left out. */
    ids: many.optional(),
    /** Category ids or slugs; a category includes its subtree. */
    category: many.optional(),
    brand: many.optional(),
    vendor: many.optional(),
    minPrice: z.coerce.number().int().min(0).optional(),
    maxPrice: z.coerce.number().int().min(0).optional(),
    inStock: QueryFlag.optional(),
    facets: QueryFlag.default(true).openapi({ default: true }),
    locale: Locale.default('fr'),
    /** Staff, and a vendor of its own: which states to list. Others see active products only. */
    status: z.enum(['draft', 'active', 'archived', 'all']).default('active'),
  })
  .catchall(many)
export type ProductQuery = z.infer<typeof ProductQuery>

/** The widths that an image is served in; others are refused. */
export const imageWidths = [80, 160, 320, 480, 640, 960, 1280, 1920] as const
