import type { CartQuote } from '@comptoir/contracts/cart-api'
import type { CartLine } from '@comptoir/contracts/carts'
import type { VariantSnapshot } from '@comptoir/contracts/catalog'
import { quoteShipping } from '@comptoir/contracts/shipping'
import type { Client } from '@comptoir/dapr/invoke'
import type { TaxRates } from '@comptoir/dapr/tax-rates'
import { compare, multiply, sum } from '@comptoir/money'
import { parisDayOf, taxRateOf } from '@comptoir/money/tax-rates'
import { priceOrder, type Totals } from '@comptoir/money/totals'
import { refuse } from '@comptoir/service/refusal'
import { requireActive, type StoredCart, type StoredLine, type Variants } from './cart.ts'
import type { VariantMemory } from './variant-memory.ts'

export type PricingDeps = {
  variants: VariantMemory
  shipping: Client
  taxRates: TaxRates
  clock: () => Date
}

/** VAT rate of a tax class in basis points. */
export type RateOf = (taxClass: string) => number

/** Where a cart is priced until its destination is known. */
const homeCountry = 'FR'

/** The VAT rates of today in the country that the goods go to. */
export async function readRates(
  { taxRates, clock }: Pick<PricingDeps, 'taxRates' | 'clock'>,
  countryCode = homeCountry,
): Promise<RateOf> {
  const rates = await taxRates()
  const sale = { countryCode, day: parisDayOf(clock()) }
  return (taxClass) => {
    const rateBps = taxRateOf(rates, sale, taxClass)
    if (rateBps === undefined) throw refuse('dependency_unavailable', `no VAT rate for ${taxClass}`)
    return rateBps
  }
}

type PricedLine = { sku: string; quantity: number } & Pick<
  VariantSnapshot,
  'taxClass' | 'weightGrams'
> & {
    unitPrice: VariantSnapshot['price']
  }

/** The lines that can be bought, at today's prices. */
function buyable(cart: StoredCart, variants: Variants): PricedLine[] {
  return cart.lines.flatMap(({ sku, quantity }) => {
    const variant = variants.get(sku)
    if (!variant?.active) return []
    const { price, taxClass, weightGrams } = variant
    return [{ sku, quantity, unitPrice: price, taxClass, weightGrams }]
  })
}

/** A line as the shopper sees it: today's price, and what changed since they touched it. */
function showLine(line: StoredLine, variant: VariantSnapshot | undefined): CartLine {
  const { productId, title, price, imagePath } = variant ?? line
  const flags: CartLine['flags'] = []
  if (!variant?.active) flags.push('unavailable')
  else if (compare(price, line.price) !== 0) flags.push('price_changed')
  return {
    sku: line.sku,
    productId,
    quantity: line.quantity,
    title,
    unitPrice: price,
    gross: multiply(price, line.quantity),
    flags,
    ...(imagePath !== undefined && { imagePath }),
  }
}

export type PricedCart = { lines: CartLine[]; totals: Totals }

/** The cart at today's prices, before shipping; lines that cannot be bought do not count. */
export function priceCart(cart: StoredCart, variants: Variants, rateOf: RateOf): PricedCart {
  const { currency } = cart
  const { totals } = priceOrder({ currency, lines: buyable(cart, variants), rateOf })
  return { lines: cart.lines.map((line) => showLine(line, variants.get(line.sku))), totals }
}

export type Destination = {
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
  const [variants, rateOf] = await Promise.all([
    deps.variants.findNow(cart.lines.map((line) => line.sku)),
    readRates(deps, shippingAddress.countryCode),
  ])
  const { currency } = cart
  const lines = buyable(cart, variants)
  if (lines.length === 0) throw refuse('cart_not_orderable', 'nothing in the cart can be bought')
  const gross = lines.map((line) => multiply(line.unitPrice, line.quantity))
  const { options } = await deps.shipping(quoteShipping, {
    body: {
      countryCode: shippingAddress.countryCode,
      postalCode: shippingAddress.postalCode,
      weightGrams: lines.reduce((grams, line) => grams + line.weightGrams * line.quantity, 0),
      itemsTotal: sum(gross, currency),
    },
    retry: true,
  })
  const chosen = shippingOptionId
    ? options.find((option) => option.optionId === shippingOptionId)
    : options[0]
  if (!chosen) throw refuse('no_shipping_option')
  const { totals } = priceOrder({ currency, lines, shipping: chosen, rateOf })
  return {
    lines: cart.lines.map((line) => showLine(line, variants.get(line.sku))),
    shippingOptions: options,
    shippingOptionId: chosen.optionId,
    totals,
  }
}
