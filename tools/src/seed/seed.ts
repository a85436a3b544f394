import type { ProductInput, ProductView } from '@comptoir/contracts/catalog/schemas'
import sharp from 'sharp'
import { createCategoryFinder } from '../shop/categories.ts'
import { mapInParallel } from '../shop/parallel.ts'
import type { StaffShop } from '../shop/running-shop.ts'
import { createShopApi } from '../shop/shop-api.ts'
import { type Credentials, createStaffSession } from '../shop/staff-session.ts'
import { type DemoProduct, type DemoShop, readDemoShop, readPicture } from './demo-shop.ts'

export type Seed = {
  gatewayUrl: string
  admin: Credentials
  progress: (text: string) => void
}

const pictureWidth = 1200
const lowThreshold = 5
const atOnce = 4

/** Loads the demo shop through the public API; what is there already stays as it is. */
export async function seedDemoShop({ gatewayUrl, admin, progress }: Seed): Promise<void> {
  const shop = createShopApi(gatewayUrl)
  const staff: StaffShop = { shop, token: createStaffSession(shop, admin) }
  const { categories, products } = readDemoShop()
  const ids = await putCategories(staff, categories)
  let begun = 0
  const put = (product: DemoProduct) => {
    progress(`${++begun} of ${products.length} products`)
    return putProduct(staff, product, ids)
  }
  await mapInParallel(products, put, atOnce)
  progress('stock')
  const items = products.flatMap(({ variants }) =>
    variants.map(({ sku, stock }) => ({ sku, onHand: stock, lowThreshold })),
  )
  await shop('PUT /api/stock', { token: await staff.token(), body: { items } })
}

async function putCategories(
  staff: StaffShop,
  categories: DemoShop['categories'],
): Promise<Map<string, string>> {
  const find = await createCategoryFinder(staff)
  const ids = new Map<string, string>()
  for (const { slug, under, name } of categories) {
    const parentId = under === undefined ? undefined : ids.get(under)
    ids.set(slug, await find({ slug, name, ...(parentId !== undefined && { parentId }) }))
  }
  return ids
}

async function putProduct(
  { shop, token }: StaffShop,
  product: DemoProduct,
  categories: ReadonlyMap<string, string>,
): Promise<void> {
  const operation = `PUT /api/products/by-external-id/demo-${product.key}`
  const body = inputOf(product, categories)
  const { body: put } = await shop<{ productId: string }>(operation, { token: await token(), body })
  const path = `/api/products/${put.productId}`
  const { body: view } = await shop<ProductView>(`GET ${path}`, { token: await token() })
  if (view.images.length > 0) return
  const file = { bytes: await draw(product.key), type: 'image/png' }
  await shop(`POST ${path}/images`, { token: await token(), file })
}

function inputOf(product: DemoProduct, categories: ReadonlyMap<string, string>): ProductInput {
  const { title, description, brand, taxClass, attributes, variants } = product
  return {
    slug: product.key,
    status: 'active',
    title,
    description,
    brand,
    taxClass,
    attributes,
    categoryIds: product.categories.map((slug) => categories.get(slug) ?? ''),
    variants: variants.map(({ sku, price, weight, name, options }) => ({
      sku,
      options,
      ...(name && { name }),
      price: { amount: price, currency: 'EUR' },
      weightGrams: weight,
    })),
  }
}

/** The product's drawing as a picture to upload. */
async function draw(key: string): Promise<Buffer> {
  const drawing = sharp(readPicture(key), { density: 144 })
  return await drawing.resize({ width: pictureWidth }).png().toBuffer()
}
