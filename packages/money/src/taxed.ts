import { addVat, allocate, carveVat, type Money, money, sum } from './money.ts'

/** A gross amount split into net and VAT; `vatRateBps` in basis points. */
export type Taxed = {
  readonly gross: Money
  readonly net: Money
  readonly vat: Money
  readonly vatRateBps: number
}

/** The rates of one tax class: what is charged, and what the price includes; nothing where prices are net. */
export type Rates = { readonly charged: number; readonly included: number | undefined }

/** A price with its VAT: carved out, or put on the net price where the price includes another rate or none. */
export function tax(price: Money, { charged, included }: Rates): Taxed {
  if (included === charged)
    return { gross: price, ...carveVat(price, charged), vatRateBps: charged }
  const net = included === undefined ? price : carveVat(price, included).net
  return { ...addVat(net, charged), net, vatRateBps: charged }
}

/** Sums per rate, highest rate first. */
export function byRate(amounts: readonly Taxed[], currency: string): Taxed[] {
  const rates = Map.groupBy(amounts, ({ vatRateBps }) => vatRateBps)
  return [...rates]
    .sort(([a], [b]) => b - a)
    .map(([vatRateBps, taxed]) => ({ vatRateBps, ...sums(taxed, currency) }))
}

/** The sums of several amounts. */
export function sums(amounts: readonly Taxed[], currency: string): Omit<Taxed, 'vatRateBps'> {
  const of = (part: 'gross' | 'net' | 'vat') =>
    sum(
      amounts.map((one) => one[part]),
      currency,
    )
  return { gross: of('gross'), net: of('net'), vat: of('vat') }
}

/** The goods at one pair of rates. */
export type Weight = { readonly rates: Rates; readonly value: Money }

/** The shipping price at the rates of the goods: split by their value when they have several. */
export function splitOverRates(price: Money, goods: readonly Weight[], usual: Rates): Taxed[] {
  const sorted = goods.toSorted((a, b) => b.rates.charged - a.rates.charged)
  const [highest] = sorted
  if (!highest) return [tax(price, usual)]
  const weights = sorted.map(({ value }) => value.amount)
  if (weights.every((weight) => weight === 0)) return [tax(price, highest.rates)]
  const shares = allocate(price, weights)
  return sorted.map(({ rates }, index) => tax(shares[index] ?? money(0, price.currency), rates))
}

/** The rate of the shipping as one line: the one that has most of the goods' value. */
export function mainRateOf(goods: readonly Weight[], parts: readonly Taxed[]): number {
  const main = goods.toSorted(
    (a, b) => b.value.amount - a.value.amount || b.rates.charged - a.rates.charged,
  )[0]
  return main?.rates.charged ?? parts[0]?.vatRateBps ?? 0
}
