import { add, allocate, carveVat, type Money, money, multiply, sum } from './money.ts'

export type LineToPrice = {
  readonly quantity: number
  /** Gross price of one (VAT included). */
  readonly unitPrice: Money
  readonly taxClass: string
}
export type ShippingToPrice = { readonly price: Money }

/** A gross amount split into net and VAT; `vatRateBps` in basis points. */
export type Taxed = {
  readonly gross: Money
  readonly net: Money
  readonly vat: Money
  readonly vatRateBps: number
}

export type Totals = {
  itemsSubtotal: Money
  shipping: Money
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
}

export type PricedOrder<L extends LineToPrice, S extends ShippingToPrice> = {
  lines: (L & Taxed)[]
  shipping: (S & Taxed) | undefined
  totals: Totals
}

/**
 * Prices a cart or an order. VAT is computed per line from the gross total. Shipping takes the VAT rates of the goods,
 * in proportion to their value. The grand total is the sum of gross amounts, never computed from net amounts.
 * @example priceOrder({ currency: 'EUR', lines, shipping: { price }, rateOf: (taxClass) => 2000 })
 */
export function priceOrder<L extends LineToPrice, S extends ShippingToPrice>(
  order: ToPrice<L, S>,
): PricedOrder<L, S> {
  const { currency, rateOf } = order
  const lines = order.lines.map((line) => ({
    ...line,
    ...tax(multiply(line.unitPrice, line.quantity), rateOf(line.taxClass)),
  }))
  const goods = byRate(lines, currency)
  const parts = order.shipping
    ? splitOverRates(order.shipping.price, goods, rateOf('standard'))
    : []
  const [items, shipping] = [sums(lines, currency), sums(parts, currency)]
  return {
    lines,
    shipping: order.shipping && {
      ...order.shipping,
      vatRateBps: mainRateOf(goods, parts),
      ...shipping,
    },
    totals: {
      itemsSubtotal: items.gross,
      shipping: shipping.gross,
      vatByRate: byRate([...lines, ...parts], currency),
      vatTotal: add(items.vat, shipping.vat),
      grandTotal: add(items.gross, shipping.gross),
    },
  }
}

function tax(gross: Money, vatRateBps: number): Taxed {
  return { gross, ...carveVat(gross, vatRateBps), vatRateBps }
}

/** Sums per rate, highest rate first. */
function byRate(amounts: readonly Taxed[], currency: string): Taxed[] {
  const rates = Map.groupBy(amounts, ({ vatRateBps }) => vatRateBps)
  return [...rates]
    .sort(([a], [b]) => b - a)
    .map(([vatRateBps, taxed]) => ({ vatRateBps, ...sums(taxed, currency) }))
}

function sums(amounts: readonly Taxed[], currency: string): Omit<Taxed, 'vatRateBps'> {
  const of = (part: 'gross' | 'net' | 'vat') =>
    sum(
      amounts.map((one) => one[part]),
      currency,
    )
  return { gross: of('gross'), net: of('net'), vat: of('vat') }
}

/** The shipping price at the rate of the goods: split by their value when they have several. */
function splitOverRates(price: Money, goods: readonly Taxed[], defaultRateBps: number): Taxed[] {
  const [highest] = goods
  if (!highest) return [tax(price, defaultRateBps)]
  const weights = goods.map((rate) => rate.gross.amount)
  if (weights.every((weight) => weight === 0)) return [tax(price, highest.vatRateBps)]
  const shares = allocate(price, weights)
  return goods.map((rate, index) => tax(shares[index] ?? money(0, price.currency), rate.vatRateBps))
}

/** The rate of the shipping as one line: the one that has most of the goods' value. */
function mainRateOf(goods: readonly Taxed[], parts: readonly Taxed[]): number {
  const main = goods.toSorted((a, b) => b.gross.amount - a.gross.amount)[0] ?? parts[0]
  return main?.vatRateBps ?? 0
}
