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

export function originOf({ list, minQuantity }: ListPrice) {
  return { priceListId: list.priceListId, name: list.name, minQuantity }
}

function compareAt(price: Money, shown: PublicPrice): Money | undefined {
  if (shown.price.amount > price.amount) return shown.price
  return shown.price.amount === price.amount ? shown.compareAtPrice : undefined
}
