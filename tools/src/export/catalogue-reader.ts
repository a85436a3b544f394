import type { ExportedCatalogue } from '@comptoir/catalogue-import/export-lines'
import type { CategoryView } from '@comptoir/contracts/catalog/category-schemas'
import type { ProductPage, ProductView } from '@comptoir/contracts/catalog/schemas'
import type { StockItem } from '@comptoir/contracts/inventory/schemas'
import { mapInParallel } from '../shop/parallel.ts'
import { readAll } from '../shop/running-shop.ts'
import type { ShopApi } from '../shop/shop-api.ts'

const perPage = 100

/** Reads the catalogue as staff see it: drafts and archived products, too. */
export async function readCatalogue(
  shop: ShopApi,
): Promise<ExportedCatalogue & { products: ProductView[] }> {
  const ask = async <T>(path: string) => (await shop<T>(`GET ${path}`)).body
  const ids = await productIds(ask)
  const products = await mapInParallel(ids, (id) => ask<ProductView>(`/api/products/${id}`))
  const { items } = await ask<{ items: CategoryView[] }>('/api/categories')
  const stock = await readAll<StockItem>(shop, '/api/stock')
  return {
    mostOptions: Math.max(0, ...products.map(({ options }) => options.length)),
    products: products.toSorted((a, b) =>
      a.createdAt + a.productId < b.createdAt + b.productId ? -1 : 1,
    ),
    categories: new Map(items.map((category) => [category.categoryId, category])),
    /** By SKU in lower case. */
    stock: new Map(stock.map((item) => [item.sku.toLowerCase(), item])),
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
