import { expect } from '@playwright/test'
import { eventually } from '../../../src/api.ts'
import { sell } from '../../../src/shopper.ts'
import type { Shop } from '../test.ts'

export type StaffProduct = {
  readonly productId: string
  readonly status: string
  readonly title: { readonly fr?: string; readonly en?: string }
  readonly version: number
  readonly vendorId?: string
  readonly variants: readonly {
    readonly sku: string
    readonly price: { readonly amount: number }
    readonly weightGrams: number
    readonly options: Readonly<Record<string, string>>
  }[]
  readonly images: readonly { readonly path: string; readonly alt?: { readonly fr?: string } }[]
}

/** A product as staff see it. */
export async function readProduct({ api, staff }: Shop, productId: string): Promise<StaffProduct> {
  const token = await staff()
  return (await api<StaffProduct>(`GET /api/products/${productId}`, { token })).body
}

/** A product of one test alone, on sale. */
export async function productNamed(
  shop: Shop,
  title: string,
  price = 2_000,
): Promise<StaffProduct> {
  const token = await shop.staff()
  const sku = await sell(shop.api, token, { price, stock: 5, title })
  const { body } = await eventually(
    'the product to be listed',
    () => shop.api<{ items: StaffProduct[] }>(`GET /api/products?status=all&q=${sku}`, { token }),
    (found) => found.body.items?.length === 1,
  )
  return await readProduct(shop, body.items[0]?.productId ?? '')
}

/** Somebody else gives a product another title. */
export async function retitle(shop: Shop, { productId }: StaffProduct, fr: string): Promise<void> {
  const token = await shop.staff()
  const now = await readProduct(shop, productId)
  const body = { ...now, title: { ...now.title, fr } }
  const { status } = await shop.api(`PUT /api/products/${productId}`, { token, body })
  expect(status).toBe(200)
}
