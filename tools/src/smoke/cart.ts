import { fillGuestCart } from '../shop/demo-shopper.ts'
import { ShopProblem } from '../shop/shop-api.ts'
import { anythingInStock, require, type SmokeTest } from './around.ts'

/** Fills a guest's cart, reads it with its token and not without, quotes delivery, deletes it. */
export const cart: SmokeTest = async ({ shop }) => {
  const { sku } = await anythingInStock(shop)
  const { body: opened } = await fillGuestCart(shop, [{ sku, quantity: 1 }])
  const headers: Record<string, string> = { 'cart-token': opened.cartToken ?? '' }
  const path = `/carts/${opened.cartId}`
  const { body: read } = await shop<{ lines: readonly object[] }>(`GET ${path}`, { headers })
  require(read.lines.length === 1, `the cart has ${read.lines.length} lines, not 1`)
  const stranger = await shop(`GET ${path}`).catch((error: unknown) => error)
  require(stranger instanceof ShopProblem, 'a guest cart is readable without its token')
  const body = { shippingAddress: { countryCode: 'FR', postalCode: '69002' } }
  const quote = await shop<{ shippingOptions: readonly object[] }>(`POST ${path}/quote`, {
    headers,
    body,
  })
  require(quote.body.shippingOptions.length > 0, 'nothing delivers to Lyon')
  await shop(`DELETE /cart/${opened.cartId}`, { headers })
}
