import type { ProductPage, ProductSummary } from '@comptoir/contracts/catalog/schemas'
import { UserError } from '../runner/screen/user-error.ts'
import { variantInStock } from '../shop/demo-shopper.ts'
import type { ShopApi } from '../shop/shop-api.ts'

/** What a smoke test works with. */
export type Around = {
  readonly gatewayUrl: string
  /** The shop as anyone asks it, and as staff do. */
  readonly shop: ShopApi
  readonly staff: ShopApi
  readonly ledgerUrl: string | undefined
}

/** Uses a capability as a client does; throws a UserError that says what is wrong with it. */
export type SmokeTest = (around: Around) => Promise<void>

/** Ends the test unless something holds. */
export function require(holds: unknown, otherwise: string): asserts holds {
  if (!holds) throw new UserError(otherwise)
}

/** A product that is in stock, and its variant. */
export async function anythingInStock(
  shop: ShopApi,
): Promise<{ product: ProductSummary; sku: string }> {
  const { body } = await shop<ProductPage>('GET /api/products?inStock=true&limit=5')
  const [product] = body.items
  require(product, 'the shop has nothing in stock: load the demo shop, or import a catalogue')
  return { product, sku: await variantInStock(shop, product) }
}

export const isPdf = (bytes: Uint8Array) => Buffer.from(bytes.subarray(0, 5)).toString() === '%PDF-'

/** The shop was not made for this capability: it is left out, unless it was asked for. */
export class LeftOut extends UserError {}
