import type { Cart, CartLine, CartQuote, LineProblem } from '@comptoir/contracts/carts/schemas'
import type { VariantSnapshot } from '@comptoir/contracts/catalog/schemas'
import { limits } from '@comptoir/contracts/limits'
import { quoteShipping } from '@comptoir/contracts/shipping/routes'
import { compare, type Money, money, multiply, sum } from '@comptoir/money'
import { parisDayOf, taxClassesOf, taxRateOf } from '@comptoir/money/tax-rates'
import { priceOrder } from '@comptoir/money/totals'
import { refuse } from '@comptoir/service/problems/refusal'
import { requireActive, type StoredCart, type StoredLine, type Variants } from './cart.ts'
import { type CartDocument, cartLifeSeconds } from './cart-store.ts'
import type { Deps } from './deps.ts'
import { ownPrices, type PricedVariants } from './own-prices.ts'

type PricingDeps = Pick<Deps, 'variants' | 'customers' | 'shipping' | 'taxRates' | 'clock'>

/** VAT rate of a tax class in basis points, where there is one. */
type RateOf = (taxClass: string) => number | undefined

/** Where a cart is priced until its destination is known. */
const homeCountry = 'FR'

/** The VAT rates of today in the country that the goods go to. */
async function readRates(
  { taxRates, clock }: Pick<PricingDeps, 'taxRates' | 'clock'>,
  countryCode = homeCountry,
): Promise<RateOf> {
  const rates = await taxRates.read()
  const sale = { countryCode, day: parisDayOf(clock()) }
  if (taxClassesOf(rates, sale).length > 0) return (taxClass) => taxRateOf(rates, sale, taxClass)
  const message = `we do not sell to ${countryCode}`
  const error = { field: 'shippingAddress.countryCode', code: 'unsold_country', message }
  throw refuse('no_shipping_option', message, { errors: [error] })
}

/** Why a variant cannot be ordered, if so: one line never keeps the others from being priced. */
function problemOf(variant: VariantSnapshot | undefined, rateOf: RateOf): LineProblem | undefined {
  if (!variant?.active) return 'unavailable'
  if (variant.price.amount > limits.amount) return 'price_too_high'
  return rateOf(variant.taxClass) === undefined ? 'no_tax_rate' : undefined
}

/** The lines that can be bought, at today's prices. */
function buyable(cart: StoredCart, variants: Variants, rateOf: RateOf) {
  return cart.lines.flatMap(({ sku, quantity }) => {
    const variant = variants.get(sku)
    if (!variant || problemOf(variant, rateOf)) return []
    const { price, taxClass, weightGrams } = variant
    return [{ sku, quantity, unitPrice: price, taxClass, weightGrams }]
  })
}

/** A line as the shopper sees it: their price of today, and what changed for everyone since they touched it. */
function showLine(line: StoredLine, { everyone, own }: PricedVariants, rateOf: RateOf): CartLine {
  const variant = own.get(line.sku)
  const { productId, title, price, imagePath } = variant ?? line
  const { compareAtPrice, priceOrigin } = variant ?? {}
  const flags: CartLine['flags'] = []
  const problem = problemOf(variant, rateOf)
  if (problem || !variant) flags.push('unavailable')
  else if (isOtherPrice(everyone.get(line.sku), line)) flags.push('price_changed')
  const { sku, quantity } = line
  const gross = grossOf(price, quantity)
  return {
    ...{ sku, productId, quantity, title, unitPrice: price, compareAtPrice, priceOrigin },
    ...{ gross, flags, problem, imagePath },
  }
}

const isOtherPrice = (variant: VariantSnapshot | undefined, line: StoredLine): boolean =>
  variant !== undefined && compare(variant.price, line.price) !== 0

/** Nothing for a price above the highest: it may be from before there was one, and its product not exact. */
const grossOf = (price: Money, quantity: number): Money =>
  price.amount > limits.amount ? money(0, price.currency) : multiply(price, quantity)

/** The cart at today's prices, before shipping; lines that cannot be bought do not count. */
function priceCart(cart: StoredCart, variants: PricedVariants, rateOf: RateOf) {
  const lines = buyable(cart, variants.own, rateOf)
  const { totals } = priceOrder({ currency: cart.currency, lines, rateOf: knownRate(rateOf) })
  return { lines: showLines(cart, variants, rateOf), totals }
}

function showLines(cart: StoredCart, variants: PricedVariants, rateOf: RateOf): CartLine[] {
  return cart.lines.map((line) => showLine(line, variants, rateOf))
}

/** For lines that can be bought: they have a rate. Shipping without goods is never priced. */
const knownRate = (rateOf: RateOf) => (taxClass: string) => rateOf(taxClass) ?? 0

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
  const variants = await ownPrices(deps, data, new Map([...known, ...found]))
  const { lines, totals } = priceCart(data, variants, rateOf)
  const { owner, status, currency, createdAt, updatedAt } = data
  const expiresAt = new Date(Date.parse(updatedAt) + cartLifeSeconds * 1000).toISOString()
  return {
    cartId: id,
    ...(owner.kind === 'user' && { ownerUserId: owner.userId }),
    ...{
      status,
      currency,
      lines,
      degraded: variants.degraded,
      totals,
      version,
      createdAt,
      updatedAt,
      expiresAt,
    },
  }
}

type Destination = {
  shippingAddress: { countryCode: string; postalCode: string }
  shippingOptionId?: string | undefined
}

/** What the cart costs at a destination: by the same steps, and the same function, as its order will. */
export async function quoteCartTo(
  deps: PricingDeps,
  cart: StoredCart,
  { shippingAddress, shippingOptionId }: Destination,
): Promise<Omit<CartQuote, 'cartId'>> {
  requireActive(cart)
  const [everyone, rateOf] = await Promise.all([
    deps.variants.findNow(cart.lines.map((line) => line.sku)),
    readRates(deps, shippingAddress.countryCode),
  ])
  const { currency } = cart
  const variants = await ownPrices(deps, cart, everyone)
  const lines = buyable(cart, variants.own, rateOf)
  if (lines.length === 0) throw refuse('cart_not_orderable', 'nothing in the cart can be bought')
  const gross = lines.map((line) => multiply(line.unitPrice, line.quantity))
  const { countryCode, postalCode } = shippingAddress
  const weightGrams = lines.reduce((grams, line) => grams + line.weightGrams * line.quantity, 0)
  const { options } = await deps.shipping(quoteShipping, {
    body: { countryCode, postalCode, weightGrams, itemsTotal: sum(gross, currency) },
    retry: true,
  })
  const chosen = shippingOptionId
    ? options.find((option) => option.optionId === shippingOptionId)
    : options[0]
  if (!chosen) throw refuse('no_shipping_option')
  const { totals } = priceOrder({ currency, lines, shipping: chosen, rateOf: knownRate(rateOf) })
  return {
    lines: showLines(cart, variants, rateOf),
    degraded: variants.degraded,
    shippingOptions: options,
    shippingOptionId: chosen.optionId,
    totals,
  }
}
