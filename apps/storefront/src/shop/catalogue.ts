import type { readVendorTrader } from '@comptoir/contracts/admin/vendors/routes'
import type { VendorTrader } from '@comptoir/contracts/admin/vendors/schemas'
import type { listCategories, readCategory } from '@comptoir/contracts/catalog/category-routes'
import type { CategoryView } from '@comptoir/contracts/catalog/category-schemas'
import type {
  listProducts,
  listRelatedProducts,
  readProduct,
} from '@comptoir/contracts/catalog/product-routes'
import type { ProductPage, ProductSummary, ProductView } from '@comptoir/contracts/catalog/schemas'
import { CallError } from '@comptoir/site/call'
import { cache } from 'react'
import { noteDegraded, noteFailure, noteTags } from './page-tags.ts'
import { call } from './shop.ts'

export type CategoryNode = CategoryView & { readonly children?: readonly CategoryNode[] }

/** The shelves of the shop; none when the catalogue does not answer: a page without them is still a page. Read once a render. */
export const readShelves = cache(async (): Promise<readonly CategoryNode[]> => {
  noteTags('nav')
  try {
    const { items } = await call<typeof listCategories>('GET /api/categories', {
      query: { tree: 'true' },
      timeoutMs: 3_000,
    })
    return items as CategoryNode[]
  } catch {
    noteDegraded()
    return []
  }
})

/** A category by its slug; nothing when there is none. Read once a render, for the page and for what its head says. */
export const findCategory = cache(async (slug: string) => {
  const category = await found(
    call<typeof readCategory>('GET /api/categories/{id}', { params: { id: slug } }),
  )
  if (category) noteTags(`category:${category.categoryId}`, 'nav')
  return category
})

export type ListQuery = Readonly<Record<string, string | readonly string[] | undefined>>

async function readList(query: ListQuery, locale: 'fr' | 'en'): Promise<ProductPage> {
  noteTags('search')
  const page = await call<typeof listProducts>('GET /api/products', {
    query: { ...query, locale } as never,
  })
  noteProducts(page.items)
  return page
}

/** A list of products with its facets. */
export const listOf = (query: ListQuery, locale: 'fr' | 'en'): Promise<ProductPage> =>
  readList(query, locale).catch((error: unknown) => noteAndThrow(error))

function noteProducts(products: readonly ProductSummary[]): void {
  for (const { productId, skus } of products)
    noteTags(`product:${productId}`, ...skus.map((sku) => `sku:${sku}`))
}

/** What a shopper of a product may like; none when the catalogue does not say: the page is one without it. */
export async function relatedTo(productId: string): Promise<readonly ProductSummary[]> {
  try {
    const { items } = await call<typeof listRelatedProducts>('GET /api/products/{id}/related', {
      params: { id: productId },
      query: { limit: '4' },
      timeoutMs: 3_000,
    })
    noteProducts(items)
    return items
  } catch {
    noteDegraded()
    return []
  }
}

/** Who sells a product; nothing of the shop's own, and none when admin does not say: the page then says that a part is missing. */
export async function traderOf(vendorId: string | undefined): Promise<VendorTrader | undefined> {
  if (vendorId === undefined) return undefined
  noteTags(`vendor:${vendorId}`)
  try {
    return await call<typeof readVendorTrader>('GET /api/vendors/{vendorId}', {
      params: { vendorId },
      timeoutMs: 3_000,
    })
  } catch {
    noteDegraded()
    return undefined
  }
}

/** The list, or nothing when the catalogue does not answer: for a part of a page that can be missing. */
export async function listIfPossible(
  query: ListQuery,
  locale: 'fr' | 'en',
): Promise<ProductPage | undefined> {
  return await readList(query, locale).catch(() => {
    noteDegraded()
    return undefined
  })
}

/** A product by its slug, archived ones too; nothing when there is none. Read once a render, for the page and for what its head says. */
export const findProduct = cache(async (slug: string): Promise<ProductView | undefined> => {
  const product = await found(
    call<typeof readProduct>('GET /api/products/{id}', { params: { id: slug } }),
  )
  if (!product) return undefined
  noteTags(`product:${product.productId}`, ...product.variants.map(({ sku }) => `sku:${sku}`))
  return product as ProductView
})

async function found<T>(asked: Promise<T>): Promise<T | undefined> {
  try {
    return await asked
  } catch (error) {
    // 400: an address that no id or slug can have
    if (error instanceof CallError && [400, 404].includes(error.problem.status)) return undefined
    return noteAndThrow(error)
  }
}

function noteAndThrow(error: unknown): never {
  const problem = error instanceof CallError ? error.problem : undefined
  const again = problem?.['retryAfterSeconds']
  noteFailure({
    status: problem?.status ?? 500,
    ...(typeof again === 'number' && { retryAfterSeconds: again }),
  })
  throw error
}
