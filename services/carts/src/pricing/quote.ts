import type { CartQuote } from '@comptoir/contracts/carts/schemas'
import { discountLines, sumDiscounts } from '@comptoir/contracts/promotions/discounted'
import { quoteShipping } from '@comptoir/contracts/shipping/routes'
import { multiply, sum } from '@comptoir/money'
import { recordTax, taxToPrice } from '@comptoir/money/tax-decision'
import { priceOrder } from '@comptoir/money/totals'
import { refuse } from '@comptoir/service/problems/refusal'
import { requireActive, type StoredCart } from '../cart.ts'
import { promotionsOf, showPromotions } from './cart-promotions.ts'
import { decideCartTax } from './cart-tax.ts'
import { ownPrices } from './own-prices.ts'
import { buyable, degradedBy, type PricingDeps, showLines } from './pricing.ts'

type Destination = {
  shippingAddress: { countryCode: string; postalCode: string }
  shippingOptionId?: string | undefined
  paymentProvider: string
  email?: string | undefined
  vatId?: string | undefined
}

/** What the cart costs at a destination: by the same steps, and the same function, as its order will. */
export async function quoteCartTo(
  deps: PricingDeps,
  cart: StoredCart,
  { shippingAddress: address, shippingOptionId, paymentProvider, vatId, email }: Destination,
): Promise<Omit<CartQuote, 'cartId'>> {
  requireActive(cart)
  const buyerVat = vatId ? await deps.taxRates.checkBuyerVat(vatId) : undefined
  const [everyone, tax] = await Promise.all([
    deps.variants.findNow(cart.lines.map((line) => line.sku)),
    decideCartTax(deps, { address, buyerVat }),
  ])
  const { rateOf } = tax
  const { currency } = cart
  const variants = await ownPrices(deps, cart, everyone)
  const lines = buyable(cart, variants.own, rateOf)
  if (lines.length === 0) throw refuse('cart_not_orderable', 'nothing in the cart can be bought')
  const gross = lines.map((line) => multiply(line.unitPrice, line.quantity))
  const { countryCode, postalCode } = address
  const weightGrams = lines.reduce((grams, line) => grams + line.weightGrams * line.quantity, 0)
  const { options } = await deps.shipping(quoteShipping, {
    body: { countryCode, postalCode, weightGrams, itemsTotal: sum(gross, currency) },
    retry: true,
  })
  const chosen = shippingOptionId
    ? options.find((option) => option.optionId === shippingOptionId)
    : options[0]
  if (!chosen) throw refuse('no_shipping_option')
  const { price } = chosen
  const to = { shipping: price, countryCode, paymentMethod: paymentProvider, email }
  const promoted = await promotionsOf(deps, cart, { lines, ...to })
  const { discounts } = promoted
  const { totals } = priceOrder({
    ...{ currency, lines: discountLines(lines, discounts), ...taxToPrice(tax) },
    shipping: { price, ...sumDiscounts(discounts?.shipping) },
  })
  return {
    lines: showLines(cart, { variants, rateOf, discounts }),
    ...showPromotions(cart, promoted),
    degraded: degradedBy(variants, promoted),
    shippingOptions: options,
    shippingOptionId: chosen.optionId,
    totals,
    tax: {
      ...recordTax(
        tax,
        lines.map(({ taxClass }) => taxClass),
      ),
      ...(buyerVat && { buyerVat }),
    },
  }
}
