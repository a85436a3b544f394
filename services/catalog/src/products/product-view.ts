import type {
  ProductImage,
  ProductSummary,
  ProductView,
  VariantSnapshot,
} from '@comptoir/contracts/catalog/schemas'
import type { LocalizedText, Money } from '@comptoir/contracts/common'
import { publicView } from '@comptoir/contracts/public-view'
import type { Document } from '@comptoir/dapr/documents/documents'
import { ancestorsOf, type CategoryTree, withAncestors } from '../categories/category-tree.ts'
import type { PublicPriceOf } from '../memory/shown-prices.ts'
import type { PublicPrice } from '../price-lists/public-price.ts'
import { originOf, type VariantPrice } from '../price-lists/variant-price.ts'
import type { Product, Variant } from './product.ts'

type Available = (sku: string) => number
type Priced = { readonly available: Available; readonly publicPriceOf: PublicPriceOf }
type Shown = Priced & { readonly tree: () => CategoryTree }
type ViewContext = Shown & { readonly staff: boolean }

const summaryLength = 240

/** A product in full. */
export const customerView = (
  document: Document<Product>,
  { tree, available, publicPriceOf }: Shown,
): ProductView => toView(document, { tree, available, publicPriceOf, staff: false })

/** The same with prices and former prices as entered, the price history, and where pictures come from. */
export const staffView = (
  document: Document<Product>,
  { tree, available, publicPriceOf }: Shown,
): ProductView => toView(document, { tree, available, publicPriceOf, staff: true })

function toView({ data, version }: Document<Product>, context: ViewContext): ProductView {
  const { priceHistory, blockedByStaff, formerSlugs: _s, bulkChanges: _b, ...rest } = data
  const { variants, categoryIds } = data
  const views = variants.map((variant) => variantView(variant, data, context))
  return publicView<ProductView>()({
    ...rest,
    attributes: { ...data.attributes },
    images: data.images.map((image) => imageView(image, context)),
    options: [...data.options],
    categoryIds: [...categoryIds],
    breadcrumbs: breadcrumbsOf(categoryIds, context.tree()),
    variants: views,
    inStock: views.some((variant) => variant.inStock),
    version,
    ...(context.staff && { priceHistory: [...priceHistory], blockedByStaff }),
  })
}

function imageView({ source, ...image }: ProductImage, { staff }: ViewContext): ProductImage {
  return publicView<ProductImage>()(staff && source !== undefined ? { ...image, source } : image)
}

function variantView(variant: Variant, product: Product, { available, ...context }: ViewContext) {
  const { compareAtPrice: _entered, ...rest } = variant
  const count = available(variant.sku)
  return publicView<ProductView['variants'][number]>()({
    ...rest,
    ...(context.staff ? variant : shownPrices(context.publicPriceOf(product, variant))),
    available: count,
    inStock: count > 0,
  })
}

/** The way to the deepest of the categories. */
function breadcrumbsOf(categoryIds: readonly string[], tree: CategoryTree) {
  const ways = categoryIds.map((id) => ancestorsOf(tree, id))
  const deepest = ways.reduce((best, way) => (way.length > best.length ? way : best), [])
  return deepest.map(({ categoryId, slug, name }) => ({ categoryId, slug, name }))
}

function shownPrices({ price, compareAtPrice, lowestPriceOf30Days, byList }: PublicPrice) {
  const former = compareAtPrice && { compareAtPrice, lowestPriceOf30Days }
  return { price, ...former, ...(byList && { priceOrigin: originOf(byList) }) }
}

/** A product in a list: the price is its lowest, the description is cut. */
export function toSummary(product: Product, { available, publicPriceOf }: Priced): ProductSummary {
  const { productId, slug, status, title, description, brand, vendorId } = product
  const { categoryIds, variants } = product
  const prices = variants.map((variant) => publicPriceOf(product, variant))
  const byPrice = prices.toSorted((a, b) => a.price.amount - b.price.amount)
  const cheapest = byPrice[0]
  const count = totalAvailable(product, available)
  return {
    ...{ productId, slug, status, title, brand, vendorId },
    description: description && cut(description),
    categoryIds: [...categoryIds],
    skus: variants.map(({ sku }) => sku),
    options: [...product.options],
    price: priceOf(byPrice[0]),
    priceMax: priceOf(byPrice.at(-1)),
    compareAtPrice: cheapest?.compareAtPrice,
    lowestPriceOf30Days: cheapest?.lowestPriceOf30Days,
    imagePath: product.images[0]?.path,
    inStock: count > 0,
    available: count,
    updatedAt: product.updatedAt,
  }
}

export function totalAvailable(product: Product, available: Available): number {
  return product.variants.reduce((sum, { sku }) => sum + Math.max(0, available(sku)), 0)
}

const priceOf = (shown: PublicPrice | undefined): Money =>
  shown?.price ?? { amount: 0, currency: 'EUR' }

function cut(text: LocalizedText): LocalizedText {
  const short = (value: string | undefined) =>
    value && value.length > summaryLength
      ? `${value.slice(0, summaryLength - 1).trimEnd()}…`
      : value
  return { fr: short(text.fr), en: short(text.en) }
}

type SnapshotContext = {
  readonly price: VariantPrice
  readonly tree: CategoryTree
  readonly available: Available
  readonly sells: (product: Product) => boolean
  readonly vendor: (vendorId: string) => { readonly commissionBps?: number | undefined } | undefined
}

/** What carts and orders copy of a variant. */
export function toSnapshot(
  product: Product,
  variant: Variant,
  { price, tree, available, sells, vendor }: SnapshotContext,
): VariantSnapshot {
  const { vendorId } = product
  return {
    sku: variant.sku,
    productId: product.productId,
    title: variantTitle(product, variant),
    ...price,
    taxClass: product.taxClass,
    weightGrams: variant.weightGrams,
    withdrawalExclusion: product.withdrawalExclusion,
    imagePath: variant.imagePath ?? product.images[0]?.path,
    brand: product.brand,
    categoryIds: withAncestors(product.categoryIds, tree),
    available: Math.max(0, available(variant.sku)),
    ...(vendorId && { vendorId, commissionBps: vendor(vendorId)?.commissionBps }),
    active: product.status === 'active' && sells(product),
  }
}

/** The product's title with what sets the variant apart. */
function variantTitle({ title, variants }: Product, { name, options }: Variant): LocalizedText {
  if (variants.length < 2) return title
  const fallback = Object.values(options).join(', ')
  const inLanguage = (text: string | undefined, apart: string) =>
    text && apart ? `${text} – ${apart}` : text
  return {
    fr: inLanguage(title.fr, name?.fr ?? name?.en ?? fallback),
    en: inLanguage(title.en, name?.en ?? name?.fr ?? fallback),
  }
}
