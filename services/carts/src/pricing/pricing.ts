import type {
  Cart,
  CartDegradation,
  CartLine,
  LineProblem,
} from '@comptoir/contracts/carts/schemas'
import type { VariantSnapshot } from '@comptoir/contracts/catalog/schemas'
import { limits } from '@comptoir/contracts/limits'
import { type Discounted, discountLines } from '@comptoir/contracts/promotions/discounted'
import type { CartDiscounts, PromotableCart } from '@comptoir/contracts/promotions/internal-routes'
import type { Promoted } from '@comptoir/dapr/sidecar/promotions'
import { compare, type Money, money, multiply, subtract } from '@comptoir/money'
import { taxToPrice } from '@comptoir/money/tax-decision'
import { priceOrder } from '@comptoir/money/totals'
import type { StoredCart, StoredLine, Variants } from '../cart.ts'
import { type CartDocument, cartLifeSeconds } from '../cart-store.ts'
import type { Deps } from '../deps.ts'
import { promotionsOf, showPromotions } from './cart-promotions.ts'
import { decideCartTax } from './cart-tax.ts'
import { leftOf } from './left.ts'
import { ownPrices, type PricedVariants } from './own-prices.ts'

export type PricingDeps = Pick<
  Deps,
  'variants' | 'customers' | 'shipping' | 'taxRates' | 'promotions' | 'clock'
>

/** VAT rate of a tax class in basis points, where there is one. */
type RateOf = (taxClass: string) => number | undefined

/** Why a variant cannot be ordered, if so: one line never keeps the others from being priced. */
function problemOf(variant: VariantSnapshot | undefined, rateOf: RateOf): LineProblem | undefined {
  if (!variant?.active) return 'unavailable'
  if (variant.price.amount > limits.amount) return 'price_too_high'
  return rateOf(variant.taxClass) === undefined ? 'no_tax_rate' : undefined
}

/** The lines that can be bought, at today's prices. */
export function buyable(cart: StoredCart, variants: Variants, rateOf: RateOf) {
  return cart.lines.flatMap(({ sku, quantity }) => {
    const variant = variants.get(sku)
    if (!variant || problemOf(variant, rateOf)) return []
    const { productId, price, taxClass, weightGrams, categoryIds, brand, vendorId } = variant
    const promoted = { productId, categoryIds, brand, vendorId }
    return [{ sku, quantity, unitPrice: price, taxClass, weightGrams, ...promoted }]
  })
}

type Known = { readonly variants: PricedVariants; readonly rateOf: RateOf }

/** A line as the shopper sees it: their price of today, and what changed for everyone since they touched it. */
function showLine(line: StoredLine & Discounted, { variants, rateOf }: Known): CartLine {
  const { everyone, own } = variants
  const variant = own.get(line.sku)
  const { productId, title, price, imagePath } = variant ?? line
  const { compareAtPrice, priceOrigin } = variant ?? {}
  const flags: CartLine['flags'] = []
  const problem = problemOf(variant, rateOf)
  if (problem || !variant) flags.push('unavailable')
  else if (isOtherPrice(everyone.get(line.sku), line)) flags.push('price_changed')
  const isEveryones = everyone.get(line.sku)?.price.amount === price.amount
  const { sku, quantity, discount, discounts } = line
  const full = grossOf(price, quantity)
  const gross = discount ? subtract(full, discount) : full
  return {
    ...{ sku, productId, quantity, title, unitPrice: price, compareAtPrice, priceOrigin },
    ...{ gross, discounts, flags, problem, imagePath },
    ...(flags.includes('price_changed') && isEveryones && { formerPrice: line.price }),
    left: leftOf(variant?.available, quantity),
  }
}

const isOtherPrice = (variant: VariantSnapshot | undefined, line: StoredLine): boolean =>
  variant !== undefined && compare(variant.price, line.price) !== 0

/** Nothing for a price above the highest: it may be from before there was one, and its product not exact. */
const grossOf = (price: Money, quantity: number): Money =>
  price.amount > limits.amount ? money(0, price.currency) : multiply(price, quantity)

export function showLines(
  cart: StoredCart,
  { discounts, ...known }: Known & { readonly discounts: CartDiscounts | undefined },
): CartLine[] {
  return discountLines(cart.lines, discounts).map((line) => showLine(line, known))
}

/** The cart as its owner sees it, before shipping; lines that cannot be bought do not count. `known` are variants that were looked up already. */
export async function showCart(
  deps: PricingDeps,
  document: CartDocument,
  known: Variants = new Map(),
): Promise<Cart> {
  const { id, version, data } = document
  const skus = data.lines.map((line) => line.sku)
  const missing = skus.filter((sku) => !known.has(sku))
  const [found, tax] = await Promise.all([deps.variants.find(missing), decideCartTax(deps)])
  const { rateOf } = tax
  const variants = await ownPrices(deps, data, new Map([...known, ...found]))
  const lines = buyable(data, variants.own, rateOf)
  const promoted = await promotionsOf(deps, data, { lines })
  const { discounts } = promoted
  const { owner, status, currency, createdAt, updatedAt } = data
  const { totals } = priceOrder({
    ...{ currency, lines: discountLines(lines, discounts), ...taxToPrice(tax) },
  })
  const expiresAt = new Date(Date.parse(updatedAt) + cartLifeSeconds * 1000).toISOString()
  return {
    cartId: id,
    ...(owner.kind === 'user' && { ownerUserId: owner.userId }),
    ...{ status, currency, totals, version, createdAt, updatedAt, expiresAt },
    lines: showLines(data, { variants, rateOf, discounts }),
    ...showPromotions(data, promoted),
    degraded: degradedBy(variants, promoted),
  }
}

/** What promotions say of a code on a cart, without the other codes of it. */
export async function evaluateCode(
  deps: PricingDeps,
  cart: StoredCart,
  { code, attempt }: { code: string; attempt: PromotableCart['attempt'] },
): Promise<Promoted> {
  const skus = cart.lines.map((line) => line.sku)
  const [everyone, { rateOf }] = await Promise.all([deps.variants.find(skus), decideCartTax(deps)])
  const { own } = await ownPrices(deps, cart, everyone)
  const lines = buyable(cart, own, rateOf)
  return await promotionsOf(deps, { ...cart, codes: [code] }, { lines, attempt })
}

/** What a cart does without, if anything. */
export function degradedBy(
  { degraded = [] }: PricedVariants,
  { isUnavailable }: Promoted,
): CartDegradation[] | undefined {
  const all = [...degraded, ...(isUnavailable ? (['promotions'] as const) : [])]
  return all.length > 0 ? all : undefined
}
