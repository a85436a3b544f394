import { openCategories } from '@comptoir/catalogue-import/categories'
import type { ProductInput, ProductView } from '@comptoir/contracts/catalog/schemas'
import { lookUp } from '@comptoir/contracts/look-up'
import sharp from 'sharp'
import { mapInParallel } from '../shop/parallel.ts'
import { createShopApi, type ShopApi } from '../shop/shop-api.ts'
import { asStaff, type Credentials } from '../shop/staff-session.ts'
import { createCannedReplies } from './demo-canned-replies.ts'
import { createPriceLists } from './demo-price-lists.ts'
import { createPromotions } from './demo-promotions.ts'
import {
  type DemoProduct,
  type DemoShop,
  detailOf,
  readDemoShop,
  readPicture,
} from './demo-shop.ts'

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
  const shop = asStaff(createShopApi(gatewayUrl), admin)
  const { categories, products, makers } = readDemoShop()
  const ids = await putCategories(shop, categories)
  let begun = 0
  const put = (product: DemoProduct) => {
    progress(`${++begun} of ${products.length} products`)
    return putProduct(shop, inputOf(product, { ids, makers }), product.key)
  }
  await mapInParallel(products, put, atOnce)
  progress('price lists')
  await createPriceLists(shop, ids)
  progress('promotions')
  await createPromotions(shop)
  progress('canned replies')
  await createCannedReplies(shop)
  progress('stock')
  const items = products.flatMap(({ variants }) =>
    variants.map(({ sku, stock }) => ({ sku, onHand: stock, lowThreshold })),
  )
  await shop('PUT /api/stock', { body: { items } })
}

async function putCategories(
  shop: ShopApi,
  categories: DemoShop['categories'],
): Promise<Map<string, string>> {
  const { find, known } = await openCategories(shop)
  const pictured = new Set(known.filter(({ imagePath }) => imagePath).map(({ slug }) => slug))
  const ids = new Map<string, string>()
  for (const { slug, under, name, description, picture } of categories) {
    const parentId = under === undefined ? undefined : ids.get(under)
    const id = await find({ slug, name, description, ...(parentId !== undefined && { parentId }) })
    ids.set(slug, id)
    if (pictured.has(slug)) continue
    await shop(`PUT /api/categories/${id}/image`, { file: await draw(readPicture(picture)) })
  }
  return ids
}

async function putProduct(shop: ShopApi, body: ProductInput, key: string): Promise<void> {
  const operation = `PUT /api/products/by-external-id/demo-${key}`
  const { body: put } = await shop<{ productId: string }>(operation, { body })
  const path = `/api/products/${put.productId}`
  const { body: view } = await shop<ProductView>(`GET ${path}`)
  const whole = readPicture(key)
  for (const drawing of [whole, detailOf(whole)].slice(view.images.length)) {
    await shop(`POST ${path}/images`, { file: await draw(drawing) })
  }
}

type Known = { readonly ids: ReadonlyMap<string, string>; readonly makers: DemoShop['makers'] }

function inputOf(product: DemoProduct, { ids, makers }: Known): ProductInput {
  const maker = lookUp(makers, product.brand)
  const { title, description, brand, taxClass, attributes, variants } = product
  return {
    slug: product.key,
    status: 'active',
    title,
    description,
    brand,
    taxClass,
    attributes,
    ...(maker && { safety: { manufacturer: { name: product.brand, ...maker } } }),
    categoryIds: product.categories.map((slug) => ids.get(slug) ?? ''),
    variants: variants.map(({ sku, price, weight, name, options }) => ({
      sku,
      options,
      ...(name && { name }),
      price: { amount: price, currency: 'EUR' },
      weightGrams: weight,
    })),
  }
}

/** A drawing as a picture to upload. */
async function draw(drawing: string): Promise<{ bytes: Uint8Array; type: string }> {
  const picture = sharp(Buffer.from(drawing), { density: 144 })
  return {
    bytes: await picture.resize({ width: pictureWidth }).png().toBuffer(),
    type: 'image/png',
  }
}
