import type { ProductPrices } from '@comptoir/contracts/catalog/price-list-schemas'
import type { VariantSnapshot } from '@comptoir/contracts/catalog/schemas'
import type { Money } from '@comptoir/contracts/common'
import {
  type Customer,
  dependenciesOf,
  type ListPrice,
  listPriceOf,
  type Offer,
} from './price-list.ts'
import { type PricedVariant, type PublicPrice, publicPriceOf } from './public-price.ts'

/** Who asks, and for how many pieces in which currency; `at` is an instant in UTC. */
export type PriceRequest = {
  readonly currency: string
  readonly quantity: number
  readonly customer: Customer
  readonly at: string
}

export type VariantPrice = Pick<
  VariantSnapshot,
  'price' | 'compareAtPrice' | 'priceOrigin' | 'priceDependsOn'
>

type Offers = { readonly current: readonly Offer[]; readonly inTime: readonly Offer[] }

/**
 * What somebody pays for a piece, and why. Beside it stands what everyone pays, where that is more, else the former price of
 * a reduction for everyone. Nothing without a price in the currency: none is converted.
 */
export function variantPriceOf(
  priced: PricedVariant,
  { current, inTime }: Offers,
  request: PriceRequest,
): VariantPrice | undefined {
  const { price: base } = priced.variant
  const { currency, at } = request
  const isBaseCurrency = base.currency === currency
  const own = current.length === 0 ? undefined : listPriceOf(current, { ...request, base })
  const shown = isBaseCurrency ? publicPriceOf(priced, inTime, at) : undefined
  const price = own?.price ?? (isBaseCurrency ? base : undefined)
  if (!price) return undefined
  const dependencies = dependenciesOf(current, request)
  return {
    price,
    compareAtPrice: shown && compareAt(price, shown),
    priceOrigin: own && originOf(own),
    ...(dependencies.length > 0 && { priceDependsOn: dependencies }),
  }
}

/** The quantities from which on a piece has another price than fewer have, with that price. */
export function tiersOf(
  priced: PricedVariant,
  offers: Offers,
  request: Omit<PriceRequest, 'quantity'>,
): ProductPrices['items'][number]['tiers'] {
  const starts = offers.current.flatMap(({ entry }) => entry.tiers.map((tier) => tier.minQuantity))
  const quantities = [...new Set([1, ...starts])].sort((a, b) => a - b)
  const prices = quantities.map((quantity) =>
    variantPriceOf(priced, offers, { ...request, quantity }),
  )
  return prices.flatMap((found, n) => {
    const isOther = n > 0 && found && found.price.amount !== prices[n - 1]?.price.amount
    if (!isOther) return []
    const { price, priceOrigin } = found
    return [{ minQuantity: quantities[n] ?? 1, price, priceOrigin }]
  })
}

export function originOf({ list, minQuantity }: ListPrice) {
  return { priceListId: list.priceListId, name: list.name, minQuantity }
}

function compareAt(price: Money, shown: PublicPrice): Money | undefined {
  if (shown.price.amount > price.amount) return shown.price
  return shown.price.amount === price.amount ? shown.compareAtPrice : undefined
}
