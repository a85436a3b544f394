import type { Cart } from '@comptoir/contracts/carts/schemas'
import type { Variants } from './cart.ts'
import { type CartDocument, cartLifeSeconds } from './cart-store.ts'
import { type PricingDeps, priceCart, readRates } from './pricing.ts'

/** The cart as its owner sees it; `known` are variants that were looked up already. */
export async function showCart(
  deps: PricingDeps,
  document: CartDocument,
  known: Variants = new Map(),
): Promise<Cart> {
  const { id, version, data } = document
  const skus = data.lines.map((line) => line.sku)
  const missing = skus.filter((sku) => !known.has(sku))
  const [found, rateOf] = await Promise.all([deps.variants.find(missing), readRates(deps)])
  const { lines, totals } = priceCart(data, new Map([...known, ...found]), rateOf)
  const { owner, status, currency, createdAt, updatedAt } = data
  const expiresAt = new Date(Date.parse(updatedAt) + cartLifeSeconds * 1000).toISOString()
  return {
    cartId: id,
    ...(owner.kind === 'user' && { ownerUserId: owner.userId }),
    ...{ status, currency, lines, totals, version, createdAt, updatedAt, expiresAt },
  }
}
