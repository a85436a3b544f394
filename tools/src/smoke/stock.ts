import { anythingInStock, require, type SmokeTest } from './around.ts'

type Item = { readonly available: number; readonly onHand?: number }

/** What anyone may know of an item's stock, and what staff may. */
export const stock: SmokeTest = async ({ shop, staff }) => {
  const { sku } = await anythingInStock(shop)
  const { body: seen } = await shop<Item>(`GET /api/stock/${sku}`)
  require(seen.available > 0, `${sku} is listed as in stock, and ${seen.available} are available`)
  require(seen.onHand === undefined, `anyone sees how many of ${sku} are on hand`)
  const { body: known } = await staff<Item>(`GET /api/stock/${sku}`)
  require((known.onHand ?? 0) > 0, `staff do not see how many of ${sku} are on hand`)
  await staff('GET /api/stock?limit=1')
}
