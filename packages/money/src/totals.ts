import { add, type Money, multiply, subtract, sum } from './money.ts'
import {
  byRate,
  mainRateOf,
  type Rates,
  splitOverRates,
  sums,
  type Taxed,
  tax,
  type Weight,
} from './taxed.ts'

export type LineToPrice = {
  readonly quantity: number
  /** Price of one: VAT included, or without it where prices are `net`. */
  readonly unitPrice: Money
  readonly taxClass: string
  /** What promotions take off the whole line, in the same kind of price; at most what it costs. */
  readonly discount?: Money | undefined
}
export type ShippingToPrice = { readonly price: Money; readonly discount?: Money | undefined }

/** Whether the prices of a shop include VAT. */
export type PriceKind = 'gross' | 'net'

/**
 * The sums of a cart or an order. Subtotal, discount and shipping are in the kind of price that the shop shows; the grand
 * total includes VAT.
 */
export type Totals = {
  /** Lines before discounts. */
  itemsSubtotal: Money
  /** What promotions take off the lines; not there when it is nothing. */
  itemsDiscount?: Money
  /** Shipping as it is charged. */
  shipping: Money
  /** What promotions took off the shipping; not there when it is nothing. */
  shippingDiscount?: Money
  vatByRate: Taxed[]
  vatTotal: Money
  grandTotal: Money
}

export type ToPrice<L extends LineToPrice, S extends ShippingToPrice> = {
  readonly currency: string
  readonly lines: readonly L[]
  readonly shipping?: S | undefined
  /** VAT rate of a tax class in basis points. */
  readonly rateOf: (taxClass: string) => number
  /** Default: `gross`. */
  readonly prices?: PriceKind | undefined
  /**
   * The VAT rate that gross prices include, where it is another than the one charged: an export is free of the VAT of
   * home, so that its buyer pays the net price (directive 2006/112/EC, art. 146). Default: `rateOf`.
   */
  readonly includedRateOf?: ((taxClass: string) => number) | undefined
}

export type PricedOrder<L extends LineToPrice, S extends ShippingToPrice> = {
  lines: (L & Taxed)[]
  shipping: (S & Taxed) | undefined
  totals: Totals
}

/**
 * Prices a cart or an order. VAT is computed per line, from what is left of it after discounts. Shipping takes the VAT
 * rates of the goods, in proportion to their value. The grand total is the sum of gross amounts, never computed from net
 * amounts. Throws a RangeError for a discount below zero or above what it is taken off.
 * @example priceOrder({ currency: 'EUR', lines, shipping: { price }, rateOf: (taxClass) => 2000 })
 */
export function priceOrder<L extends LineToPrice, S extends ShippingToPrice>(
  order: ToPrice<L, S>,
): PricedOrder<L, S> {
  const { currency, shipping: toShip } = order
  const { prices = 'gross' } = order
  const ratesOf = ratesIn(order)
  const full = order.lines.map((line) => tax(fullPriceOf(line), ratesOf(line.taxClass)))
  const lines = order.lines.map((line) => ({
    ...line,
    ...tax(reducedPriceOf(line), ratesOf(line.taxClass)),
  }))
  const goods = goodsByRates(order, ratesOf)
  const shipped = (price: Money) => splitOverRates(price, goods, ratesOf('standard'))
  const parts = toShip ? shipped(reduced(toShip.price, toShip.discount)) : []
  const fullParts = toShip ? shipped(toShip.price) : []
  const shownSum = (amounts: readonly Taxed[]) => sums(amounts, currency)[prices]
  const discounts = {
    itemsDiscount: subtract(shownSum(full), shownSum(lines)),
    shippingDiscount: subtract(shownSum(fullParts), shownSum(parts)),
  }
  return {
    lines,
    shipping: toShip && {
      ...toShip,
      vatRateBps: mainRateOf(goods, parts),
      ...sums(parts, currency),
    },
    totals: {
      itemsSubtotal: shownSum(full),
      ...(discounts.itemsDiscount.amount > 0 && { itemsDiscount: discounts.itemsDiscount }),
      shipping: shownSum(parts),
      ...(discounts.shippingDiscount.amount > 0 && {
        shippingDiscount: discounts.shippingDiscount,
      }),
      vatByRate: byRate([...lines, ...parts], currency),
      vatTotal: add(sums(lines, currency).vat, sums(parts, currency).vat),
      grandTotal: add(sums(lines, currency).gross, sums(parts, currency).gross),
    },
  }
}

/** What one tax class is charged, and what its prices include: nothing in a shop of net prices. */
function ratesIn({
  rateOf,
  includedRateOf = rateOf,
  prices = 'gross',
}: Omit<ToPrice<LineToPrice, ShippingToPrice>, 'lines' | 'shipping'>) {
  return (taxClass: string): Rates => ({
    charged: rateOf(taxClass),
    included: prices === 'net' ? undefined : includedRateOf(taxClass),
  })
}

/** An amount without its discount, which it must bear. */
function reduced(amount: Money, discount: Money | undefined): Money {
  if (!discount) return amount
  const left = subtract(amount, discount)
  if (discount.amount < 0 || left.amount < 0)
    throw new RangeError(`${discount.amount} is no discount of ${amount.amount}`)
  return left
}

const fullPriceOf = ({ unitPrice, quantity }: LineToPrice) => multiply(unitPrice, quantity)

/** What a line costs after its discount, in the kind of price that the shop shows. */
const reducedPriceOf = (line: LineToPrice) => reduced(fullPriceOf(line), line.discount)

function goodsByRates(
  { lines, currency }: Pick<ToPrice<LineToPrice, never>, 'lines' | 'currency'>,
  ratesOf: (taxClass: string) => Rates,
): Weight[] {
  const byClass = lines.map((line) => ({
    rates: ratesOf(line.taxClass),
    value: reducedPriceOf(line),
  }))
  const same = Map.groupBy(byClass, ({ rates }) => `${rates.charged}/${rates.included}`)
  return [...same.values()].map((goods) => ({
    rates: goods[0]?.rates ?? ratesOf('standard'),
    value: sum(
      goods.map(({ value }) => value),
      currency,
    ),
  }))
}
