import type { CategoryView } from '@comptoir/contracts/catalog/category-schemas'
import type { ProductPage, ProductView } from '@comptoir/contracts/catalog/schemas'
import type { StockItem } from '@comptoir/contracts/inventory/schemas'
import type { ShopApi } from '../shop/shop-api.ts'

/** Everything that an export writes. */
export type ExportedCatalogue = {
  readonly products: readonly ProductView[]
  readonly categories: ReadonlyMap<string, CategoryView>
  /** By SKU in lower case. */
  readonly stock: ReadonlyMap<string, StockItem>
}

const perPage = 100
const atOnce = 8

/** Reads the catalogue as staff see it: drafts and archived products, too. */
export async function readCatalogue(
  shop: ShopApi,
  token: () => Promise<string>,
): Promise<ExportedCatalogue> {
  const ask = async <T>(path: string) =>
    (await shop<T>(`GET ${path}`, { token: await token() })).body
  const ids = await productIds(ask)
  const products = await inTurns(ids, (id) => ask<ProductView>(`/api/products/${id}`))
  const { items } = await ask<{ items: CategoryView[] }>('/api/categories')
  return {
    products: products.toSorted((a, b) =>
      a.createdAt + a.productId < b.createdAt + b.productId ? -1 : 1,
    ),
    categories: new Map(items.map((category) => [category.categoryId, category])),
    stock: await stockItems(ask),
  }
}

type Ask = <T>(path: string) => Promise<T>

async function productIds(ask: Ask): Promise<string[]> {
  const ids = new Set<string>()
  for (let page = 1; ; page++) {
    const path = `/api/products?status=all&facets=false&limit=${perPage}&page=${page}`
    const { items, pages } = await ask<ProductPage>(path)
    for (const { productId } of items) ids.add(productId)
    if (page >= pages) return [...ids]
  }
}

async function stockItems(ask: Ask): Promise<Map<string, StockItem>> {
  const items = new Map<string, StockItem>()
  let cursor: string | undefined
  do {
    const after: string = cursor === undefined ? '' : `&cursor=${encodeURIComponent(cursor)}`
    const page: { items: StockItem[]; nextCursor?: string } = await ask(
      `/api/stock?limit=${perPage}${after}`,
    )
    for (const item of page.items) items.set(item.sku.toLowerCase(), item)
    cursor = page.nextCursor
  } while (cursor !== undefined)
  return items
}

async function inTurns<T, R>(items: readonly T[], work: (item: T) => Promise<R>): Promise<R[]> {
  const results: R[] = []
  const waiting = [...items]
  async function go(): Promise<void> {
    for (let item = waiting.shift(); item !== undefined; item = waiting.shift()) {
      results.push(await work(item))
    }
  }
  await Promise.all(Array.from({ length: atOnce }, go))
  return results
}
