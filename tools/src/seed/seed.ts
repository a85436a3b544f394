import { openCategories } from '@comptoir/catalogue-import/categories'
import { mapInParallel } from '../shop/parallel.ts'
import { createShopApi, type ShopApi } from '../shop/shop-api.ts'
import { asStaff, type Credentials } from '../shop/staff-session.ts'
import { openDemoAgent } from './demo-account.ts'
import { createCannedReplies } from './demo-canned-replies.ts'
import { createPriceLists } from './demo-price-lists.ts'
import { createPromotions } from './demo-promotions.ts'
import { type DemoProduct, type DemoShop, readDemoShop, readPicture } from './demo-shop.ts'
import { openDemoVendor, putVendorProducts, readDemoVendor } from './demo-vendor.ts'
import { draw, inputOf, putProduct } from './put-product.ts'

export type Seed = {
  gatewayUrl: string
  admin: Credentials
  progress: (text: string) => void
  /** Who sells beside the shop, and who answers conversations; nobody without. */
  people?: { vendor: Credentials; agent?: Credentials } | undefined
}

const lowThreshold = 5
const atOnce = 4

/** Loads the demo shop through the public API; what is there already stays as it is. */
export async function seedDemoShop(seed: Seed): Promise<void> {
  const { gatewayUrl, admin, progress, people } = seed
  const visitor = createShopApi(gatewayUrl)
  const shop = asStaff(visitor, admin)
  const { categories, products, makers } = readDemoShop()
  const vendorId =
    people && (await openDemoVendor({ shop: visitor, staff: shop, person: people.vendor }))
  if (people?.agent) await openDemoAgent(visitor, shop, people.agent)
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
  if (vendorId !== undefined) {
    progress('products of a vendor')
    await putVendorProducts(shop, { ids, vendorId })
  }
  progress('stock')
  const sold = vendorId === undefined ? products : [...products, ...readDemoVendor().products]
  const items = sold.flatMap(({ variants }) =>
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
