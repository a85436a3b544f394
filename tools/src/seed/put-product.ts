import type { ProductInput, ProductView } from '@comptoir/contracts/catalog/schemas'
import { lookUp } from '@comptoir/contracts/look-up'
import sharp from 'sharp'
import type { ShopApi } from '../shop/shop-api.ts'
import { type DemoProduct, type DemoShop, detailOf, readPicture } from './demo-shop.ts'

const pictureWidth = 1200

/** Puts a product of the demo shop on sale, with its pictures; what is there already stays as it is. */
export async function putProduct(shop: ShopApi, body: ProductInput, key: string): Promise<void> {
  const operation = `PUT /api/products/by-external-id/demo-${key}`
  const { body: put } = await shop<{ productId: string }>(operation, { body })
  const path = `/api/products/${put.productId}`
  const { body: view } = await shop<ProductView>(`GET ${path}`)
  const whole = readPicture(key)
  for (const drawing of [whole, detailOf(whole)].slice(view.images.length)) {
    await shop(`POST ${path}/images`, { file: await draw(drawing) })
  }
}

type Known = {
  /** Of categories, by their slugs. */
  readonly ids: ReadonlyMap<string, string>
  readonly makers: DemoShop['makers']
  /** Who sells it, if not the shop. */
  readonly vendorId?: string
}

export function inputOf(product: DemoProduct, { ids, makers, vendorId }: Known): ProductInput {
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
    ...(vendorId !== undefined && { vendorId }),
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
export async function draw(drawing: string): Promise<{ bytes: Uint8Array; type: string }> {
  const picture = sharp(Buffer.from(drawing), { density: 144 })
  return {
    bytes: await picture.resize({ width: pictureWidth }).png().toBuffer(),
    type: 'image/png',
  }
}
